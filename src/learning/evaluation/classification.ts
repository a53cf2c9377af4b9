import { type AveragedScores, accuracy, averageClasses, averageScores } from "../metrics/f-scores.ts";
import { balancedWeights } from "../metrics/sample-weights.ts";

/** All findings judged at one threshold each. */
export type Classification = {
  /** Every film counts once. */
  readonly plain: AveragedScores & Accuracies;
  /** Each finding's films weighed by eq. 6, as if half of them bore it; over films there is no such average. */
  readonly balanced: Omit<AveragedScores, "samples"> & Pick<Accuracies, "accuracy" | "meanAccuracy">;
};

type Accuracies = {
  /** Per finding. */
  readonly accuracy: readonly (number | null)[];
  /** Over all findings of all films: 1 less the Hamming loss. */
  readonly meanAccuracy: number | null;
  /** Share of the films on which every finding is judged rightly. */
  readonly exactMatch: number | null;
};

const mean = (figures: readonly (number | null)[]) =>
  figures.length > 0 && figures.every((figure) => figure !== null)
    ? figures.reduce((sum, figure) => sum + figure, 0) / figures.length
    : null;

/** @param thresholds per finding; `null` flags nothing */
export function classify(
  scores: readonly ArrayLike<number>[],
  truths: readonly (readonly boolean[])[],
  thresholds: readonly (number | null)[],
): Classification {
  const flagged = scores.map((column, at) =>
    Array.from(column, (score) => score >= (thresholds[at] ?? Number.POSITIVE_INFINITY)),
  );
  const weights = truths.map(balancedWeights);
  const plain = truths.map((truth, at) => accuracy(flagged[at]!, truth));
  const balanced = truths.map((truth, at) => accuracy(flagged[at]!, truth, weights[at]));
  const films = truths[0]?.length ?? 0;
  const right = Array.from({ length: films }, (_, film) =>
    truths.every((truth, at) => truth[film] === flagged[at]![film]),
  );
  return {
    plain: {
      ...averageScores(flagged, truths),
      accuracy: plain,
      meanAccuracy: mean(plain),
      exactMatch: films > 0 ? right.filter(Boolean).length / films : null,
    },
    balanced: {
      ...averageClasses(flagged, truths, weights),
      accuracy: balanced,
      meanAccuracy: mean(balanced),
    },
  };
}
