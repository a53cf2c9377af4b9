/** Mean squared distance between probability and truth (Brier 1950); 0 is best. */
export function brierScore(probabilities: ArrayLike<number>, truth: ArrayLike<boolean>): number {
  let sum = 0;
  for (let film = 0; film < probabilities.length; film += 1) {
    sum += (probabilities[film]! - (truth[film] ? 1 : 0)) ** 2;
  }
  return sum / probabilities.length;
}

/** Mean negative log likelihood in nats; probabilities are kept 1e-15 away from 0 and 1. */
export function logLoss(probabilities: ArrayLike<number>, truth: ArrayLike<boolean>): number {
  let sum = 0;
  for (let film = 0; film < probabilities.length; film += 1) {
    const probability = Math.min(Math.max(probabilities[film]!, 1e-15), 1 - 1e-15);
    sum -= truth[film] ? Math.log(probability) : Math.log1p(-probability);
  }
  return sum / probabilities.length;
}

/** Films whose probabilities lie in one stretch. */
export type ReliabilityBin = {
  readonly from: number;
  readonly to: number;
  readonly films: number;
  readonly positives: number;
  /** `null` in an empty bin. */
  readonly meanProbability: number | null;
  readonly shareOfPositives: number | null;
};

/** Films in bins of equal width. A bin holds its upper edge; the first also holds 0. */
export function reliabilityBins(
  probabilities: ArrayLike<number>,
  truth: ArrayLike<boolean>,
  bins = 10,
): ReliabilityBin[] {
  const films = new Float64Array(bins);
  const sums = new Float64Array(bins);
  const positives = new Float64Array(bins);
  for (let film = 0; film < probabilities.length; film += 1) {
    const bin = Math.min(Math.max(Math.ceil(probabilities[film]! * bins) - 1, 0), bins - 1);
    films[bin] = films[bin]! + 1;
    sums[bin] = sums[bin]! + probabilities[film]!;
    positives[bin] = positives[bin]! + (truth[film] ? 1 : 0);
  }
  return Array.from(films, (count, bin) => ({
    from: bin / bins,
    to: (bin + 1) / bins,
    films: count,
    positives: positives[bin]!,
    meanProbability: count > 0 ? sums[bin]! / count : null,
    shareOfPositives: count > 0 ? positives[bin]! / count : null,
  }));
}

/**
 * Expected calibration error (Naeini et al., AAAI 2015): the distance between mean probability and share of positives
 * in bins of equal width, averaged by the films in each.
 */
export function expectedCalibrationError(
  probabilities: ArrayLike<number>,
  truth: ArrayLike<boolean>,
  bins = 10,
): number {
  const gaps = reliabilityBins(probabilities, truth, bins).map(
    ({ films, meanProbability, shareOfPositives }) =>
      films * Math.abs((meanProbability ?? 0) - (shareOfPositives ?? 0)),
  );
  return gaps.reduce((sum, gap) => sum + gap, 0) / probabilities.length;
}
