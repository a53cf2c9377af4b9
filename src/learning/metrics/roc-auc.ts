/** Area under the ROC curve for given weights of the films; `null` when positives or negatives weigh nothing. */
export type WeighedAuc = (weights?: ArrayLike<number>) => number | null;

/** Pairs of a positive and a negative film: how many there are, and in how many the positive scores above, ties counting half. */
export type Concordance = { readonly concordant: number; readonly pairs: number };

/**
 * Sorts the films once, so that pairs can be counted again and again under other weights (bootstrap). With weights, each
 * pair counts by the product of its weights, as scikit-learn's `sample_weight`.
 */
export function prepareConcordance(
  scores: ArrayLike<number>,
  truth: ArrayLike<boolean>,
): (weights?: ArrayLike<number>) => Concordance {
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
    return { concordant, pairs: positives * negatives };
  };
}

/**
 * Area under the ROC curve, ready for any weights: the chance that a positive film scores above a negative one (Mann and
 * Whitney 1947).
 */
export function prepareAuc(scores: ArrayLike<number>, truth: ArrayLike<boolean>): WeighedAuc {
  const concordance = prepareConcordance(scores, truth);
  return (weights) => {
    const { concordant, pairs } = concordance(weights);
    return pairs > 0 ? concordant / pairs : null;
  };
}

/** Area under the ROC curve; `null` without at least one positive and one negative film. */
export function rocAuc(scores: ArrayLike<number>, truth: ArrayLike<boolean>): number | null {
  return prepareAuc(scores, truth)();
}
