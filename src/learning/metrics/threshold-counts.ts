/** Weights of positives and negatives that score at least a threshold. */
export type ThresholdCount = {
  readonly threshold: number;
  readonly truePositives: number;
  readonly falsePositives: number;
};

/**
 * Accumulates films from the highest score down, one entry per distinct score. Films of weight 0 are left out, as
 * scikit-learn does; sums run in its order, so that both round alike.
 */
export function countByThreshold(
  scores: ArrayLike<number>,
  truth: ArrayLike<boolean>,
  weights?: ArrayLike<number>,
): ThresholdCount[] {
  const order = Array.from({ length: scores.length }, (_, film) => film)
    .filter((film) => (weights ? weights[film] !== 0 : true))
    .toSorted((one, other) => scores[one]! - scores[other]! || one - other)
    .reverse();
  const counts: ThresholdCount[] = [];
  let truePositives = 0;
  let falsePositives = 0;
  for (const [place, film] of order.entries()) {
    const weight = weights ? weights[film]! : 1;
    if (truth[film]) truePositives += weight;
    else falsePositives += weight;
    const next = order[place + 1];
    if (next === undefined || scores[next] !== scores[film]) {
      counts.push({ threshold: scores[film]!, truePositives, falsePositives });
    }
  }
  return counts;
}
