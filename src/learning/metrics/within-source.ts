import { prepareConcordance, type WeighedAuc } from "./roc-auc.ts";

/**
 * Area under the ROC curve over those pairs of a positive and a negative film alone that come from the same source, ready
 * for any weights. Where films come from is tied to what they show: this figure cannot profit from it.
 *
 * @param sources one per film
 * @returns a function that gives `null` where a film's source is not known, and where no source has films of both kinds
 */
export function prepareWithinSource(
  sources: readonly (string | undefined)[],
  scores: ArrayLike<number>,
  truth: ArrayLike<boolean>,
): WeighedAuc {
  if (sources.includes(undefined)) return () => null;
  const groups = new Map<string, number[]>();
  for (const [film, source] of sources.entries()) {
    const films = groups.get(source!);
    if (films) films.push(film);
    else groups.set(source!, [film]);
  }
  const parts = [...groups.values()].map((films) => ({
    films,
    concordance: prepareConcordance(
      films.map((film) => scores[film]!),
      films.map((film) => truth[film]!),
    ),
  }));
  return (weights) => {
    let [concordant, pairs] = [0, 0];
    for (const { films, concordance } of parts) {
      const own = weights && Float64Array.from(films, (film) => weights[film]!);
      const counted = concordance(own);
      concordant += counted.concordant;
      pairs += counted.pairs;
    }
    return pairs > 0 ? concordant / pairs : null;
  };
}
