import { FluentNumber } from "@fluent/bundle";
import { expect, test } from "vitest";
import { directionOf, LANGUAGES } from "../../src/i18n/languages.ts";
import { createTranslator, loadTranslators } from "../../src/i18n/translator.ts";

const translators = await loadTranslators();

test("an unknown key is an error, not an empty message", () => {
  expect(() => translators.for("en").t("no-such-key")).toThrow("no message 'no-such-key'");
  expect(translators.for("en").has("no-such-key")).toBe(false);
});

test("a missing variable is an error, not half a sentence", () => {
  expect(() => translators.for("fr").t("receipt")).toThrow("'receipt' cannot be written");
});

test("a message defined twice is an error", () => {
  expect(() => createTranslator("en", "a = 1\na = 2\n")).toThrow("locales/en.ftl");
});

test("Arabic has its own words for one, two, few and many photos", () => {
  const { t } = translators.for("ar");
  const texts = [0, 1, 2, 5, 11, 100].map((ahead) => t("receipt-queued", { code: "K7Q-2MXA", ahead }));
  expect(texts[1]).toContain("صورة واحدة");
  expect(texts[2]).toContain("صورتان");
  expect(texts[3]).toContain("5 صور");
  expect(texts[4]).toContain("11 صورة");
  expect(texts[5]).toContain("100 صورة");
  expect(new Set(texts).size).toBe(6);
});

test("English and French tell one photo from several, and Hindi agrees its verb", () => {
  const line = (language: "en" | "fr" | "hi", ahead: number) =>
    translators.for(language).t("receipt-queued", { code: "K7Q-2MXA", ahead });
  expect(line("en", 1)).toContain("1 photo is");
  expect(line("en", 2)).toContain("2 photos are");
  expect(line("fr", 2)).toContain("2 photos sont");
  expect(line("hi", 1)).toContain("1 फ़ोटो पढ़ी जाएगी");
  expect(line("hi", 3)).toContain("3 फ़ोटो पढ़ी जाएँगी");
});

test.each(["ar", "ur"] as const)(
  "in %s a Latin value alone is isolated: the line keeps its direction",
  (language) => {
    const { t } = translators.for(language);
    expect(t("receipt", { code: "K7Q-2MXA" })).toContain("\u2068K7Q-2MXA\u2069");
    const line = t("report-finding", { rank: 1, finding: t("finding-Mass"), band: t("band-possible") });
    expect(line).not.toMatch(/[\u2066-\u2069]/);
    expect(t("terms-agreed")).toContain("\u2068/stop\u2069");
  },
);

test("languages that run from left to right carry no invisible marks", () => {
  for (const language of LANGUAGES.filter((tag) => directionOf(tag) === "ltr")) {
    const { t } = translators.for(language);
    expect(t("receipt", { code: "K7Q-2MXA" }) + t("terms", { hours: 24 })).not.toMatch(
      /[\u2066-\u2069\u200e\u200f]/,
    );
  }
});

test.each(["ar", "ur"] as const)("every isolating mark in %s is closed", (language) => {
  const { t } = translators.for(language);
  const text =
    t("about", { findings: t("finding-Mass") }) + t("help") + t("stop-done") + t("terms", { hours: 3 });
  expect(text.split("\u2068").length).toBe(text.split("\u2069").length);
  expect(text.split("\u2068").length).toBeGreaterThan(5);
});

test("things are listed as the language lists them", () => {
  const list = (language: (typeof LANGUAGES)[number]) => translators.for(language).list(["A", "B", "C"]);
  expect(LANGUAGES.map(list)).toEqual([
    "A, B, and C",
    "A, B et C",
    "A وB وC",
    "A, B, और C",
    "A, B y C",
    "A, B e C",
    "A, B na C",
    "A, B এবং C",
    "A፣ B እና C",
    "A, B, da C",
    "A، B، اور C",
    "A, B, dan C",
  ]);
});

test("a time names its zone, and grouping follows the language", () => {
  const time = new Date(Date.UTC(2026, 10, 24, 14, 5));
  const late = (language: (typeof LANGUAGES)[number]) => translators.for(language).t("report-late", { time });
  const zone = (language: string) =>
    new Intl.DateTimeFormat(language, { timeZoneName: "short" })
      .formatToParts(time)
      .find(({ type }) => type === "timeZoneName")?.value;
  for (const language of LANGUAGES) expect(late(language)).toContain(zone(language));
  expect(translators.for("fr").t("report-more-signs", { count: 1234 })).toMatch(/1\u202f234/);
});

// Style trap 1: inside a catalogue this option is dropped without a word. A share must be formatted in code.
test("0.734 given as a formatted share stays 73 per cent in every language", () => {
  for (const language of LANGUAGES) {
    const { t } = createTranslator(language, "share = { $share }\n");
    const formatted = new Intl.NumberFormat(language, { style: "percent" }).format(0.734);
    expect(t("share", { share: formatted })).toMatch(/73|৭৩/);
  }
  const naive = createTranslator(
    "en",
    'share = { NUMBER($share, style: "percent", maximumFractionDigits: 0) }\n',
  );
  expect(naive.t("share", { share: 0.734 })).toBe("1");
  expect(new FluentNumber(0.734).value).toBe(0.734);
});
