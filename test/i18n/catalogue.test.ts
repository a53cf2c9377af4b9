import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Message, type Pattern, parse, Visitor } from "@fluent/syntax";
import { describe, expect, test } from "vitest";
import { LOCALES_DIR } from "../../src/config/paths.ts";
import { BANDS } from "../../src/core/finding.ts";
import { LABELS } from "../../src/core/label.ts";
import { QUALITY_GRADES } from "../../src/core/reading.ts";
import { REFUSALS } from "../../src/core/refusal.ts";
import { LANGUAGES, type Language } from "../../src/i18n/languages.ts";
import { createTranslator } from "../../src/i18n/translator.ts";
import { QUALITY_NOTES } from "../../src/vision/quality.ts";
import { FORBIDDEN } from "./forbidden-words.ts";

type Entry = { text: string; variables: string[]; selects: { on: string; keys: string[] }[] };

class Collector extends Visitor {
  variables = new Set<string>();
  selects: { on: string; keys: string[] }[] = [];

  override visitVariableReference(node: { id: { name: string } }) {
    this.variables.add(node.id.name);
  }

  override visitSelectExpression(
    node: {
      selector: { type: string; id?: { name: string } };
      variants: { key: { name?: string; value?: string } }[];
    } & Parameters<Visitor["genericVisit"]>[0],
  ) {
    const keys = node.variants.map(({ key }) => key.name ?? key.value ?? "");
    this.selects.push({ on: node.selector.id?.name ?? "", keys });
    this.genericVisit(node);
  }
}

function sourceOf(language: Language): string {
  return readFileSync(join(LOCALES_DIR, `${language}.ftl`), "utf8");
}

function entriesOf(language: Language): Map<string, Entry> {
  const source = sourceOf(language);
  const messages = parse(source, {}).body.filter((entry): entry is Message => entry.type === "Message");
  return new Map(
    messages.map(({ id, value }) => {
      const collector = new Collector();
      collector.visit(value as Pattern);
      const { start, end } = (value as Pattern).span ?? { start: 0, end: 0 };
      return [
        id.name,
        {
          text: source.slice(start, end),
          variables: [...collector.variables].sort(),
          selects: collector.selects,
        },
      ];
    }),
  );
}

const reference = entriesOf("en");
const others = LANGUAGES.filter((language) => language !== "en");

const ENGLISH_BY_CUSTOM = [
  "Atelectasis",
  "Effusion",
  "Infiltration",
  "Pneumothorax",
  "Consolidation",
  "Edema",
  "Emphysema",
  "Fibrosis",
].map((label) => `finding-${label}`);
/** Words that a language truly shares with English. */
const SHARED: Partial<Record<Language, readonly string[]>> = {
  fr: ["band-possible", "finding-Nodule", "finding-Pneumothorax"],
  es: ["finding-Fibrosis", "finding-Hernia"],
  pt: ["finding-Pneumonia"],
  id: ["finding-Pneumonia", "finding-Fibrosis", "finding-Hernia"],
  // Clinicians trained in English write these in English.
  sw: ENGLISH_BY_CUSTOM,
  am: [...ENGLISH_BY_CUSTOM, "finding-Pleural_Thickening", "finding-Hernia"],
  ha: [...ENGLISH_BY_CUSTOM, "finding-Hernia"],
};
/** Messages made of variables and marks alone, the same everywhere. */
const WORDLESS = ["report-footer", "report-finding", "picture-map"];

