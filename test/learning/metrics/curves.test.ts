import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { delongVariance } from "../../../src/learning/metrics/delong.ts";
import { accuracy, averageScores } from "../../../src/learning/metrics/f-scores.ts";
import { averagePrecision } from "../../../src/learning/metrics/precision-recall.ts";
import { areaUnder, macroAverage, rocCurve } from "../../../src/learning/metrics/roc-curve.ts";
import { balancedWeights } from "../../../src/learning/metrics/sample-weights.ts";

type Figures = {
  auc: (number | null)[];
  ap: (number | null)[];
  macro: number | null;
  micro: number | null;
  f1: (number | null)[];
  f1Macro: number | null;
  f1Micro: number | null;
  f1Weighted: number | null;
  f1Samples: number | null;
  accuracy: (number | null)[];
};
/** By scikit-learn: test/fixtures/metrics/make_curves.py. */
type Case = {
  name: string;
  truth: boolean[][];
  scores: number[][];
  weights: number[];
  plain: Figures;
  weighed: Figures;
  delong: (number | null)[];
  balanced: number[][];
};
const cases = JSON.parse(
  readFileSync(new URL("../../fixtures/metrics/curves.json", import.meta.url), "utf8"),
) as Case[];

function same(value: number | null | undefined, expected: number | null | undefined, what: string) {
  if (typeof expected !== "number") expect(value, what).toBeNull();
  else expect(Math.abs((value ?? Number.NaN) - expected), what).toBeLessThan(1e-9);
}

const variants = cases.flatMap((each) =>
  (["plain", "weighed"] as const).map((kind) => ({ ...each, kind, expected: each[kind] })),
);

test.each(variants)("curves and F scores of '$name', $kind, are scikit-learn's", (each) => {
  const { truth, scores, expected } = each;
  const weights = each.kind === "weighed" ? each.weights : undefined;
  const curves = truth.map((positives, at) => rocCurve(scores[at]!, positives, weights));
  const flagged = scores.map((column) => column.map((score) => score >= 0.5));
  const averaged = averageScores(flagged, truth, weights);
  for (const [at, positives] of truth.entries()) {
    const curve = curves[at];
    same(curve ? areaUnder(curve) : null, expected.auc[at], `auc ${at}`);
    same(averagePrecision(scores[at]!, positives, weights), expected.ap[at], `ap ${at}`);
    same(averaged.perClass[at]!.f1, expected.f1[at], `f1 ${at}`);
    same(accuracy(flagged[at]!, positives, weights), expected.accuracy[at], `accuracy ${at}`);
  }
  const macro = macroAverage(curves.filter((curve) => curve !== null));
  same(macro && areaUnder(macro), expected.macro, "macro");
  const repeated = weights && truth.flatMap(() => weights);
  const micro = rocCurve(scores.flat(), truth.flat(), repeated);
  same(micro && areaUnder(micro), expected.micro, "micro");
  same(averaged.macro.f1, expected.f1Macro, "f1 macro");
  same(averaged.micro.f1, expected.f1Micro, "f1 micro");
  same(averaged.weighted.f1, expected.f1Weighted, "f1 weighted");
  same(averaged.samples.f1, expected.f1Samples, "f1 samples");
});

test.each(cases)(
  "DeLong's variance and eq. 6's weights of '$name' are NumPy's and scikit-learn's",
  (each) => {
    for (const [at, positives] of each.truth.entries()) {
      same(delongVariance(each.scores[at]!, positives), each.delong[at], `delong ${at}`);
      for (const [film, weight] of balancedWeights(positives).entries()) {
        same(weight, each.balanced[at]![film], `weight ${film}`);
      }
    }
  },
);

test("without films nothing is defined", () => {
  expect(rocCurve([], [])).toBeNull();
  expect(averagePrecision([], [])).toBeNull();
  expect(macroAverage([])).toBeNull();
  expect(delongVariance([], [])).toBeNull();
  expect(accuracy([], [])).toBeNull();
  expect(averageScores([[]], [[]]).samples).toEqual({ precision: null, recall: null, f1: null });
});
