import { countByThreshold } from "./threshold-counts.ts";

/** From the highest threshold down. */
export type PrecisionRecall = { readonly precision: readonly number[]; readonly recall: readonly number[] };

/** @returns `null` when positives weigh nothing: recall is not defined */
export function precisionRecall(
  scores: ArrayLike<number>,
  truth: ArrayLike<boolean>,
): PrecisionRecall | null {
  const counts = countByThreshold(scores, truth);
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
  return prepareAveragePrecision(scores, truth)(weights);
}

/** Sorts the films once, so that average precision can be had again and again under other weights (bootstrap). */
export function prepareAveragePrecision(
  scores: ArrayLike<number>,
  truth: ArrayLike<boolean>,
): (weights?: ArrayLike<number>) => number | null {
  const order = Uint32Array.from({ length: scores.length }, (_, film) => film).sort(
    (one, other) => scores[other]! - scores[one]!,
  );
  return (weights) => {
    let [positives, flagged, sum] = [0, 0, 0];
    for (let place = 0; place < order.length; ) {
      const score = scores[order[place]!]!;
      const before = positives;
      for (; place < order.length && scores[order[place]!] === score; place += 1) {
        const film = order[place]!;
        const weight = weights ? weights[film]! : 1;
        flagged += weight;
        if (truth[film]) positives += weight;
      }
      if (flagged > 0) sum += (positives - before) * (positives / flagged);
    }
    return positives > 0 ? sum / positives : null;
  };
}
