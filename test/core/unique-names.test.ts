import { expect, test } from "vitest";
import { uniqueNames } from "../../src/core/unique-names.ts";

test("names that differ stay as they are", () => {
  expect(uniqueNames(["a", "b", "a-2"])).toEqual(["a", "b", "a-2"]);
});

test.each([
  [
    ["film", "film", "film"],
    ["film", "film-2", "film-3"],
  ],
  [
    ["film", "film", "film-2"],
    ["film", "film-2", "film-2-2"],
  ],
  [
    ["film", "film-2", "film"],
    ["film", "film-2", "film-3"],
  ],
  [
    ["Film", "film"],
    ["Film", "film-2"],
  ],
])("%j become %j, none twice", (names, unique) => {
  expect(uniqueNames(names)).toEqual(unique);
});
