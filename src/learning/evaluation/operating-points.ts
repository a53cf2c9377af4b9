import { type Interval, wilsonInterval } from "../metrics/interval.ts";
import {
  type Counts,
  countAt,
  sensitiveThreshold,
  sensitivityOf,
  specificityOf,
  youdenThreshold,
} from "../metrics/operating-point.ts";

/** How a finding does at one threshold; `null` is "not defined". */
export type OperatingPoint = {
  /** On the probability measured; a film is flagged when its probability reaches it. */
  readonly threshold: number;
  readonly counts: Counts;
  readonly sensitivity: number | null;
  /** 95 %, by Wilson. */
  readonly sensitivityInterval: Interval | null;
  readonly specificity: number | null;
  readonly specificityInterval: Interval | null;
  readonly accuracy: number | null;
  /** Of the films flagged, how many bear the finding: holds for this mix of films alone. */
  readonly precision: number | null;
  readonly f1: number | null;
};

/** The probability at which one output of two wins: the paper's own threshold. */
export const HALF = 0.5;

export type OperatingPoints = {
  /** At a probability of one half. */
  readonly half: OperatingPoint;
  /** Where sensitivity and specificity together are highest, on these very films, hence a little flattering. */
  readonly youden: OperatingPoint | null;
  /** The highest threshold with the sensitivity asked for, on these very films. */
  readonly sensitive: OperatingPoint | null;
};

const share = (part: number, whole: number) => (whole > 0 ? part / whole : null);
const interval = (part: number, whole: number) => (whole > 0 ? wilsonInterval(part, whole) : null);

function pointAt(scores: ArrayLike<number>, truth: readonly boolean[], threshold: number): OperatingPoint {
  const counts = countAt(scores, truth, threshold);
  const { truePositives, falsePositives, trueNegatives, falseNegatives } = counts;
  return {
    threshold,
    counts,
    sensitivity: sensitivityOf(counts),
    sensitivityInterval: interval(truePositives, truePositives + falseNegatives),
    specificity: specificityOf(counts),
    specificityInterval: interval(trueNegatives, trueNegatives + falsePositives),
    accuracy: share(truePositives + trueNegatives, truth.length),
    precision: share(truePositives, truePositives + falsePositives),
    f1: share(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives),
  };
}

/** @param sensitivity to be reached by the third point */
export function operatingPoints(
  scores: ArrayLike<number>,
  truth: readonly boolean[],
  sensitivity: number,
): OperatingPoints {
  const youden = youdenThreshold(scores, truth);
  const sensitive = sensitiveThreshold(scores, truth, sensitivity);
  return {
    half: pointAt(scores, truth, HALF),
    youden: youden === null ? null : pointAt(scores, truth, youden),
    sensitive: sensitive === null ? null : pointAt(scores, truth, sensitive),
  };
}
