/** Lower and upper bound. */
export type Interval = [number, number];

/** The 97.5 % quantile of the standard normal distribution: two-sided 95 %. */
const NORMAL_QUANTILE = 1.959963984540054;

/** The 95 % score interval of a proportion (Wilson 1927); all of [0, 1] when nothing was tried. */
export function wilsonInterval(successes: number, trials: number): Interval {
  if (trials === 0) return [0, 1];
  const z2 = NORMAL_QUANTILE ** 2;
  const share = successes / trials;
  const centre = (share + z2 / (2 * trials)) / (1 + z2 / trials);
  const half =
    (NORMAL_QUANTILE / (1 + z2 / trials)) *
    Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials * trials));
  // At the ends the formula gives 0 and 1 exactly, but for rounding.
  return [successes === 0 ? 0 : centre - half, successes === trials ? 1 : centre + half];
}

/** A count of something among films, with the interval of its share. */
export type Share = { readonly count: number; readonly of: number; readonly interval: Interval };

export function shareOf(count: number, of: number): Share {
  return { count, of, interval: wilsonInterval(count, of) };
}
