import { countByThreshold } from "./threshold-counts.ts";

/** Shares of the negatives and of the positives that are flagged, from (0, 0) to (1, 1). */
export type RocCurve = { readonly fpr: readonly number[]; readonly tpr: readonly number[] };

/**
 * The ROC curve, less the points that scikit-learn drops (`drop_intermediate`: equal steps in a row), since the grid of the macro
 * average is made of what is left.
 *
 * @returns `null` when positives or negatives weigh nothing: the curve is not defined
 */
export function rocCurve(
  scores: ArrayLike<number>,
  truth: ArrayLike<boolean>,
  weights?: ArrayLike<number>,
): RocCurve | null {
  const counts = countByThreshold(scores, truth, weights);
  const last = counts.at(-1);
  if (!last || last.truePositives <= 0 || last.falsePositives <= 0) return null;
  const bend = (at: number, key: "truePositives" | "falsePositives") =>
    counts[at + 1]![key] - counts[at]![key] - (counts[at]![key] - counts[at - 1]![key]) !== 0;
  const kept = counts.filter(
    (_, at) =>
      at === 0 || at === counts.length - 1 || bend(at, "falsePositives") || bend(at, "truePositives"),
  );
  return {
    fpr: [0, ...kept.map(({ falsePositives }) => falsePositives / last.falsePositives)],
    tpr: [0, ...kept.map(({ truePositives }) => truePositives / last.truePositives)],
  };
}

/** Area under a curve by the trapezoidal rule. */
export function areaUnder({ fpr, tpr }: RocCurve): number {
  let area = 0;
  for (let at = 1; at < fpr.length; at += 1) {
    area += ((fpr[at]! - fpr[at - 1]!) * (tpr[at]! + tpr[at - 1]!)) / 2;
  }
  return area;
}

/** The height of a curve at `x`; the highest where it rises straight up (NumPy's `interp`). */
function heightAt({ fpr, tpr }: RocCurve, x: number): number {
  let low = 0;
  let high = fpr.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fpr[middle]! <= x) low = middle;
    else high = middle - 1;
  }
  if (low === fpr.length - 1 || fpr[low] === x) return tpr[low]!;
  const slope = (tpr[low + 1]! - tpr[low]!) / (fpr[low + 1]! - fpr[low]!);
  return tpr[low]! + slope * (x - fpr[low]!);
}

/**
 * The paper's macro average: every class's curve interpolated at all false positive rates of all classes, then averaged.
 *
 * @returns `null` without a curve
 */
export function macroAverage(curves: readonly RocCurve[]): RocCurve | null {
  if (curves.length === 0) return null;
  const fpr = [...new Set(curves.flatMap((curve) => curve.fpr))].toSorted((a, b) => a - b);
  const tpr = fpr.map((x) => curves.reduce((sum, curve) => sum + heightAt(curve, x), 0) / curves.length);
  return { fpr, tpr };
}
