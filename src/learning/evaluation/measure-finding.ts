import type { Label } from "../../core/label.ts";
import { delongInterval } from "../metrics/delong.ts";
import type { Interval } from "../metrics/interval.ts";
import { prepareAveragePrecision } from "../metrics/precision-recall.ts";
import {
  brierScore,
  expectedCalibrationError,
  type ReliabilityBin,
  reliabilityBins,
} from "../metrics/probability-scores.ts";
import { prepareAuc, type WeighedAuc } from "../metrics/roc-auc.ts";
import { prepareWithinSource } from "../metrics/within-source.ts";
import type { LabelledScores } from "./labelled-scores.ts";
import { type OneVsAll, oneVsAll } from "./one-vs-all.ts";
import { type OperatingPoints, operatingPoints } from "./operating-points.ts";
import { PUBLISHED } from "./published-figures.ts";

/** One finding as measured; `null` is "not defined". */
export type EvaluatedFinding = {
  readonly label: Label;
  readonly positives: number;
  readonly auc: number | null;
  /** 95 %, patients drawn again and again. */
  readonly bootstrap: Interval | null;
  /** 95 % by DeLong, films taken as independent. */
  readonly delong: Interval | null;
  /** AUC over those pairs of films alone that come from the same source. */
  readonly withinSource: number | null;
  readonly withinSourceInterval: Interval | null;
  readonly averagePrecision: number | null;
  readonly averagePrecisionInterval: Interval | null;
  readonly brier: number;
  readonly ece: number;
  readonly reliability: readonly ReliabilityBin[];
  readonly operatingPoints: OperatingPoints;
  readonly oneVsAll: OneVsAll;
  readonly paperAuc: number;
  readonly paperAp: number;
  readonly chexnetAuc: number;
};

/** Figures that are measured again on every draw of patients. */
export type DrawnFigures = {
  readonly auc: number | null;
  readonly withinSource: number | null;
  readonly averagePrecision: number | null;
};

export type FindingStatistics = Readonly<Record<keyof DrawnFigures, WeighedAuc>>;

export type MeasureOptions = {
  /** Reached by the operating point of fixed sensitivity. */
  readonly sensitivity: number;
  /** Average precision on rounded scores and F1s with other weights than eq. 6, as the paper's notebooks had them. */
  readonly asPublished: boolean;
};

/** To the nearest of 0 and 1; one half goes to 0, as NumPy and PyTorch round. */
const rounded = (scores: Float64Array) => scores.map((score) => (score > 0.5 ? 1 : 0));

/** Sorts a finding's films once, for any weights. */
export function prepareFinding(
  { scores, truths, sources }: LabelledScores,
  at: number,
  { asPublished }: Pick<MeasureOptions, "asPublished">,
): FindingStatistics {
  const [column, truth] = [scores[at]!, truths[at]!];
  return {
    auc: prepareAuc(column, truth),
    withinSource: prepareWithinSource(sources, column, truth),
    averagePrecision: prepareAveragePrecision(asPublished ? rounded(column) : column, truth),
  };
}

export function measureDraw(statistics: FindingStatistics, weights?: Float64Array): DrawnFigures {
  return {
    auc: statistics.auc(weights),
    withinSource: statistics.withinSource(weights),
    averagePrecision: statistics.averagePrecision(weights),
  };
}

/**
 * @param whole the figures over all films
 * @param interval the interval of one of them
 */
export function measureFinding(
  { labels, scores, truths }: LabelledScores,
  at: number,
  whole: DrawnFigures,
  interval: (figure: keyof DrawnFigures) => Interval | null,
  { sensitivity, asPublished }: MeasureOptions,
): EvaluatedFinding {
  const [label, column, truth] = [labels[at]!, scores[at]!, truths[at]!];
  const { auc, withinSource, averagePrecision } = whole;
  return {
    label,
    positives: truth.filter(Boolean).length,
    auc,
    bootstrap: auc === null ? null : interval("auc"),
    delong: auc === null ? null : delongInterval(auc, column, truth),
    withinSource,
    withinSourceInterval: withinSource === null ? null : interval("withinSource"),
    averagePrecision,
    averagePrecisionInterval: averagePrecision === null ? null : interval("averagePrecision"),
    brier: brierScore(column, truth),
    ece: expectedCalibrationError(column, truth),
    reliability: reliabilityBins(column, truth),
    operatingPoints: operatingPoints(column, truth, sensitivity),
    oneVsAll: oneVsAll(column, truth, asPublished),
    ...PUBLISHED[label],
  };
}
