import { sigmoid } from "../../core/sigmoid.ts";
import { solve } from "../../core/solve.ts";
import type { Judge } from "../../vision/screen.ts";

export type FittedJudge = Omit<Judge, "limit">;

const STEPS = 50;
const TOLERANCE = 1e-9;

function standardise(rows: readonly ArrayLike<number>[], width: number) {
  const mean = Array.from({ length: width }, (_, column) => {
    return rows.reduce((sum, row) => sum + row[column]!, 0) / rows.length;
  });
  const deviation = mean.map((centre, column) => {
    const variance = rows.reduce((sum, row) => sum + (row[column]! - centre) ** 2, 0) / rows.length;
    return variance > 1e-12 ? Math.sqrt(variance) : 1;
  });
  return { mean, deviation };
}

/**
 * Fits a logistic judge of "foreign" with a ridge penalty by Newton's method; both classes weigh the same, whatever their
 * numbers. Minimises the weighed mean cross-entropy plus ridge / 2 times the sum of squared weights (not the bias) over
 * standardised values, as scikit-learn's LogisticRegression does with C = 1 / (ridge * sum of sample weights).
 *
 * @param rows one row of values per picture
 */
export function fitJudge(
  rows: readonly ArrayLike<number>[],
  foreign: readonly boolean[],
  ridge: number,
): FittedJudge {
  const width = rows[0]?.length ?? 0;
  const strangers = foreign.filter(Boolean).length;
  if (strangers === 0 || strangers === rows.length) throw new RangeError("both classes are needed");
  const weighs = foreign.map((stranger) => 0.5 / (stranger ? strangers : rows.length - strangers));
  const { mean, deviation } = standardise(rows, width);
  const size = width + 1;
  const inputs = rows.map((row) =>
    Float64Array.from({ length: size }, (_, column) =>
      column === width ? 1 : (row[column]! - mean[column]!) / deviation[column]!,
    ),
  );
  const penalty = Float64Array.from({ length: size }, (_, column) => (column === width ? 1e-9 : ridge));
  const dot = (input: Float64Array, weights: Float64Array) => {
    let sum = 0;
    for (let column = 0; column < size; column += 1) sum += input[column]! * weights[column]!;
    return sum;
  };
  const lossOf = (weights: Float64Array) => {
    const misfit = inputs.reduce((sum, input, picture) => {
      const value = dot(input, weights);
      const loss =
        Math.max(value, 0) - (foreign[picture] ? value : 0) + Math.log1p(Math.exp(-Math.abs(value)));
      return sum + weighs[picture]! * loss;
    }, 0);
    return misfit + weights.reduce((sum, weight, column) => sum + (penalty[column]! * weight ** 2) / 2, 0);
  };

  let weights = new Float64Array(size);
  let loss = lossOf(weights);
  for (let step = 0; step < STEPS; step += 1) {
    const slope = penalty.map((share, column) => share * weights[column]!);
    const curvature = new Float64Array(size * size);
    for (let column = 0; column < size; column += 1) curvature[column * size + column] = penalty[column]!;
    for (const [picture, input] of inputs.entries()) {
      const probability = sigmoid(dot(input, weights));
      const residual = weighs[picture]! * (probability - (foreign[picture] ? 1 : 0));
      const weight = weighs[picture]! * probability * (1 - probability);
      for (let row = 0; row < size; row += 1) {
        slope[row]! += residual * input[row]!;
        const share = weight * input[row]!;
        for (let column = 0; column <= row; column += 1) {
          curvature[row * size + column]! += share * input[column]!;
        }
      }
    }
    const change = solve(curvature, slope);
    let next = weights.map((weight, column) => weight - change[column]!);
    for (let halving = 0; halving < 30 && lossOf(next) > loss; halving += 1) {
      change.forEach((part, column) => {
        change[column] = part / 2;
      });
      next = weights.map((weight, column) => weight - change[column]!);
    }
    const nextLoss = lossOf(next);
    const settled = loss - nextLoss < TOLERANCE;
    if (nextLoss <= loss) weights = next;
    loss = Math.min(loss, nextLoss);
    if (settled) break;
  }
  return { mean, deviation, weights: [...weights.subarray(0, width)], bias: weights[width]! };
}
