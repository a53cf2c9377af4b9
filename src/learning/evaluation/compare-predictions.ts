import { LABELS, type Label } from "../../core/label.ts";
import { UserError } from "../../core/user-error.ts";
import type { LabelRow } from "../labels.ts";
import { meanOf, percentilesOf, resamplePatients } from "../metrics/bootstrap.ts";
import type { Interval } from "../metrics/interval.ts";
import { prepareAveragePrecision } from "../metrics/precision-recall.ts";
import { prepareAuc, type WeighedAuc } from "../metrics/roc-auc.ts";
import { prepareWithinSource } from "../metrics/within-source.ts";
import { joinLabels, type LabelledScores } from "./labelled-scores.ts";
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

/** A statistic of one finding, for any weights of the films. */
type Prepare = (films: LabelledScores, label: Label) => WeighedAuc;

const at = ({ labels, scores, truths }: LabelledScores, label: Label) => {
  const place = labels.indexOf(label);
  return { scores: scores[place]!, truth: truths[place]! };
};

const STATISTICS = {
  auc: (films, label) => prepareAuc(at(films, label).scores, at(films, label).truth),
  withinSource: (films, label) =>
    prepareWithinSource(films.sources, at(films, label).scores, at(films, label).truth),
  averagePrecision: (films, label) =>
    prepareAveragePrecision(at(films, label).scores, at(films, label).truth),
} satisfies Record<string, Prepare>;

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

/** One statistic over all findings: each finding by itself, and the mean. */
function compareStatistic(
  prepare: Prepare,
  films: { readonly ours: LabelledScores; readonly others: LabelledScores },
  labels: readonly Label[],
  resamples: readonly Float64Array[],
) {
  const both = labels.map((label) => ({
    ours: prepare(films.ours, label),
    others: prepare(films.others, label),
  }));
  const measure = (weights?: Float64Array): Pair[] =>
    both.map(({ ours, others }) => ({ ours: ours(weights), others: others(weights) }));
  const mean = (pairs: readonly Pair[]): Pair => ({
    ours: meanOf(pairs.map(({ ours }) => ours)),
    others: meanOf(pairs.map(({ others }) => others)),
  });
  const whole = measure();
  const draws = resamples.map(measure);
  return {
    findings: whole.map((pair, place) =>
      compared(
        pair,
        draws.map((draw) => draw[place]!),
      ),
    ),
    mean: compared(mean(whole), draws.map(mean)),
  };
}

/**
 * Compares two predictions of the same films by the paired bootstrap over patients: each draw measures both.
 *
 * @throws {UserError} naming films that lack a prediction, or when the two share no finding
 */
export function comparePredictions(
  rows: readonly LabelRow[],
  ours: PredictionFile,
  others: PredictionFile,
): Comparison {
  const labels = ours.labels.filter((label) => others.labels.includes(label));
  if (labels.length === 0) {
    throw new UserError(
      `${ours.path} and ${others.path} share no finding: ${ours.labels.join(", ")} against ${others.labels.join(", ")}`,
    );
  }
  const films = { ours: joinLabels(rows, ours), others: joinLabels(rows, others) };
  const { patients } = films.ours;
  const resamples = resamplePatients(patients, { repeats: REPEATS, seed: SEED });
  const auc = compareStatistic(STATISTICS.auc, films, labels, resamples);
  const within = compareStatistic(STATISTICS.withinSource, films, labels, resamples);
  const precision = compareStatistic(STATISTICS.averagePrecision, films, labels, resamples);
  return {
    films: rows.length,
    patients: new Set(patients).size,
    repeats: REPEATS,
    meanAuc: auc.mean,
    meanWithinSource: within.mean,
    meanAveragePrecision: precision.mean,
    findings: labels.map((label, place) => ({
      label,
      positives: at(films.ours, label).truth.filter(Boolean).length,
      auc: auc.findings[place]!,
      withinSource: within.findings[place]!,
      averagePrecision: precision.findings[place]!,
    })),
    notCompared: LABELS.filter(
      (label) => !labels.includes(label) && (ours.labels.includes(label) || others.labels.includes(label)),
    ),
  };
}
