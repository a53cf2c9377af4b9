import { logit, sigmoid } from "../../core/sigmoid.ts";
import { type FeatureSpace, storeFeatureSpace } from "../../vision/feature-space.ts";
import { STATISTICS } from "../../vision/film-statistics.ts";
import { evidenceFor, foreignness, postureOf, type Screen } from "../../vision/screen.ts";
import type { Example } from "./example.ts";
import { fitFeatureSpace, narrow } from "./fit-feature-space.ts";
import { fitJudge } from "./fit-judge.ts";
import { fitFraming, fitView } from "./fit-posture.ts";
import { judgeOutOfFold, type Rows } from "./folds.ts";

const RANKS = [8, 16, 32] as const;
const RIDGES = [0.001, 0.003, 0.01] as const;
const BEFORE_RIDGE = 0.01;
/** Deals of the folds: one alone moves the choice and the limit by chance. */
const SEEDS = [11, 12, 13, 14] as const;
/**
 * The second judge refuses from here on. It weighs both classes the same; in service films are the more frequent, so 0.5
 * would refuse too soon: at 0.6 films are taken to be half again as frequent as other pictures.
 */
const LIMIT = 0.6;
/** Log odds that a picture must lie beyond the most foreign fitting film to be refused on statistics alone. */
const MARGIN = 1;

/** One setting tried in cross-validation. */
type Trial = { readonly rank: number; readonly ridge: number; readonly loss: number };

export type FittedScreen = {
  readonly screen: Screen;
  readonly chosen: Trial;
  readonly trials: readonly Trial[];
};

/** Mean cross-entropy, films and foreign pictures weighing the same. */
function balancedLoss(foreignnesses: readonly number[], examples: readonly Example[]): number {
  const mean = (foreign: boolean) => {
    const losses = examples.flatMap((example, place) => {
      const right = foreign ? foreignnesses[place]! : 1 - foreignnesses[place]!;
      return example.foreign === foreign ? [-Math.log(Math.max(right, 1e-12))] : [];
    });
    return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
  };
  return (mean(true) + mean(false)) / 2;
}

const inside = (limit: number) => Math.min(Math.max(limit, 0.5), 0.9999);

/** The judge of statistics alone, with a limit that leaves every fitting film a margin. */
function fitBefore({ rows, examples }: Rows): Screen["before"] {
  const judge = fitJudge(
    rows,
    examples.map(({ foreign }) => foreign),
    BEFORE_RIDGE,
  );
  const strangest = Math.max(
    ...rows.map((row, place) => (examples[place]!.foreign ? 0 : foreignness(row, judge))),
  );
  return { ...judge, limit: inside(sigmoid(logit(Math.min(strangest, 1 - 1e-9)) + MARGIN)) };
}

/**
 * Fits the screen. The feature space is that of the films given for it; rank and ridge are those with the least
 * cross-validated loss among few.
 *
 * @param all films and foreign pictures; side views and cut films, where given, for the judges of view and framing
 * @param spanning features of the films that the feature space is made of, row by row
 */
export function fitScreen(all: readonly Example[], spanning: Float32Array, fittedOn: string): FittedScreen {
  const examples = all.filter(({ expected }) => expected === undefined);
  const foreign = examples.map((example) => example.foreign);
  const dimension = examples[0]?.features.length ?? 0;
  const wide = fitFeatureSpace(spanning, dimension, Math.max(...RANKS));
  const rowsIn = (space: FeatureSpace, of = examples) =>
    of.map(({ statistics, features }) => evidenceFor(space, statistics, features));
  const tried = RANKS.flatMap((rank) => {
    const rows = rowsIn(narrow(wide, rank));
    return RIDGES.map((ridge) => {
      const deals = SEEDS.map((seed) => judgeOutOfFold({ rows, examples }, foreign, ridge, seed));
      const losses = deals.map((foreignnesses) => balancedLoss(foreignnesses, examples));
      return { rank, ridge, loss: losses.reduce((sum, loss) => sum + loss, 0) / losses.length };
    });
  });
  const best = tried.reduce((least, trial) => (trial.loss < least.loss ? trial : least));
  const space = narrow(wide, best.rank);
  const after = fitJudge(rowsIn(space), foreign, best.ridge);
  const postures = rowsIn(space, [...all]).map((row, place) => postureOf(row, all[place]!.layout));
  const view = fitView({ rows: postures, examples: all });
  const framing = fitFraming({ rows: postures, examples: all });
  const screen: Screen = {
    format: 1,
    statistics: [...STATISTICS],
    before: fitBefore({ rows: examples.map(({ statistics }) => statistics), examples }),
    features: storeFeatureSpace(space),
    after: { ...after, limit: LIMIT },
    ...(view ? { view } : {}),
    ...(framing ? { framing } : {}),
    fittedOn,
  };
  const toTrial = ({ rank, ridge, loss }: Trial): Trial => ({ rank, ridge, loss });
  return { screen, chosen: toTrial(best), trials: tried.map(toTrial) };
}
