/** Area under the ROC curve for given weights of the films; `null` when positives or negatives weigh nothing. */
export type WeighedAuc = (weights?: ArrayLike<number>) => number | null;

/**
 * Sorts the films once, so that the area can be had again and again under other weights (bootstrap).
 *
 * The area is the chance that a positive film scores above a negative one, ties counting half (Mann and Whitney 1947);
 * with weights, each pair counts by the product of its weights, as scikit-learn's `sample_weight`.
 */
export function prepareAuc(scores: ArrayLike<number>, truth: ArrayLike<boolean>): WeighedAuc {
  const order = Uint32Array.from({ length: scores.length }, (_, film) => film).sort(
    (one, other) => scores[one]! - scores[other]!,
  );
  return (weights) => {
    let negatives = 0;
    let positives = 0;
    let concordant = 0;
    for (let place = 0; place < order.length; ) {
      const score = scores[order[place]!]!;
      let tiedPositives = 0;
      let tiedNegatives = 0;
      for (; place < order.length && scores[order[place]!] === score; place += 1) {
        const film = order[place]!;
        const weight = weights ? weights[film]! : 1;
        if (truth[film]) tiedPositives += weight;
        else tiedNegatives += weight;
      }
      concordant += tiedPositives * (negatives + tiedNegatives / 2);
      positives += tiedPositives;
      negatives += tiedNegatives;
    }
    return positives > 0 && negatives > 0 ? concordant / (positives * negatives) : null;
  };
}

/** Area under the ROC curve; `null` without at least one positive and one negative film. */
export function rocAuc(scores: ArrayLike<number>, truth: ArrayLike<boolean>): number | null {
  return prepareAuc(scores, truth)();
}
