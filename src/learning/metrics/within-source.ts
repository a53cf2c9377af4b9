import type { WeighedAuc } from "./roc-auc.ts";

/**
 * Area under the ROC curve over those pairs of a positive and a negative film alone that come from the same source.
 *
 * @param sources one per film
 * @returns `null` where a film's source is not known, and where no source has films of both kinds
 */
export function withinSourceAuc(
  sources: readonly (string | undefined)[],
  auc: WeighedAuc,
  truth: readonly boolean[],
): number | null {
  let concordant = 0;
  let pairs = 0;
  for (const source of new Set(sources)) {
    if (source === undefined) return null;
    const weights = Float64Array.from(sources, (each) => (each === source ? 1 : 0));
    const positives = truth.filter((positive, film) => positive && weights[film] === 1).length;
    const here = positives * (weights.reduce((sum, weight) => sum + weight, 0) - positives);
    concordant += (auc(weights) ?? 0) * here;
    pairs += here;
  }
  return pairs > 0 ? concordant / pairs : null;
}
