import { LABELS, type Label } from "../../core/label.ts";
import { UserError } from "../../core/user-error.ts";
import type { LabelRow } from "../labels.ts";
import { drawPatients, meanOf, percentilesOf } from "../metrics/bootstrap.ts";
import type { Interval } from "../metrics/interval.ts";
import type { OnProgress } from "../predict-films.ts";
import { joinLabels, type LabelledScores } from "./labelled-scores.ts";
import { type DrawnFigures, measureDraw, prepareFinding } from "./measure-finding.ts";
import type { PredictionFile } from "./read-predictions.ts";

/** One figure of both, and how far ours lies above the other's, on the same films and the same drawn patients. */
export type Compared = {
  readonly ours: number | null;
  readonly others: number | null;
  /** Above 0: ours is better. */
  readonly difference: number | null;
  /** 95 %, patients drawn again and again, both measured on the same draw. */
  readonly interval: Interval | null;
};

export type Comparison = {
  readonly films: number;
  readonly patients: number;
  readonly repeats: number;
  /** Over the findings that both predict. */
  readonly meanAuc: Compared;
  readonly meanWithinSource: Compared;
  readonly meanAveragePrecision: Compared;
  /** The same over those findings alone that are on many films: a few rare ones can shake a mean of all. */
  readonly frequent: {
    readonly positives: number;
    readonly labels: readonly Label[];
    readonly meanAuc: Compared;
    readonly meanWithinSource: Compared;
  };
  readonly findings: readonly {
    readonly label: Label;
    readonly positives: number;
    readonly auc: Compared;
    readonly withinSource: Compared;
    readonly averagePrecision: Compared;
  }[];
  /** Findings that one alone predicts. */
  readonly notCompared: readonly Label[];
};

const REPEATS = 2000;
const SEED = 14;
/** A finding on fewer films says little by itself, and shakes a mean. */
const FREQUENT = 20;

const minus = (one: number | null, other: number | null) =>
  one === null || other === null ? null : one - other;

type Pair = { readonly ours: number | null; readonly others: number | null };

function compared({ ours, others }: Pair, draws: readonly Pair[]): Compared {
  return {
    ours,
    others,
    difference: minus(ours, others),
    interval: percentilesOf(draws.map((draw) => minus(draw.ours, draw.others))),
  };
}

type Statistic = keyof DrawnFigures;
/** Each statistic of each finding, of both. */
type Measured = Readonly<Record<Statistic, readonly Pair[]>>;

const meanPair = (pairs: readonly Pair[]): Pair => ({
  ours: meanOf(pairs.map(({ ours }) => ours)),
  others: meanOf(pairs.map(({ others }) => others)),
});

/**
 * Compares two predictions of the same films by the paired bootstrap over patients: each draw measures both.
 *
 * @throws {UserError} naming films that lack a prediction, or when the two share no finding
 */
export function comparePredictions(
  rows: readonly LabelRow[],
  ours: PredictionFile,
  others: PredictionFile,
  {
    asPublished = false,
    onProgress = () => {},
  }: { readonly asPublished?: boolean; readonly onProgress?: OnProgress } = {},
): Comparison {
  const labels = ours.labels.filter((label) => others.labels.includes(label));
  if (labels.length === 0) {
    throw new UserError(
      `${ours.path} and ${others.path} share no finding: ${ours.labels.join(", ")} against ${others.labels.join(", ")}`,
    );
  }
  const films = { ours: joinLabels(rows, ours), others: joinLabels(rows, others) };
  const { patients } = films.ours;
  const prepare = (its: LabelledScores) =>
    labels.map((label) => prepareFinding(its, its.labels.indexOf(label), { asPublished }));
  const ready = { ours: prepare(films.ours), others: prepare(films.others) };
  const measure = (weights?: Float64Array): Measured => {
    const ours = ready.ours.map((each) => measureDraw(each, weights));
    const others = ready.others.map((each) => measureDraw(each, weights));
    const pairs = (statistic: Statistic) =>
      ours.map((each, place) => ({ ours: each[statistic], others: others[place]![statistic] }));
    return {
      auc: pairs("auc"),
      withinSource: pairs("withinSource"),
      averagePrecision: pairs("averagePrecision"),
    };
  };
  const whole = measure();
  const draws = Array.from(drawPatients(patients, { repeats: REPEATS, seed: SEED }), (weights, draw) => {
    const measured = measure(weights);
    onProgress(draw + 1, REPEATS);
    return measured;
  });
  const of = (pick: (measured: Measured) => Pair) => compared(pick(whole), draws.map(pick));
  const positives = labels.map((label) => rows.filter(({ findings }) => findings.has(label)).length);
  const places = positives.flatMap((count, place) => (count >= FREQUENT ? [place] : []));
  return {
    films: rows.length,
    patients: new Set(patients).size,
    repeats: REPEATS,
    meanAuc: of(({ auc }) => meanPair(auc)),
    meanWithinSource: of(({ withinSource }) => meanPair(withinSource)),
    meanAveragePrecision: of(({ averagePrecision }) => meanPair(averagePrecision)),
    frequent: {
      positives: FREQUENT,
      labels: places.map((place) => labels[place]!),
      meanAuc: of(({ auc }) => meanPair(places.map((place) => auc[place]!))),
      meanWithinSource: of(({ withinSource }) => meanPair(places.map((place) => withinSource[place]!))),
    },
    findings: labels.map((label, place) => ({
      label,
      positives: positives[place]!,
      auc: of(({ auc }) => auc[place]!),
      withinSource: of(({ withinSource }) => withinSource[place]!),
      averagePrecision: of(({ averagePrecision }) => averagePrecision[place]!),
    })),
    notCompared: LABELS.filter(
      (label) => !labels.includes(label) && (ours.labels.includes(label) || others.labels.includes(label)),
    ),
  };
}
