import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, type VariableReference, Visitor } from "@fluent/syntax";
import { describe, expect, test } from "vitest";
import { numberRanges } from "../../src/channels/choice-number.ts";
import { LOCALES_DIR } from "../../src/config/paths.ts";
import { AGE_GROUPS } from "../../src/core/age.ts";
import { BUDGETS } from "../../src/core/budgets.ts";
import { BANDS, EVIDENCE } from "../../src/core/finding.ts";
import { LABELS } from "../../src/core/label.ts";
import type { FindingsReading } from "../../src/core/reading.ts";
import { directionOf, LANGUAGES, type Language } from "../../src/i18n/languages.ts";
import { pictureTexts } from "../../src/i18n/picture-texts.ts";
import { loadTranslators } from "../../src/i18n/translator.ts";
import { CHANNELS } from "../../src/queue/jobs.ts";
import { FONT_FAMILIES } from "../../src/vision/draw/lettering.ts";
import { drawOverlay } from "../../src/vision/draw/overlay.ts";
import { drawSheet } from "../../src/vision/draw/sheet.ts";
import { lungsFilm, peakAt } from "../vision/draw/films.ts";
import { coverageOf, isInstalled } from "../vision/draw/font-coverage.ts";

const translators = await loadTranslators();

/** Every message of a catalogue with the variables it takes. */
function messagesOf(language: Language): { key: string; variables: string[] }[] {
  const source = readFileSync(join(LOCALES_DIR, `${language}.ftl`), "utf8");
  return parse(source, {}).body.flatMap((entry) => {
    if (entry.type !== "Message") return [];
    const variables = new Set<string>();
    const collector = new (class extends Visitor {
      override visitVariableReference({ id }: VariableReference) {
        variables.add(id.name);
      }
    })();
    collector.visit(entry);
    return [{ key: entry.id.name, variables: [...variables] }];
  });
}

const CODE = "K7Q-2MXA";
const NUMBERS = [
  "active",
  "agreed",
  "ahead",
  "blocked",
  "caseDays",
  "count",
  "days",
  "failed",
  "free",
  "hours",
  "invited",
  "keptDays",
  "limit",
  "minutes",
  "rank",
  "used",
  "years",
  "week",
];
/** From none to more than any queue has held. */
const AMOUNTS = [0, 1, 2, 3, 7, 11, 25, 100, 1_234_567];

/** The message with the longest values that it can meet, once for each amount. */
function renderings(language: Language): { key: string; text: string }[] {
  const { t, list } = translators.for(language);
  const longest = (prefix: string, names: readonly string[]) =>
    names.map((name) => t(`${prefix}-${name}`)).reduce((a, b) => (b.length > a.length ? b : a));
  const values: Record<string, string | Date> = {
    alert: t("alert-channel-link", { channel: "whatsapp" }),
    channel: "whatsapp",
    channels: CHANNELS.map((channel) => `${channel} ⚠️`).join(", "),
    host: "h".repeat(64),
    queue: "fetches-telegram",
    age: longest("button-age", AGE_GROUPS),
    band: longest("band", BANDS),
    code: CODE,
    codes: list(Array.from({ length: 10 }, () => CODE)),
    finding: longest("finding", LABELS),
    findings: list(LABELS.map((label) => t(`finding-${label}`))),
    format: "other",
    grade: longest("quality-grade", ["good", "fair", "poor"]),
    model: `${"m".repeat(39)}…`,
    numbers: list(numberRanges([1, 2, 3, 21, 22, 24, 25, 26, 60, 98, 99], language)),
    notes: list([t("quality-note-low-resolution"), t("quality-note-low-contrast")]),
    time: new Date(Date.UTC(2026, 10, 28, 23, 59)),
  };
  const messages = messagesOf(language).flatMap(({ key, variables }) =>
    (variables.some((name) => NUMBERS.includes(name)) ? AMOUNTS : [0]).flatMap((amount) => {
      const given = variables.map((name) => {
        const value = NUMBERS.includes(name) ? amount : values[name];
        if (value === undefined) throw new Error(`no extreme value for '${name}' of '${key}'`);
        return [name, value] as const;
      });
      return [{ key, text: t(key, Object.fromEntries(given)) }];
    }),
  );
  return [...messages, ...sheetTexts(language)];
}

