import type { Label } from "../../core/label.ts";
import type { LabelRow } from "../labels.ts";
import { meanOf, percentileInterval, resamplePatients } from "../metrics/bootstrap.ts";
import { delongInterval } from "../metrics/delong.ts";
import type { Interval } from "../metrics/interval.ts";
import { averagePrecision } from "../metrics/precision-recall.ts";
import { brierScore, expectedCalibrationError } from "../metrics/probability-scores.ts";
import { prepareAuc, type WeighedAuc } from "../metrics/roc-auc.ts";
import { areaUnder, macroAverage, rocCurve } from "../metrics/roc-curve.ts";
import { prepareWithinSource } from "../metrics/within-source.ts";
import { joinLabels } from "./labelled-scores.ts";
import { PUBLISHED } from "./published-figures.ts";
import type { PredictionFile } from "./read-predictions.ts";

/** One finding as measured; `null` is "not defined". */
type EvaluatedFinding = {
  readonly label: Label;
  readonly positives: number;
  readonly auc: number | null;
  /** 95 %, patients drawn again and again. */
  readonly bootstrap: Interval | null;
  /** 95 % by DeLong, films taken as independent. */
  readonly delong: Interval | null;
  /** AUC over those pairs of films alone that come from the same source. */
  readonly withinSource: number | null;
  readonly averagePrecision: number | null;
  readonly brier: number;
  readonly ece: number;
  readonly paperAuc: number;
  readonly paperAp: number;
  readonly chexnetAuc: number;
};

export type Evaluation = {
  readonly films: number;
  readonly patients: number;
  readonly findings: readonly EvaluatedFinding[];
  /** Over the findings where it is defined. */
  readonly meanAuc: number | null;
  /** Where films come from is tied to what they show: believe this one. */
  readonly meanWithinSource: number | null;
  /** On films of one source alone, the largest first; AUCs in the order of the findings. */
  readonly sources: readonly {
    readonly source: string;
    readonly films: number;
    readonly aucs: readonly (number | null)[];
    readonly meanAuc: number | null;
  }[];
  readonly microAuc: number | null;
  /** The paper's: curves interpolated over all false positive rates. */
  readonly macroAuc: number | null;
};

const REPEATS = 1000;
const SEED = 14;

function measureSources(rows: readonly LabelRow[], areas: readonly WeighedAuc[]): Evaluation["sources"] {
  const names = [...new Set(rows.flatMap(({ source }) => source ?? []))];
  return names
    .map((name) => {
      const weights = Float64Array.from(rows, ({ source }) => (source === name ? 1 : 0));
      const aucs = areas.map((area) => area(weights));
      const films = weights.reduce((sum, weight) => sum + weight, 0);
      return { source: name, films, aucs, meanAuc: meanOf(aucs) };
    })
    .toSorted((one, other) => other.films - one.films);
}

/**
 * Measures predictions against labels.
 *
 * @throws {UserError} naming films without a prediction
 */
export function evaluatePredictions(rows: readonly LabelRow[], predictions: PredictionFile): Evaluation {
  const { labels, scores, truths, patients, sources } = joinLabels(rows, predictions);
  const resamples = resamplePatients(patients, { repeats: REPEATS, seed: SEED });
  const curves = labels.map((_, at) => rocCurve(scores[at]!, truths[at]!));
  const areas = labels.map((_, at) => prepareAuc(scores[at]!, truths[at]!));
  const findings = labels.map((label, at): EvaluatedFinding => {
    const [column, truth, area] = [scores[at]!, truths[at]!, areas[at]!];
    const auc = area();
    return {
      label,
      positives: truth.filter(Boolean).length,
      auc,
      bootstrap: auc === null ? null : percentileInterval(area, resamples),
      delong: auc === null ? null : delongInterval(auc, column, truth),
      withinSource: prepareWithinSource(sources, column, truth)(),
      averagePrecision: averagePrecision(column, truth),
      brier: brierScore(column, truth),
      ece: expectedCalibrationError(column, truth),
      ...PUBLISHED[label],
    };
  });
  const micro = rocCurve(
    scores.flatMap((column) => [...column]),
    truths.flat(),
  );
  const macro = macroAverage(curves.filter((curve) => curve !== null));
  return {
    films: rows.length,
    patients: new Set(patients).size,
    findings,
    meanAuc: meanOf(findings.map(({ auc }) => auc)),
    meanWithinSource: meanOf(findings.map(({ withinSource }) => withinSource)),
    sources: measureSources(rows, areas),
    microAuc: micro && areaUnder(micro),
    macroAuc: macro && areaUnder(macro),
  };
}
