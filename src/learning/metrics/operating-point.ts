import { countByThreshold } from "./threshold-counts.ts";

/** How films fell at a threshold; a film is flagged when its probability reaches the threshold. */
export type Counts = {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly trueNegatives: number;
  readonly falseNegatives: number;
};

/** Counts films at a threshold. */
export function countAt(
  probabilities: ArrayLike<number>,
  truth: ArrayLike<boolean>,
  threshold: number,
): Counts {
  let truePositives = 0;
  let falsePositives = 0;
  let trueNegatives = 0;
  let falseNegatives = 0;
  for (let film = 0; film < probabilities.length; film += 1) {
    const flagged = probabilities[film]! >= threshold;
    if (flagged && truth[film]) truePositives += 1;
    else if (flagged) falsePositives += 1;
    else if (truth[film]) falseNegatives += 1;
    else trueNegatives += 1;
  }
  return { truePositives, falsePositives, trueNegatives, falseNegatives };
}

/** Share of the positive films that are flagged; `null` without one. */
export function sensitivityOf({ truePositives, falseNegatives }: Counts): number | null {
  const positives = truePositives + falseNegatives;
  return positives > 0 ? truePositives / positives : null;
}

/** Share of the negative films that are not flagged; `null` without one. */
export function specificityOf({ trueNegatives, falsePositives }: Counts): number | null {
  const negatives = trueNegatives + falsePositives;
  return negatives > 0 ? trueNegatives / negatives : null;
}

/**
 * The lowest threshold, among the probabilities seen, at which the specificity is at least the demanded one.
 *
 * Every seen probability is a candidate, positive films' included. When even the highest one fails (more negatives
 * than allowed are tied there), the threshold lies halfway between it and 1, where nothing seen is flagged.
 */
export function lowestThreshold(
  probabilities: ArrayLike<number>,
  truth: ArrayLike<boolean>,
  specificity: number,
): number {
  const films = Array.from(probabilities, (probability, film) => ({ probability, positive: truth[film]! }));
  const candidates = [...new Set(films.map(({ probability }) => probability))].toSorted((a, b) => a - b);
  const negatives = films
    .flatMap(({ probability, positive }) => (positive ? [] : [probability]))
    .toSorted((a, b) => a - b);
  let below = 0;
  for (const candidate of candidates) {
    while (below < negatives.length && negatives[below]! < candidate) below += 1;
    if (below / negatives.length >= specificity) return candidate;
  }
  return ((candidates.at(-1) ?? 0) + 1) / 2;
}

/**
 * The threshold, among the scores seen, at which sensitivity and specificity together are highest (Youden 1950); of equal
 * ones the highest. `null` without films of both kinds.
 */
export function youdenThreshold(scores: ArrayLike<number>, truth: ArrayLike<boolean>): number | null {
  const counts = countByThreshold(scores, truth);
  const last = counts.at(-1);
  if (!last || last.truePositives === 0 || last.falsePositives === 0) return null;
  let best = { threshold: last.threshold, index: Number.NEGATIVE_INFINITY };
  for (const { threshold, truePositives, falsePositives } of counts) {
    const index = truePositives / last.truePositives - falsePositives / last.falsePositives;
    if (index > best.index) best = { threshold, index };
  }
  return best.threshold;
}

/** The highest threshold, among the scores seen, at which the sensitivity is at least the demanded one; `null` without positives. */
export function sensitiveThreshold(
  scores: ArrayLike<number>,
  truth: ArrayLike<boolean>,
  sensitivity: number,
): number | null {
  const counts = countByThreshold(scores, truth);
  const positives = counts.at(-1)?.truePositives ?? 0;
  if (positives === 0) return null;
  return counts.find(({ truePositives }) => truePositives / positives >= sensitivity)?.threshold ?? null;
}
