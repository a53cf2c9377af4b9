import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { solve } from "../../../src/core/solve.ts";
import { fitFeatureSpace, narrow } from "../../../src/learning/screen/fit-feature-space.ts";
import { fitJudge } from "../../../src/learning/screen/fit-judge.ts";
import { coordinatesIn, readFeatureSpace, storeFeatureSpace } from "../../../src/vision/feature-space.ts";
import { foreignness } from "../../../src/vision/screen.ts";

/** By scikit-learn: test/fixtures/screen/make_screen.py. */
const known = JSON.parse(
  readFileSync(new URL("../../fixtures/screen/screen.json", import.meta.url), "utf8"),
) as {
  rows: number[][];
  rank: number;
  coordinates: number[][];
  residual: number[];
  values: number[][];
  foreign: boolean[];
  ridge: number;
  probabilities: number[];
};
const space = fitFeatureSpace(Float32Array.from(known.rows.flat()), 12, known.rank);

test("coordinates along the main directions are scikit-learn's principal components, scaled to variance 1", () => {
  for (const [place, row] of known.rows.entries()) {
    const coordinates = coordinatesIn(space, row);
    known.coordinates[place]?.forEach((expected, order) => {
      // Which way a component points is arbitrary.
      expect(Math.abs(Math.abs(coordinates[order] ?? 0) - expected)).toBeLessThan(1e-4);
    });
    expect(Math.exp(coordinates[known.rank + 1] ?? 0)).toBeCloseTo(known.residual[place] ?? 0, 3);
  }
});

test("fewer directions leave more over", () => {
  const row = known.rows[0] ?? [];
  const [wide, thin] = [coordinatesIn(space, row), coordinatesIn(narrow(space, 2), row)];
  expect([...thin.subarray(0, 2)]).toEqual([...wide.subarray(0, 2)]);
  expect(thin[3] ?? 0).toBeGreaterThan(wide[known.rank + 1] ?? 0);
});

test("a feature space survives being stored, and a damaged one is refused", () => {
  const stored = storeFeatureSpace(space);
  expect(readFeatureSpace(JSON.parse(JSON.stringify(stored)))).toEqual(space);
  expect(() => readFeatureSpace({ ...stored, rank: 5 })).toThrow(RangeError);
});

test("the judge is scikit-learn's class-balanced logistic regression, with a constant column among its values", () => {
  const judge = fitJudge(known.values, known.foreign, known.ridge);
  for (const [picture, row] of known.values.entries()) {
    expect(Math.abs(foreignness(row, judge) - (known.probabilities[picture] ?? 0))).toBeLessThan(1e-5);
  }
});

test("a judge needs both classes", () => {
  expect(() => fitJudge([[1], [2]], [true, true], 1)).toThrow(RangeError);
});

test("a symmetric system is solved, and one that is not positive definite is refused", () => {
  const solution = solve(Float64Array.from([4, 0, 0, 2, 5, 0, 1, 3, 6]), [9, 20, 24.5]);
  // 4x+2y+z=9, 2x+5y+3z=20, x+3y+6z=24.5
  expect([...solution].map((value) => Number(value.toFixed(9)))).toEqual([0.5, 2, 3]);
  expect(() => solve(Float64Array.from([1, 0, 2, 1]), [1, 1])).toThrow(RangeError);
});
