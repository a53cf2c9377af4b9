/** Precision, recall and F1; `null` is "not defined": nothing flagged, nothing there, or neither. */
export type FScores = {
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
};
type Tally = { readonly tp: number; readonly fp: number; readonly fn: number };
/** How the per-class scores are averaged, as in the paper's section 2.1. */
export type AveragedScores = {
  readonly perClass: readonly FScores[];
  readonly micro: FScores;
  readonly macro: FScores;
  readonly weighted: FScores;
  readonly samples: FScores;
};

const share = (part: number, whole: number) => (whole > 0 ? part / whole : null);
const scoresOf = ({ tp, fp, fn }: Tally): FScores => ({
  precision: share(tp, tp + fp),
  recall: share(tp, tp + fn),
  f1: share(2 * tp, 2 * tp + fp + fn),
});

function tally(flagged: readonly boolean[], truth: readonly boolean[], weights?: ArrayLike<number>): Tally {
  let [tp, fp, fn] = [0, 0, 0];
  for (const [at, positive] of truth.entries()) {
    const weight = weights ? weights[at]! : 1;
    if (flagged[at] && positive) tp += weight;
    else if (flagged[at]) fp += weight;
    else if (positive) fn += weight;
  }
  return { tp, fp, fn };
}

/** The mean over what is defined. */
function mean(scores: readonly FScores[], weights?: ArrayLike<number>): FScores {
  const of = (key: keyof FScores) => {
    let [sum, total] = [0, 0];
    for (const [at, score] of scores.entries()) {
      const value = score[key];
      if (value === null) continue;
      const weight = weights ? weights[at]! : 1;
      sum += weight * value;
      total += weight;
    }
    return share(sum, total);
  };
  return { precision: of("precision"), recall: of("recall"), f1: of("f1") };
}

/**
 * @param flagged class by class, film by film
 * @param truth alike
 * @param weights of films
 */
export function averageScores(
  flagged: readonly (readonly boolean[])[],
  truth: readonly (readonly boolean[])[],
  weights?: ArrayLike<number>,
): AveragedScores {
  const films = (truth[0] ?? []).map((_, film) =>
    scoresOf(
      tally(
        flagged.map((each) => each[film]!),
        truth.map((each) => each[film]!),
      ),
    ),
  );
  return {
    ...averageClasses(
      flagged,
      truth,
      truth.map(() => weights),
    ),
    samples: mean(films, weights),
  };
}

/**
 * As `averageScores`, where each class weighs the films in its own way (eq. 6 does), so that there is no average over films.
 *
 * @param weights class by class
 */
export function averageClasses(
  flagged: readonly (readonly boolean[])[],
  truth: readonly (readonly boolean[])[],
  weights: readonly (ArrayLike<number> | undefined)[],
): Omit<AveragedScores, "samples"> {
  const tallies = truth.map((positives, at) => tally(flagged[at]!, positives, weights[at]));
  const perClass = tallies.map(scoresOf);
  const sum = (key: keyof Tally) => tallies.reduce((total, each) => total + each[key], 0);
  return {
    perClass,
    micro: scoresOf({ tp: sum("tp"), fp: sum("fp"), fn: sum("fn") }),
    macro: mean(perClass),
    weighted: mean(
      perClass,
      tallies.map(({ tp, fn }) => tp + fn),
    ),
  };
}

/** Share of the films judged rightly; `null` where they weigh nothing. */
export function accuracy(
  flagged: readonly boolean[],
  truth: readonly boolean[],
  weights?: ArrayLike<number>,
): number | null {
  let [right, all] = [0, 0];
  for (const [at, positive] of truth.entries()) {
    const weight = weights ? weights[at]! : 1;
    if (flagged[at] === positive) right += weight;
    all += weight;
  }
  return share(right, all);
}