describe.each(LANGUAGES)("the catalogue of %s", (language) => {
  const entries = entriesOf(language);

  test("has no line that Fluent could not read", () => {
    const junk = parse(sourceOf(language), {}).body.filter((entry) => entry.type === "Junk");
    expect(junk.map((entry) => ("content" in entry ? entry.content : ""))).toEqual([]);
  });

  test("says that it awaits review by a clinician who speaks the language", () => {
    expect(sourceOf(language).split("\n").slice(0, 3).join(" ")).toContain("Awaits review by a clinician");
  });

  test("has the reference's messages with the reference's variables", () => {
    expect([...entries.keys()]).toEqual([...reference.keys()]);
    for (const [key, { variables }] of entries)
      expect([key, variables]).toEqual([key, reference.get(key)?.variables]);
  });

  test("has a message for each finding, band, grade, note and refusal", () => {
    const keys = [
      ...LABELS.map((label) => `finding-${label}`),
      ...BANDS.map((band) => `band-${band}`),
      ...QUALITY_GRADES.map((grade) => `quality-grade-${grade}`),
      ...QUALITY_NOTES.map((note) => `quality-note-${note}`),
      ...REFUSALS.map((refusal) => `refusal-${refusal}`),
    ];
    expect(keys.filter((key) => !entries.has(key))).toEqual([]);
  });

  test("names no two findings alike", () => {
    const names = LABELS.map((label) => entries.get(`finding-${label}`)?.text);
    expect(new Set(names).size).toBe(LABELS.length);
  });

  test("covers every plural category of the language", () => {
    // In French, Spanish and Portuguese `many` begins at a million.
    const needed = new Intl.PluralRules(language)
      .resolvedOptions()
      .pluralCategories.filter((category) => !(["fr", "es", "pt"].includes(language) && category === "many"));
    for (const [key, { selects }] of entries) {
      for (const { on, keys } of selects) {
        if (on === "format") expect(keys).toEqual(reference.get(key)?.selects[0]?.keys);
        else expect([key, keys.toSorted()]).toEqual([key, needed.toSorted()]);
      }
    }
  });

  test("never claims what the program cannot know", () => {
    for (const [key, { text }] of entries) {
      const said = FORBIDDEN[language].filter((word) => text.toLowerCase().includes(word));
      expect([key, said]).toEqual([key, []]);
    }
  });

  // Fluent drops style: "percent" in a catalogue without a word, and 0.734 becomes "1" (docs/clinical-safety.md).
  test("formats no share or percentage of its own", () => {
    expect(sourceOf(language)).not.toMatch(/NUMBER|DATETIME|percent|%|٪/);
  });

  test("writes every message without a Fluent error for one, two, five, eleven and a hundred", () => {
    const translator = createTranslator(language, sourceOf(language));
    for (const [key, { variables, selects }] of entries) {
      const words = selects.filter(({ on }) => on === "format").flatMap(({ keys }) => keys);
      for (const amount of [0, 1, 2, 5, 11, 100]) {
        const values = variables.map((name) => [
          name,
          selects.some(({ on }) => on === name && on !== "format") ? amount : (words[amount] ?? "K7Q-2MXA"),
        ]);
        const text = translator.t(key, Object.fromEntries(values));
        expect(text.trim()).toBe(text);
        expect(text).not.toBe("");
        expect(text).not.toMatch(/[{}]|undefined|null|NaN/);
      }
    }
  });

  test("keeps within what a message, a button and a command may hold", () => {
    const translator = createTranslator(language, sourceOf(language));
    const names = translator.list(LABELS.map((label) => translator.t(`finding-${label}`)));
    for (const [key, { variables }] of entries) {
      const values = variables.map((name) => [name, name === "findings" ? names : 24]);
      const { length } = translator.t(key, Object.fromEntries(values));
      const limit =
        key.startsWith("button-") && key !== "button-outdated" ? 32 : key.startsWith("command-") ? 100 : 900;
      expect([key, length <= limit]).toEqual([key, true]);
    }
  });
});

test.each(others)("nothing in %s is left in English", (language) => {
  const allowed = [...WORDLESS, ...(SHARED[language] ?? [])];
  const same = [...entriesOf(language)]
    .filter(([key, { text }]) => text.replaceAll("\u00a0", " ").trim() === reference.get(key)?.text.trim())
    .map(([key]) => key)
    .filter((key) => !allowed.includes(key));
  expect(same).toEqual([]);
});

test.each([
  ["ar", /\p{Script=Arabic}/u],
  ["ur", /\p{Script=Arabic}/u],
  ["hi", /\p{Script=Devanagari}/u],
  ["bn", /\p{Script=Bengali}/u],
  ["am", /\p{Script=Ethiopic}/u],
] as const)("%s is written in its own script", (language, script) => {
  const allowed = [...WORDLESS, ...(SHARED[language] ?? [])];
  for (const [key, { text }] of entriesOf(language)) {
    if (!allowed.includes(key)) expect([key, script.test(text)]).toEqual([key, true]);
  }
});

// Some channels have buttons, some lists, some numbers: a text that says "button" is wrong on the others.
test.each([
  ["en", /\bbuttons?\b/i],
  ["fr", /\bboutons?\b/i],
  ["ar", /(?<!\p{L})(ال|وال|بال|لل)?(زر|أزرار)(?!\p{L})/u],
  ["hi", /बटन/],
  ["es", /\bbot(ón|ones)\b/i],
  ["pt", /\bbot(ão|ões)\b/i],
  ["sw", /\b(ki|vi)tufe\b/i],
  ["bn", /বোতাম|বাটন/],
  ["am", /ቁልፍ|አዝራር/],
  ["ha", /maɓalli/i],
  ["ur", /(?<!\p{L})بٹن(?!\p{L})/u],
  ["id", /\btombol\b/i],
] as const)("no text in %s speaks of buttons, which not every channel has", (language, button) => {
  const texts = [...entriesOf(language)].filter(([key]) => !key.startsWith("web-"));
  expect(texts.filter(([, { text }]) => button.test(text)).map(([key]) => key)).toEqual([]);
});

test.each([...LANGUAGES])("what opens a list in %s fits WhatsApp's 20 characters", (language) => {
  expect(entriesOf(language).get("button-choose")?.text.length).toBeLessThanOrEqual(20);
});
