import { describe, expect, it } from "vitest";
import { numberRanges, readChoiceNumber } from "../../src/channels/choice-number.ts";

describe("a message that is just a number", () => {
  it.each([
    ["1", 1],
    [" 12 ", 12],
    ["3.", 3],
    ["2)", 2],
    ["١٢", 12],
    ["۴", 4],
    ["२", 2],
    ["৩", 3],
    ["2️⃣", 2],
    ["\u200f٣\u200f", 3],
    ["0", 0],
    ["007", 7],
  ])("%j is %i", (text, number) => expect(readChoiceNumber(text)).toBe(number));

  it.each(["", "one", "1 2", "1a", "1.5", "-1", "1234", "1/2", "٣ صور", "½", "Ⅳ", "+1"])(
    "%j is none",
    (text) => expect(readChoiceNumber(text)).toBeUndefined(),
  );
});

it.each([
  [[1, 2, 3], ["1–3"]],
  [
    [2, 1],
    ["1", "2"],
  ],
  [
    [21, 1, 2, 3, 4, 23, 24, 25],
    ["1–4", "21", "23–25"],
  ],
  [[], []],
])("the numbers %j are said as %j", (numbers, said) => expect(numberRanges(numbers, "en")).toEqual(said));

it("numbers are said in the language's own digits", () => {
  expect(numberRanges([1, 2, 3, 21], "bn")).toEqual(["১–৩", "২১"]);
});
