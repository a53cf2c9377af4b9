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
