import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { percentileInterval, quantile, resamplePatients } from "../../../src/learning/metrics/bootstrap.ts";
import { wilsonInterval } from "../../../src/learning/metrics/interval.ts";
import {
  countAt,
  lowestThreshold,
  sensitivityOf,
  specificityOf,
} from "../../../src/learning/metrics/operating-point.ts";
import {
  brierScore,
  expectedCalibrationError,
  logLoss,
} from "../../../src/learning/metrics/probability-scores.ts";
import { prepareAuc, rocAuc } from "../../../src/learning/metrics/roc-auc.ts";

/** By scikit-learn, SciPy and NumPy: test/fixtures/metrics/make_metrics.py. */
type Case = {
  name: string;
  probabilities: number[];
  truth: boolean[];
  weights: number[];
  auc: number;
  weighedAuc: number;
  brier: number;
  logLoss: number;
  ece: number;
  thresholdAt95: number | null;
  roc: [number, number, number][];
};
const { cases, wilson, quantiles } = JSON.parse(
  readFileSync(new URL("../../fixtures/metrics/metrics.json", import.meta.url), "utf8"),
) as {
  cases: Case[];
  wilson: [number, number, number, number][];
  quantiles: { values: number[]; expected: [number, number][] };
};

const same = (value: number | null, expected: number) => {
  expect(value).not.toBeNull();
  expect(Math.abs((value ?? Number.NaN) - expected)).toBeLessThan(1e-9);
};

test.each(cases)("AUC, weighted AUC, Brier, log loss and ECE of '$name' equal scikit-learn's", (known) => {
  const { probabilities, truth } = known;
  same(rocAuc(probabilities, truth), known.auc);
  same(prepareAuc(probabilities, truth)(known.weights), known.weighedAuc);
  same(brierScore(probabilities, truth), known.brier);
  same(logLoss(probabilities, truth), known.logLoss);
  same(expectedCalibrationError(probabilities, truth), known.ece);
});

test.each(cases)("sensitivity and specificity of '$name' equal scikit-learn's ROC curve", (known) => {
  for (const [threshold, specificity, sensitivity] of known.roc) {
    const counts = countAt(known.probabilities, known.truth, threshold);
    same(specificityOf(counts), specificity);
    same(sensitivityOf(counts), sensitivity);
  }
});

test.each(cases.filter(({ thresholdAt95 }) => thresholdAt95 !== null))(
  "the lowest threshold of '$name' at specificity .95 is the one on scikit-learn's ROC curve",
  ({ probabilities, truth, thresholdAt95 }) => {
    expect(lowestThreshold(probabilities, truth, 0.95)).toBe(thresholdAt95);
  },
);

test("a threshold that more negatives than allowed share is passed over for one above all", () => {
  const probabilities = [0.1, 0.2, 0.6, 0.6, 0.6];
  const truth = [false, false, false, false, true];
  const threshold = lowestThreshold(probabilities, truth, 0.95);
  expect(threshold).toBeCloseTo(0.8);
  expect(specificityOf(countAt(probabilities, truth, threshold))).toBe(1);
});

test("films are flagged from the threshold itself on", () => {
  expect(countAt([0.3, 0.3, 0.2], [true, false, false], 0.3)).toEqual({
    truePositives: 1,
    falsePositives: 1,
    trueNegatives: 1,
    falseNegatives: 0,
  });
});

test("an AUC without positives or without negatives does not exist", () => {
  expect(rocAuc([0.1, 0.9], [false, false])).toBeNull();
  expect(rocAuc([0.1, 0.9], [true, true])).toBeNull();
  expect(prepareAuc([0.1, 0.9], [false, true])([1, 0])).toBeNull();
});

test.each(wilson)("Wilson's interval of %d in %d equals SciPy's", (successes, trials, low, high) => {
  const interval = wilsonInterval(successes, trials);
  same(interval[0], low);
  same(interval[1], high);
});

test.each(quantiles.expected)("the %d quantile equals NumPy's", (share, expected) => {
  same(quantile(quantiles.values, share), expected);
});

test("the bootstrap draws whole patients, as many as there are, and the same ones for the same seed", () => {
  const patients = ["a", "a", "b", "c", "c", "c"];
  const drawn = resamplePatients(patients, { repeats: 200, seed: 3 });
  for (const weights of drawn) {
    expect(weights[0]).toBe(weights[1]);
    expect(weights[3]).toBe(weights[5]);
    expect((weights[0] ?? 0) + (weights[2] ?? 0) + (weights[3] ?? 0)).toBe(3);
  }
  expect(drawn).toEqual(resamplePatients(patients, { repeats: 200, seed: 3 }));
  expect(drawn).not.toEqual(resamplePatients(patients, { repeats: 200, seed: 4 }));
});

test("the interval of a mean is as wide as theory says, and wider when films share patients", () => {
  const values = Array.from({ length: 400 }, (_, film) => Math.sin(film * 12.9898) * 2);
  const mean = (weights: Float64Array) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.reduce((sum, weight, film) => sum + weight * (values[film] ?? 0), 0) / total;
  };
  const width = (patients: string[]) => {
    const interval = percentileInterval(mean, resamplePatients(patients, { repeats: 1000, seed: 1 }));
    return (interval?.[1] ?? 0) - (interval?.[0] ?? 0);
  };
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);
  const theory = (2 * 1.96 * deviation) / Math.sqrt(values.length);
  expect(Math.abs(width(values.map((_, film) => String(film))) / theory - 1)).toBeLessThan(0.1);
  const sorted = values.toSorted((a, b) => a - b);
  values.splice(0, values.length, ...sorted);
  expect(width(values.map((_, film) => String(Math.floor(film / 4))))).toBeGreaterThan(theory * 1.7);
});
