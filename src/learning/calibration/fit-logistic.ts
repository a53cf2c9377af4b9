import { sigmoid } from "../../core/sigmoid.ts";

/** p = sigmoid(scale * logit + shift). */
export type Line = { readonly scale: number; readonly shift: number };

const STEPS = 200;
const TOLERANCE = 1e-12;

/** Mean cross-entropy of p = sigmoid(value) against a target in [0, 1], in nats; exact at both tails. */
function crossEntropy(values: ArrayLike<number>, targets: ArrayLike<number>): number {
  let sum = 0;
  for (let place = 0; place < values.length; place += 1) {
    const value = values[place]!;
    sum += Math.max(value, 0) - value * targets[place]! + Math.log1p(Math.exp(-Math.abs(value)));
  }
  return sum / values.length;
}

/**
 * Finds the scale that makes sigmoid(scale * logit + offset) likeliest, by Newton's method with halved steps; the loss is
 * convex, so there is one. One over this scale is the temperature of Guo et al. (ICML 2017).
 *
 * @param targets 0 or 1 for each logit
 * @returns a scale in [1e-3, 1e3]; a bound is met only by logits that say nothing or that separate perfectly
 */
export function fitScale(
  logits: ArrayLike<number>,
  offsets: ArrayLike<number>,
  targets: ArrayLike<number>,
): number {
  const valuesAt = (scale: number) =>
    Float64Array.from({ length: logits.length }, (_, place) => scale * logits[place]! + offsets[place]!);
  let scale = 1;
  for (let step = 0; step < STEPS; step += 1) {
    const values = valuesAt(scale);
    let slope = 0;
    let curvature = 0;
    for (let place = 0; place < values.length; place += 1) {
      const probability = sigmoid(values[place]!);
      slope += (probability - targets[place]!) * logits[place]!;
      curvature += probability * (1 - probability) * logits[place]! ** 2;
    }
    const loss = crossEntropy(values, targets);
    let change = -slope / Math.max(curvature, 1e-12);
    const bounded = () => Math.min(Math.max(scale + change, 1e-3), 1e3);
    while (crossEntropy(valuesAt(bounded()), targets) > loss && Math.abs(change) > TOLERANCE) change /= 2;
    const next = bounded();
    if (Math.abs(next - scale) <= TOLERANCE) return next;
    scale = next;
  }
  return scale;
}

/**
 * Platt's fit (1999) of scale and shift for one finding: Newton's method with halved steps on targets that are drawn
 * in a little, (n+ + 1)/(n+ + 2) and 1/(n- + 2), so that films a finding separates perfectly still have a finite fit.
 */
export function fitLine(logits: ArrayLike<number>, truth: ArrayLike<boolean>): Line {
  let positives = 0;
  for (let film = 0; film < truth.length; film += 1) if (truth[film]) positives += 1;
  const negatives = truth.length - positives;
  const targets = Float64Array.from({ length: truth.length }, (_, film) =>
    truth[film] ? (positives + 1) / (positives + 2) : 1 / (negatives + 2),
  );
  const valuesAt = ({ scale, shift }: Line) =>
    Float64Array.from({ length: logits.length }, (_, film) => scale * logits[film]! + shift);

  let line: Line = { scale: 0, shift: Math.log((positives + 1) / (negatives + 1)) };
  for (let step = 0; step < STEPS; step += 1) {
    const values = valuesAt(line);
    let slopeScale = 0;
    let slopeShift = 0;
    // The ridge keeps the step finite when all logits are alike.
    let scaleScale = 1e-12;
    let scaleShift = 0;
    let shiftShift = 1e-12;
    for (let film = 0; film < values.length; film += 1) {
      const probability = sigmoid(values[film]!);
      const value = logits[film]!;
      const weight = probability * (1 - probability);
      slopeScale += (probability - targets[film]!) * value;
      slopeShift += probability - targets[film]!;
      scaleScale += weight * value * value;
      scaleShift += weight * value;
      shiftShift += weight;
    }
    const determinant = scaleScale * shiftShift - scaleShift * scaleShift;
    const scaleChange = -(shiftShift * slopeScale - scaleShift * slopeShift) / determinant;
    const shiftChange = -(scaleScale * slopeShift - scaleShift * slopeScale) / determinant;
    const loss = crossEntropy(values, targets);
    let share = 1;
    const moved = (): Line => ({
      scale: line.scale + share * scaleChange,
      shift: line.shift + share * shiftChange,
    });
    while (crossEntropy(valuesAt(moved()), targets) > loss && share > 1e-10) share /= 2;
    line = moved();
    if (share * Math.max(Math.abs(scaleChange), Math.abs(shiftChange)) <= TOLERANCE) break;
  }
  return line;
}

/**
 * The likeliest b in p = sigmoid(value + b): the one at which as many positives are expected as there are ("calibration in
 * the large"). Expectation rises with b, so bisection finds it.
 *
 * @param truth of both kinds
 * @returns a value in [-50, 50]
 */
export function fitOffset(values: readonly number[], truth: readonly boolean[]): number {
  const positives = truth.filter(Boolean).length;
  let [low, high] = [-50, 50];
  while (high - low > TOLERANCE) {
    const middle = (low + high) / 2;
    const expected = values.reduce((sum, value) => sum + sigmoid(value + middle), 0);
    if (middle === low || middle === high) break;
    if (expected < positives) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
