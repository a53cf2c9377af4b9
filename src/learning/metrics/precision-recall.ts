import { countByThreshold } from "./threshold-counts.ts";

/** From the highest threshold down. */
export type PrecisionRecall = { readonly precision: readonly number[]; readonly recall: readonly number[] };

/** @returns `null` when positives weigh nothing: recall is not defined */
export function precisionRecall(
  scores: ArrayLike<number>,
  truth: ArrayLike<boolean>,
  weights?: ArrayLike<number>,
): PrecisionRecall | null {
  const counts = countByThreshold(scores, truth, weights);
  const positives = counts.at(-1)?.truePositives ?? 0;
  if (positives <= 0) return null;
  return {
    precision: counts.map(
      ({ truePositives, falsePositives }) => truePositives / (truePositives + falsePositives),
    ),
    recall: counts.map(({ truePositives }) => truePositives / positives),
  };
}

/** The paper's eq. 7: the sum over thresholds of (R_n - R_(n-1)) P_n; `null` without positives. */
export function averagePrecision(
  scores: ArrayLike<number>,
  truth: ArrayLike<boolean>,
  weights?: ArrayLike<number>,
): number | null {
  const curve = precisionRecall(scores, truth, weights);
  if (!curve) return null;
  return curve.precision.reduce(
    (sum, precision, at) => sum + (curve.recall[at]! - (curve.recall[at - 1] ?? 0)) * precision,
    0,
  );
}
