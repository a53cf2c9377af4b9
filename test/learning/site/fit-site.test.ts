import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fitOffset } from "../../../src/learning/calibration/fit-logistic.ts";
import { type Cases, fitSite, planFor, probabilityOf } from "../../../src/learning/site/fit-site.ts";
import { foldsOf, measureSite } from "../../../src/learning/site/measure-site.ts";

/** By scikit-learn, SciPy and NumPy: test/fixtures/site/make_site.py. */
const known = JSON.parse(readFileSync(new URL("../../fixtures/site/site.json", import.meta.url), "utf8")) as {
  logits: number[];
  truth: boolean[];
  own: { scale: number; shift: number; threshold: number };
  line: { scale: number; shift: number; threshold: number; brier: number };
  moved: { offset: number; threshold: number; carried: number; brier: number };
  before: number;
};
const { own } = known;
const cases: Cases = { ...known, groups: known.logits.map((_, at) => `p${Math.floor(at / 2)}`) };
const brier = (served: { scale: number; shift: number }) =>
  known.logits.reduce(
    (sum, logit, at) =>
      sum + (probabilityOf(served, logit) - Number(known.truth[at])) ** 2 / known.logits.length,
    0,
  );

describe("a site's cases are fitted as scikit-learn and SciPy fit them:", () => {
  test("scale, shift and threshold from enough cases", () => {
    const fit = fitSite(cases, own, { basis: "line", threshold: true });
    expect(fit.basis).toBe("line");
    expect(fit.scale).toBeCloseTo(known.line.scale, 5);
    expect(fit.shift).toBeCloseTo(known.line.shift, 5);
    expect(fit.threshold).toBeCloseTo(known.line.threshold, 5);
    expect(brier(fit)).toBeCloseTo(known.line.brier, 6);
  });

  test("the shift alone from fewer, under the model's own scale", () => {
    const fit = fitSite(cases, own, { basis: "shift", threshold: true });
    expect(fit.scale).toBe(own.scale);
    expect(fit.shift - own.shift).toBeCloseTo(known.moved.offset, 8);
    expect(fit.threshold).toBeCloseTo(known.moved.threshold, 8);
    expect(brier(fit)).toBeCloseTo(known.moved.brier, 8);
  });

  test("with few cases without the finding, the threshold moves along: the same films are flagged", () => {
    const fit = fitSite(cases, own, { basis: "shift", threshold: false });
    expect(fit.threshold).toBeCloseTo(known.moved.carried, 8);
    const flagged = (served: typeof own) =>
      known.logits.map((logit) => probabilityOf(served, logit) >= served.threshold);
    expect(flagged(fit)).toEqual(flagged(own));
  });
});

test("outcomes that run against the logit move the shift alone", () => {
  const backwards = { logits: cases.logits.map((logit) => -logit), truth: cases.truth };
  expect(fitSite(backwards, own, { basis: "line", threshold: true })).toMatchObject({
    basis: "shift",
    scale: own.scale,
  });
});

test("what may be fitted follows from how many cases there are of each kind", () => {
  const of = (positives: number, negatives: number) =>
    planFor({
      truth: [...new Array<boolean>(positives).fill(true), ...new Array<boolean>(negatives).fill(false)],
    });
  expect(of(9, 500)).toBeUndefined();
  expect(of(500, 9)).toBeUndefined();
  expect(of(10, 59)).toEqual({ basis: "shift", threshold: false });
  expect(of(29, 60)).toEqual({ basis: "shift", threshold: true });
  expect(of(30, 30)).toEqual({ basis: "line", threshold: false });
});

test("an offset makes as many positives expected as there are", () => {
  const values = [-3, -1, 0, 2];
  const offset = fitOffset(values, [true, false, false, false]);
  expect(values.reduce((sum, value) => sum + 1 / (1 + Math.exp(-value - offset)), 0)).toBeCloseTo(1, 10);
});

test("cases of one patient are never fitted on and judged in one fold", () => {
  const folds = foldsOf(cases.groups);
  for (const [at, group] of cases.groups.entries())
    expect(folds[at]).toBe(folds[cases.groups.indexOf(group)]);
  expect([...new Set(folds)].toSorted()).toEqual([0, 1, 2, 3, 4]);
});

test("before is as the model came; after is judged by fits that have not seen the case, and worse than the fit's own figure", () => {
  const plan = { basis: "line", threshold: true } as const;
  const { before, after, brierChange, brierInterval, intervals } = measureSite(cases, own, plan);
  expect(before.brier).toBeCloseTo(known.before, 10);
  expect(after.brier).toBeGreaterThan(known.line.brier);
  expect(brierChange).toBeCloseTo(after.brier - before.brier, 10);
  expect(brierChange).toBeLessThan(0);
  expect(brierInterval![0]).toBeLessThan(brierChange);
  expect(brierInterval![1]).toBeGreaterThan(brierChange);
  expect(after.specificity.of).toBe(known.truth.filter((positive) => !positive).length);
  const fit = fitSite(cases, own, plan);
  for (const what of ["scale", "shift", "threshold"] as const) {
    expect(intervals[what]![0]).toBeLessThanOrEqual(fit[what]);
    expect(intervals[what]![1]).toBeGreaterThanOrEqual(fit[what]);
  }
});