/** Every title and footer that any picture can carry. */
function sheetTexts(language: Language): { key: string; text: string }[] {
  const judged = BANDS.flatMap((band) => EVIDENCE.map((evidence) => ({ band, evidence })));
  return judged.flatMap(({ band, evidence }) => {
    const reading: FindingsReading = {
      outcome: "findings",
      quality: { grade: "poor", notes: [] },
      findings: LABELS.map((label) => ({ label, probability: 0, threshold: 0.5, score: 0, band, evidence })),
      notAssessed: [],
      model: { name: "m".repeat(200), version: "v".repeat(50), sha256: "", starter: true },
    };
    const { filmTitle, footer, titleOf } = pictureTexts(reading, translators.for(language), {
      caseCode: CODE,
    });
    const titles = LABELS.map((label) => ({ key: `title of ${label}`, text: titleOf(label) }));
    return [...titles, { key: "title of the film", text: filmTitle }, { key: "footer", text: footer }];
  });
}

const SCRIPTS: Partial<Record<Language, RegExp>> = {
  ar: /\p{Script_Extensions=Arabic}/u,
  ur: /\p{Script=Arabic}/u,
  hi: /\p{Script=Devanagari}/u,
  bn: /\p{Script=Bengali}/u,
  am: /\p{Script=Ethiopic}/u,
};
const ISOLATED = /\u2068[^\u2069]*\u2069/g;
/** English words that no other of these languages has. */
const ENGLISH =
  /(?<!\p{L})(the|please|send|this|with|from|your|are|was|not|answer|answers|photo was|confirmed|of these)(?!\p{L})/iu;

