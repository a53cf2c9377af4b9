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

/**
 * Expected calibration error (Naeini et al., AAAI 2015): the distance between mean probability and share of positives
 * in bins of equal width, averaged by the films in each. A bin holds its upper edge; the first also holds 0.
 */
export function expectedCalibrationError(
  probabilities: ArrayLike<number>,
  truth: ArrayLike<boolean>,
  bins = 10,
): number {
  const excess = new Float64Array(bins);
  for (let film = 0; film < probabilities.length; film += 1) {
    const bin = Math.min(Math.max(Math.ceil(probabilities[film]! * bins) - 1, 0), bins - 1);
    excess[bin] = excess[bin]! + probabilities[film]! - (truth[film] ? 1 : 0);
  }
  return excess.reduce((sum, gap) => sum + Math.abs(gap), 0) / probabilities.length;
}
