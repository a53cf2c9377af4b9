import { expect, test } from "vitest";
import { nearestName } from "../../src/core/nearest-name.ts";

test.each([
  ["sede", "seed"],
  ["batchh", "batch"],
  ["Learning Rate", "learningRate"],
  ["xyz", undefined],
])("'%s' means %s", (typed, meant) => {
  expect(nearestName(typed, ["seed", "batch", "learningRate"])).toBe(meant);
});
