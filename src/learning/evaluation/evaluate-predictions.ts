import type { LabelRow } from "../labels.ts";
import { drawPatients, meanOf, percentilesOf } from "../metrics/bootstrap.ts";
import type { Interval } from "../metrics/interval.ts";
import { averagePrecision } from "../metrics/precision-recall.ts";
import { prepareAuc } from "../metrics/roc-auc.ts";
import { areaUnder } from "../metrics/roc-curve.ts";
import type { OnProgress } from "../predict-films.ts";
import { type Classification, classify } from "./classification.ts";
import { type Curves, drawnCurves, pooled } from "./curves.ts";
import { joinLabels, type LabelledScores } from "./labelled-scores.ts";
import {
  type DrawnFigures,
  type EvaluatedFinding,
  type MeasureOptions,
  measureDraw,
  measureFinding,
  prepareFinding,
} from "./measure-finding.ts";
import { HALF } from "./operating-points.ts";
import type { PredictionFile } from "./read-predictions.ts";

export type Evaluation = {
  readonly films: number;
  readonly patients: number;
  /** Films with "No Finding": the paper had none. */
  readonly filmsWithoutFinding: number;
  readonly findings: readonly EvaluatedFinding[];
  /** Over the findings where it is defined. */
  readonly meanAuc: number | null;
  readonly meanAucInterval: Interval | null;
  /** Where films come from is tied to what they show: believe this one. */
  readonly meanWithinSource: number | null;
  readonly meanWithinSourceInterval: Interval | null;
  readonly meanAveragePrecision: number | null;
  readonly meanAveragePrecisionInterval: Interval | null;
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
  readonly microAveragePrecision: number | null;
  readonly classification: {
    /** Every finding flagged from a probability of one half on. */
    readonly half: Classification;
    /** Every finding at its own Youden point. */
    readonly youden: Classification;
  };
  /** How it was measured. */
  readonly method: MeasureOptions & { readonly repeats: number; readonly seed: number };
};

/** An evaluation and the curves its figures are drawn from. */
export type Evaluated = { readonly evaluation: Evaluation; readonly curves: Curves };

const REPEATS = 1000;
const SEED = 14;
/** WHO's target for triage tests. */
export const USUAL_SENSITIVITY = 0.9;

function measureSources({ labels, scores, truths, sources }: LabelledScores): Evaluation["sources"] {
  const areas = labels.map((_, at) => prepareAuc(scores[at]!, truths[at]!));
  const names = [...new Set(sources.flatMap((source) => source ?? []))];
  return names
    .map((name) => {
      const weights = Float64Array.from(sources, (source) => (source === name ? 1 : 0));
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
export function evaluatePredictions(
  rows: readonly LabelRow[],
  predictions: PredictionFile,
  {
    sensitivity = USUAL_SENSITIVITY,
    asPublished = false,
    onProgress = () => {},
  }: Partial<MeasureOptions> & { readonly onProgress?: OnProgress } = {},
): Evaluated {
  const films = joinLabels(rows, predictions);
  const { labels, scores, truths, patients } = films;
  const options = { sensitivity, asPublished };
  const statistics = labels.map((_, at) => prepareFinding(films, at, options));
  const measure = (weights?: Float64Array) => statistics.map((each) => measureDraw(each, weights));
  const whole = measure();
  const draws = Array.from(drawPatients(patients, { repeats: REPEATS, seed: SEED }), (weights, draw) => {
    const figures = measure(weights);
    onProgress(draw + 1, REPEATS);
    return figures;
  });
  const findings = labels.map((_, at) =>
    measureFinding(
      films,
      at,
      whole[at]!,
      (figure) => percentilesOf(draws.map((draw) => draw[at]![figure])),
      options,
    ),
  );
  const mean = (figure: keyof DrawnFigures) => {
    const of = (figures: readonly DrawnFigures[]) => meanOf(figures.map((each) => each[figure]));
    const value = of(whole);
    return { value, interval: value === null ? null : percentilesOf(draws.map(of)) };
  };
  const curves = drawnCurves(films);
  const all = pooled(films);
  const [auc, within, precision] = [mean("auc"), mean("withinSource"), mean("averagePrecision")];
  const youden = findings.map(({ operatingPoints }) => operatingPoints.youden?.threshold ?? null);
  return {
    evaluation: {
      films: rows.length,
      patients: new Set(patients).size,
      filmsWithoutFinding: rows.filter((row) => row.findings.size === 0).length,
      findings,
      meanAuc: auc.value,
      meanAucInterval: auc.interval,
      meanWithinSource: within.value,
      meanWithinSourceInterval: within.interval,
      meanAveragePrecision: precision.value,
      meanAveragePrecisionInterval: precision.interval,
      sources: measureSources(films),
      microAuc: curves.microRoc && areaUnder(curves.microRoc),
      macroAuc: curves.macroRoc && areaUnder(curves.macroRoc),
      microAveragePrecision: averagePrecision(all.scores, all.truth),
      classification: {
        half: classify(
          scores,
          truths,
          labels.map(() => HALF),
        ),
        youden: classify(scores, truths, youden),
      },
      method: { ...options, repeats: REPEATS, seed: SEED },
    },
    curves,
  };
}
