import { expect, test } from "vitest";
import { evidenceOf, isStarter } from "../../../src/learning/calibration/evidence.ts";

test.each([
  [0.93, 20, "strong"],
  [0.8, 20, "strong"],
  [0.7999, 500, "moderate"],
  [0.7, 20, "moderate"],
  [0.6999, 500, "weak"],
  [0.6, 500, "weak"],
  [0.5999, 500, "none"],
  [0.3, 500, "none"],
  [0.93, 19, "weak"],
  [0.75, 4, "weak"],
  [0.6, 1, "weak"],
  [0.55, 4, "none"],
  [null, 0, "none"],
])("a lower bound of %s over %d positives is evidence: %s", (lowerBound, positives, evidence) => {
  expect(evidenceOf(lowerBound, positives)).toBe(evidence);
});

test("a model is a starter below a mean AUC of .75", () => {
  expect(isStarter(0.7499)).toBe(true);
  expect(isStarter(0.75)).toBe(false);
});
