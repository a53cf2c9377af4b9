import { describe, expect, it, test } from "vitest";
import { converse } from "../../src/channels/conversation.ts";
import { type Circumstances, NEWCOMER } from "../../src/channels/person.ts";
import { WORDS, wordMeans } from "../../src/channels/words.ts";
import { LABELS } from "../../src/core/label.ts";
import { LANGUAGES, type Language } from "../../src/i18n/languages.ts";
import { loadTranslators } from "../../src/i18n/translator.ts";

const translators = await loadTranslators();
const AT: Circumstances = {
  now: 0,
  access: "open",
  member: true,
  blocked: false,
  clientLanguage: "en",
  photoHours: 72,
  message: "5",
};
/** How each language ends a sentence. */
const STOPS: Readonly<Record<Language, readonly string[]>> = {
  en: [".", "!", "?"],
  fr: [".", " !", "\u00a0!", "…"],
  ar: [".", "؟", "!", "۔"],
  hi: ["।", "!", " ।"],
  es: [".", "!"],
  pt: [".", "!"],
  sw: [".", "!"],
  bn: ["।", "!", " ।"],
  am: ["።", "፡፡", "፨", "!"],
  ha: [".", "!"],
  ur: ["۔", "!", "؟"],
  id: [".", "!"],
};
const WITHOUT_MARKS = (word: string) =>
  word
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[ɓɗƙ]/g, (hooked) => ({ ɓ: "b", ɗ: "d", ƙ: "k" })[hooked] ?? hooked);

const ALL = LANGUAGES.flatMap((language) =>
  (["stop", "start", "help"] as const).flatMap((name) =>
    WORDS[language][name].map((word) => [language, name, word] as const),
  ),
);

test("there are words for stop, start and help in every language", () => {
  for (const language of LANGUAGES) {
    for (const words of Object.values(WORDS[language])) expect(words.length).toBeGreaterThan(1);
  }
});

describe.each(ALL)("in %s, %s as '%s'", (language, name, word) => {
  const said = (text: string) => wordMeans(text)?.name;

  it("is read in upper case, with the script's full stops, without diacritics, in quotes and spaces", () => {
    const forms = [
      word,
      word.toUpperCase(),
      word.normalize("NFD"),
      `  ${word}\n`,
      `«${word}»`,
      `\u200f${word}\u200f`,
    ];
    for (const form of [...forms, WITHOUT_MARKS(word), ...STOPS[language].map((stop) => word + stop)]) {
      expect([form, said(form)]).toEqual([form, name]);
    }
  });

  it("is no command within a sentence", () => {
    expect(said(`xx ${word} yy`)).toBeUndefined();
    expect(said(`${word} 7`)).toBeUndefined();
    expect(said(`${word}xx`)).toBeUndefined();
  });
});

test.each(LANGUAGES)(
  "stop in %s is answered in the person's own language, whatever the word's",
  (language) => {
    for (const other of LANGUAGES) {
      const [word = ""] = WORDS[other].stop;
      const { person, effects } = converse({ ...NEWCOMER, language }, { kind: "text", text: word }, AT);
      expect(person.stopped).toBe(true);
      expect(effects.at(-1)).toMatchObject({ key: "stop-done", language });
    }
    expect(translators.for(language).t("stop-done")).toContain("/start");
  },
);

test("who has chosen no language yet is answered in that of the word", () => {
  const answer = (text: string) => converse(NEWCOMER, { kind: "text", text }, AT).effects.at(-1);
  expect(answer("थाम")).not.toMatchObject({ key: "stop-done" });
  expect(answer("रुको")).toMatchObject({ key: "stop-done", language: "hi" });
  expect(answer("ARRET.")).toMatchObject({ key: "stop-done", language: "fr" });
  expect(answer("msaada")).toMatchObject({ key: "help", language: "sw" });
  // Everybody's word: nothing can be told from it.
  expect(answer("STOP")).toMatchObject({ key: "stop-done", language: "en" });
});

test("no button's label is a word for a command: an answer typed out must not stop the service", () => {
  for (const language of LANGUAGES) {
    const { t } = translators.for(language);
    const buttons = [
      "agree",
      "more",
      "decline",
      "next",
      "back",
      "how-to",
      "forget",
      "keep",
      "picture",
    ].concat(
      ["feedback-agree", "feedback-disagree", "feedback-confirmed", "feedback-none", "feedback-done"],
      ["give", "give-not", "give-no-more"],
    );
    const labels = [
      ...buttons.map((name) => t(`button-${name}`)),
      ...LABELS.map((label) => t(`finding-${label}`)),
    ];
    expect(labels.filter((label) => wordMeans(label))).toEqual([]);
  }
});

test.each([
  "please stop the pain",
  "stop bleeding?",
  "الألم لا يتوقف",
  "दर्द बंद नहीं होता",
  "",
  "…",
  "/stop x",
])("'%s' is talk", (text) => expect(wordMeans(text)).toBeUndefined());
