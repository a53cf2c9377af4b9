import { accuracy, averageClasses, type FScores } from "../metrics/f-scores.ts";
import { balancedWeights, publishedWeights } from "../metrics/sample-weights.ts";
import { HALF } from "./operating-points.ts";

/**
 * One finding against all others, two classes, in the layout of the paper's section 2.1: the class with the higher
 * probability wins, films weigh as eq. 6 has it.
 */
export type OneVsAll = {
  readonly binary: FScores;
  readonly micro: FScores;
  readonly macro: FScores;
  readonly weighted: FScores;
  /** All others, then the finding. */
  readonly perClass: readonly FScores[];
  readonly accuracy: number | null;
  /** What a film without and one with the finding weigh; `null` without such films. */
  readonly filmWeights: readonly (number | null)[];
};

/** @param asPublished weighs films as the paper's notebook did, in place of eq. 6 */
export function oneVsAll(
  scores: ArrayLike<number>,
  truth: readonly boolean[],
  asPublished: boolean,
): OneVsAll {
  const weights = asPublished ? publishedWeights(truth) : balancedWeights(truth);
  const flagged = Array.from(scores, (score) => score >= HALF);
  const opposite = (films: readonly boolean[]) => films.map((film) => !film);
  const { perClass, micro, macro, weighted } = averageClasses(
    [opposite(flagged), flagged],
    [opposite(truth), truth],
    [weights, weights],
  );
  return {
    binary: perClass[1]!,
    micro,
    macro,
    weighted,
    perClass,
    accuracy: accuracy(flagged, truth, weights),
    filmWeights: [false, true].map((kind) => weights[truth.indexOf(kind)] ?? null),
  };
}
