/** A cycle of learning rates and momentum over one phase (Smith 2018; the paper's Fig. 5). */
export type OneCycle = {
  /** The highest rate. */
  readonly rate: number;
  /** Share of the steps in which the rate rises, 0..1. */
  readonly warmUp: number;
  /** The first rate is the highest divided by it. */
  readonly startDivisor: number;
  /** The last rate is the first divided by it. */
  readonly endDivisor: number;
  /** Adam's beta1 at the lowest and at the highest rate. */
  readonly momentum: readonly [number, number];
};

/** Half a cosine from one value to another. */
const anneal = (from: number, to: number, share: number) =>
  to + ((from - to) / 2) * (1 + Math.cos(Math.PI * share));

/**
 * Rate and beta1 of a step, as PyTorch's `OneCycleLR` with `anneal_strategy="cos"` has them: momentum runs against the rate.
 *
 * @param step from 0 to `steps - 1`
 */
export function oneCycleAt(cycle: OneCycle, step: number, steps: number): { rate: number; beta1: number } {
  const { rate, warmUp, startDivisor, endDivisor, momentum } = cycle;
  const [slow, fast] = momentum;
  const first = rate / startDivisor;
  const turn = warmUp * steps - 1;
  const last = steps - 1;
  if (step <= turn) {
    const share = turn > 0 ? step / turn : 1;
    return { rate: anneal(first, rate, share), beta1: anneal(slow, fast, share) };
  }
  const share = last > turn ? Math.min(1, (step - turn) / (last - turn)) : 1;
  return { rate: anneal(rate, first / endDivisor, share), beta1: anneal(fast, slow, share) };
}
