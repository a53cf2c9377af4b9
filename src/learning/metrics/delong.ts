import type { Interval } from "./interval.ts";

const NORMAL_QUANTILE = 1.959963984540054;

/** Rank of each value among all, from 1; equal values share their mean rank. */
function midranks(values: readonly number[]): Float64Array {
  const order = values.map((_, at) => at).toSorted((one, other) => values[one]! - values[other]!);
  const ranks = new Float64Array(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end += 1;
    for (let at = start; at < end; at += 1) ranks[order[at]!] = (start + end + 1) / 2;
    start = end;
  }
  return ranks;
}

function variance(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

/**
 * The variance of the area under the ROC curve (DeLong et al. 1988, by Sun and Xu's midranks), films taken as
 * independent; `null` with fewer than two positives or negatives.
 */
export function delongVariance(scores: ArrayLike<number>, truth: ArrayLike<boolean>): number | null {
  const all = Array.from({ length: scores.length }, (_, film) => scores[film]!);
  const positives = all.filter((_, film) => truth[film]);
  const negatives = all.filter((_, film) => !truth[film]);
  const [m, n] = [positives.length, negatives.length];
  if (m < 2 || n < 2) return null;
  const among = midranks([...positives, ...negatives]);
  const own = midranks(positives);
  const others = midranks(negatives);
  const above = positives.map((_, at) => (among[at]! - own[at]!) / n);
  const below = negatives.map((_, at) => 1 - (among[m + at]! - others[at]!) / m);
  return variance(above) / m + variance(below) / n;
}

/** DeLong's 95 % interval around an area, kept within [0, 1]; `null` where the variance is not defined. */
export function delongInterval(
  auc: number,
  scores: ArrayLike<number>,
  truth: ArrayLike<boolean>,
): Interval | null {
  const spread = delongVariance(scores, truth);
  if (spread === null) return null;
  const half = NORMAL_QUANTILE * Math.sqrt(spread);
  return [Math.max(0, auc - half), Math.min(1, auc + half)];
}
