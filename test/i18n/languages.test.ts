import { expect, test } from "vitest";
import { directionOf, isLanguage, LANGUAGES, negotiate } from "../../src/i18n/languages.ts";

test.each([
  [["fr-CA"], "fr"],
  [["ar_EG"], "ar"],
  [["hi-Latn", "hi"], "hi"],
  [["zu", "fr"], "fr"],
  [["EN-gb"], "en"],
  [["zu"], "hi"],
  [["pt_BR"], "pt"],
  [["ur-PK"], "ur"],
  [["am-ET"], "am"],
  [[], "hi"],
  [["", "*", "x", "../../etc/passwd", "français"], "hi"],
])("a client that asks for %j is answered in %s", (requested, language) => {
  expect(negotiate(requested, "hi")).toBe(language);
});

test("Arabic and Urdu alone run from right to left, as their scripts do", () => {
  expect(LANGUAGES.filter((language) => directionOf(language) === "rtl")).toEqual(["ar", "ur"]);
});

test("a tag is a language only when there is a catalogue of it", () => {
  expect(isLanguage("ar")).toBe(true);
  expect(isLanguage("constructor")).toBe(false);
});