describe.each(LANGUAGES)("every message in %s, with the most it can hold,", (language) => {
  const rendered = renderings(language);
  const faults = (isFault: (text: string) => boolean) => rendered.filter(({ text }) => isFault(text));

  test("fits a message, a picture's caption or a button", () => {
    const limitOf = (key: string) =>
      key.startsWith("command-")
        ? 100
        : /^button-(?!outdated)/.test(key) || key === "language-name"
          ? 32
          : 900;
    expect(rendered.filter(({ key, text }) => text.length > limitOf(key))).toEqual([]);
    expect(faults((text) => Buffer.byteLength(text) > BUDGETS.textBytes)).toEqual([]);
    expect(rendered.length).toBeGreaterThan(messagesOf("en").length);
  });

  test("leaves three feedback buttons room to stand in one row of a narrow phone, and titles on a sheet", () => {
    const width = (pattern: RegExp) =>
      rendered.filter(({ key }) => pattern.test(key)).map(({ text }) => text.length);
    const row = width(/^button-feedback-(agree|disagree|confirmed)$/);
    expect(row).toHaveLength(3);
    expect(Math.max(...row)).toBeLessThanOrEqual(18);
    expect(row.reduce((sum, length) => sum + length)).toBeLessThanOrEqual(48);
    const titles = width(/^title of /);
    expect(titles).toHaveLength(15 * BANDS.length * EVIDENCE.length);
    expect(Math.max(...titles)).toBeLessThanOrEqual(60);
  });

  test("runs in the language's direction, line by line", () => {
    if (directionOf(language) === "ltr") {
      expect(faults((text) => /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(text))).toEqual([]);
      return;
    }
    // A messenger gives each line the direction of its first letter outside an isolate.
    const startsLatin = (line: string) => /^[^\p{L}]*\p{Script=Latin}/u.test(line.replace(ISOLATED, ""));
    expect(faults((text) => text.split("\n").some(startsLatin))).toEqual([]);
    // A command outside an isolate would lose its slash to the other side; so would a code its dash.
    expect(faults((text) => /\/[a-z]|-/i.test(text.replace(ISOLATED, "")))).toEqual([]);
    expect(faults((text) => text.includes("\u2068")).length).toBeGreaterThan(20);
  });

  test("has the digits of the language", () => {
    const latin = (text: string) => /[0-9]/.test(text.replaceAll(CODE, ""));
    const own = (text: string) => /(?![0-9])\p{Nd}/u.test(text);
    expect(faults(language === "bn" ? latin : own)).toEqual([]);
    expect(faults(language === "bn" ? own : latin).length).toBeGreaterThan(20);
  });

  test("has letters of its own script and Latin ones only, and no English words", () => {
    const script = SCRIPTS[language];
    const foreign = (text: string) =>
      [...text].some((sign) => /\p{L}/u.test(sign) && !script?.test(sign) && !/\p{Script=Latin}/u.test(sign));
    expect(faults(foreign)).toEqual([]);
    if (language !== "en") expect(faults((text) => ENGLISH.test(text))).toEqual([]);
    else expect(faults((text) => ENGLISH.test(text)).length).toBeGreaterThan(50);
  });

  test.skipIf(!FONT_FAMILIES.every(isInstalled))("has a glyph for every character", () => {
    const fonts = FONT_FAMILIES.map(coverageOf);
    const characters = new Set(rendered.flatMap(({ text }) => [...text]));
    const missing = [...characters].filter((character) => {
      if (/\s|\p{Default_Ignorable_Code_Point}|\p{Extended_Pictographic}/u.test(character)) return false;
      return !fonts.some((covers) => covers(character.codePointAt(0)!));
    });
    expect(missing).toEqual([]);
  });

  test("stands on a sheet and an overlay that keep their budgets", async () => {
    const { t } = translators.for(language);
    const [label] = LABELS.toSorted((a, b) => t(`finding-${b}`).length - t(`finding-${a}`).length);
    const film = lungsFilm();
    for (const [band, evidence] of [
      ...BANDS.map((band) => [band, "weak"] as const),
      ["likely", EVIDENCE.at(-1)!] as const,
    ]) {
      const finding = { label: label!, probability: 0, threshold: 0.5, score: 0, band, evidence };
      const reading: FindingsReading = {
        outcome: "findings",
        quality: { grade: "good", notes: [] },
        findings: [finding],
        notAssessed: [],
        model: { name: "m".repeat(200), version: "v".repeat(50), sha256: "", starter: true },
      };
      const text = pictureTexts(reading, translators.for(language), { caseCode: CODE });
      const map = { label: label!, map: peakAt(4, 4), title: text.titleOf(label!) };
      expect((await drawSheet(film, [map, map, map], text)).byteLength).toBeLessThanOrEqual(
        BUDGETS.sheetBytes,
      );
      expect((await drawOverlay(film, map, text)).byteLength).toBeLessThanOrEqual(BUDGETS.overlayBytes);
    }
  });
});

test.each(LANGUAGES)(
  "the numbers of a numbered choice in %s have room beside their longest labels",
  (language) => {
    const { t } = translators.for(language);
    const labels = [...LABELS.map((label) => `finding-${label}`), "button-feedback-none"].map((key) =>
      t(key),
    );
    // Asked as text where there are no buttons: one line each, well below what a message may hold.
    const page = [t("feedback-which"), ...labels.map((label, place) => `${place + 1} ${label}`)].join("\n");
    expect(page.length).toBeLessThanOrEqual(BUDGETS.textCharacters);
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(BUDGETS.textBytes);
  },
);

test("there is a catalogue for each language and none besides", () => {
  expect(LANGUAGES.filter((language) => !existsSync(join(LOCALES_DIR, `${language}.ftl`)))).toEqual([]);
  expect(LANGUAGES.length).toBe(12);
});
