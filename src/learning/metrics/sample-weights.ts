import { fromHalf, toHalf } from "../../onnx/half.ts";

/**
 * The paper's eq. 6: a film of class c weighs n / (k n_c), with k the classes that occur; both classes then weigh the same in sum.
 */
export function balancedWeights(truth: readonly boolean[]): Float64Array {
  const positives = truth.filter(Boolean).length;
  const negatives = truth.length - positives;
  const classes = Number(positives > 0) + Number(negatives > 0);
  return Float64Array.from(
    truth,
    (positive) => truth.length / (classes * (positive ? positives : negatives)),
  );
}

/**
 * The weights that the paper's notebook gave films for its published F1s: 1 to films with the finding, and eq. 6 to those
 * without it, as a float16 (0.5566 on its films).
 */
export function publishedWeights(truth: readonly boolean[]): Float64Array {
  const negatives = truth.filter((positive) => !positive).length;
  const weight = negatives > 0 ? fromHalf(toHalf(truth.length / (2 * negatives))) : 1;
  return Float64Array.from(truth, (positive) => (positive ? 1 : weight));
}
