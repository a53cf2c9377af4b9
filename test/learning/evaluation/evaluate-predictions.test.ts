import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Label } from "../../../src/core/label.ts";
import { evaluatePredictions } from "../../../src/learning/evaluation/evaluate-predictions.ts";
import type { OperatingPoint } from "../../../src/learning/evaluation/operating-points.ts";
import { publishedWeights } from "../../../src/learning/metrics/sample-weights.ts";
import { predictionsOf, rowsOf } from "./labelled-films.ts";

type Figure = number | null;
type Point = {
  threshold: number;
  counts: [number, number, number, number];
  sensitivity: Figure;
  specificity: Figure;
  precision: Figure;
  f1: Figure;
  accuracy: Figure;
};
type OneVsAll = {
  perClass: Figure[];
  binary: Figure;
  micro: Figure;
  macro: Figure;
  weighted: Figure;
  accuracy: Figure;
};
type Averages = { perClass: Figure[]; micro: Figure; macro: Figure; weighted: Figure; accuracy: Figure[] };
/** By scikit-learn and NumPy: test/fixtures/metrics/make_evaluation.py. */
type Case = {
  name: string;
  labels: Label[];
  truth: boolean[][];
  scores: number[][];
  sources: string[];
  findings: {
    auc: Figure;
    withinSource: Figure;
    ap: Figure;
    apPublished: Figure;
    brier: number;
    bins: [number, number, Figure][];
    points: Record<"half" | "youden" | "sensitive", Point | null>;
    oneVsAll: OneVsAll;
    oneVsAllPublished: OneVsAll;
    halfWeight: number;
  }[];
  microAp: Figure;
  plain: Averages;
  balanced: Averages;
  samples: Figure;
  exactMatch: number;
  meanAccuracy: number;
};
const cases = JSON.parse(
  readFileSync(new URL("../../fixtures/metrics/evaluation.json", import.meta.url), "utf8"),
) as Case[];

function same(value: Figure | undefined, expected: Figure | undefined, what: string) {
  if (typeof expected !== "number") expect(value, what).toBeNull();
  else
    expect(Math.abs((value ?? Number.NaN) - expected), `${what}: ${value} for ${expected}`).toBeLessThan(
      1e-9,
    );
}

function samePoint(point: OperatingPoint | null, expected: Point | null | undefined, what: string) {
  if (!expected || !point) {
    expect(point, what).toBe(expected);
    return;
  }
  expect(point.threshold, what).toBe(expected.threshold);
  const { truePositives, falsePositives, trueNegatives, falseNegatives } = point.counts;
  expect([truePositives, falsePositives, trueNegatives, falseNegatives], what).toEqual(expected.counts);
  for (const key of ["sensitivity", "specificity", "precision", "f1", "accuracy"] as const) {
    same(point[key], expected[key], `${what} ${key}`);
  }
}

describe.each(cases)("an evaluation of '$name' is scikit-learn's", (known) => {
  const rows = rowsOf(known.labels, known.truth, { sources: known.sources });
  const predictions = predictionsOf(known.labels, known.scores);
  const { evaluation } = evaluatePredictions(rows, predictions);
  const published = evaluatePredictions(rows, predictions, { asPublished: true }).evaluation;

  test.each(known.labels.map((label, at) => [label, at] as const))("%s", (label, at) => {
    const [found, expected] = [evaluation.findings[at]!, known.findings[at]!];
    same(found.auc, expected.auc, `${label} AUC`);
    same(found.withinSource, expected.withinSource, `${label} within source`);
    same(found.averagePrecision, expected.ap, `${label} average precision`);
    same(found.brier, expected.brier, `${label} Brier`);
    for (const [bin, [films, positives, mean]] of expected.bins.entries()) {
      expect(found.reliability[bin], `${label} bin ${bin}`).toMatchObject({ films, positives });
      same(found.reliability[bin]!.meanProbability, mean, `${label} bin ${bin}`);
    }
    for (const key of ["half", "youden", "sensitive"] as const) {
      samePoint(found.operatingPoints[key], expected.points[key], `${label} ${key}`);
    }
  });

  test("one against all, by eq. 6 and as published", () => {
    for (const [at, expected] of known.findings.entries()) {
      const pairs = [
        [evaluation.findings[at]!.oneVsAll, expected.oneVsAll],
        [published.findings[at]!.oneVsAll, expected.oneVsAllPublished],
      ] as const;
      for (const [found, wanted] of pairs) {
        for (const kind of ["binary", "micro", "macro", "weighted"] as const) {
          same(found[kind].f1, wanted[kind], `${kind} ${at}`);
        }
        for (const [place, f1] of wanted.perClass.entries())
          same(found.perClass[place]!.f1, f1, `class ${place}`);
        same(found.accuracy, wanted.accuracy, `accuracy ${at}`);
      }
    }
  });

  test("averages over findings, plain and by eq. 6; average precision on rounded scores", () => {
    const { plain, balanced } = evaluation.classification.half;
    for (const [found, expected] of [
      [plain, known.plain],
      [balanced, known.balanced],
    ] as const) {
      for (const kind of ["micro", "macro", "weighted"] as const) same(found[kind].f1, expected[kind], kind);
      for (const [at, f1] of expected.perClass.entries()) same(found.perClass[at]!.f1, f1, `class ${at}`);
      for (const [at, share] of expected.accuracy.entries())
        same(found.accuracy[at], share, `accuracy ${at}`);
    }
    if (known.labels.length > 1) same(plain.samples.f1, known.samples, "samples");
    same(plain.exactMatch, known.exactMatch, "exact match");
    same(plain.meanAccuracy, known.meanAccuracy, "mean accuracy");
    same(evaluation.microAveragePrecision, known.microAp, "micro average precision");
    for (const [at, { apPublished, halfWeight }] of known.findings.entries()) {
      same(published.findings[at]!.averagePrecision, apPublished, `published average precision ${at}`);
      const weights = publishedWeights(known.truth[at]!);
      for (const [film, weight] of weights.entries()) {
        expect(weight).toBe(known.truth[at]![film] ? 1 : halfWeight);
      }
    }
  });
});

test("on the paper's own films the published weights are those of its notebook", () => {
  // 10,351 films of validation, and the float16 that the notebook printed: 0.5566.
  const truth = Array.from({ length: 10_351 }, (_, film) => film < 1056);
  expect(publishedWeights(truth)[10_000]).toBeCloseTo(0.5566, 4);
  expect(publishedWeights(truth)[0]).toBe(1);
});

test("an interval holds its figure, and is the same whenever it is measured", () => {
  const [known] = cases;
  const rows = rowsOf(known!.labels, known!.truth, { sources: known!.sources, patients: 20 });
  const measure = () => evaluatePredictions(rows, predictionsOf(known!.labels, known!.scores)).evaluation;
  const found = measure();
  for (const [value, interval] of [
    [found.meanAuc, found.meanAucInterval],
    [found.meanWithinSource, found.meanWithinSourceInterval],
    [found.meanAveragePrecision, found.meanAveragePrecisionInterval],
    [found.findings[0]!.averagePrecision, found.findings[0]!.averagePrecisionInterval],
  ] as const) {
    expect(interval![0]).toBeLessThan(value!);
    expect(interval![1]).toBeGreaterThan(value!);
  }
  expect(measure()).toEqual(found);
});
