import type { Label } from "../../core/label.ts";
import { csvLine } from "../csv-table.ts";
import { type PrecisionRecall, precisionRecall } from "../metrics/precision-recall.ts";
import { macroAverage, type RocCurve, rocCurve } from "../metrics/roc-curve.ts";
import type { LabelledScores } from "./labelled-scores.ts";

/** The curves behind the figures; `null` where one is not defined. */
export type Curves = {
  readonly labels: readonly Label[];
  readonly roc: readonly (RocCurve | null)[];
  readonly precisionRecall: readonly (PrecisionRecall | null)[];
  readonly microRoc: RocCurve | null;
  /** Interpolated over all false positive rates of all findings, as the paper has it. */
  readonly macroRoc: RocCurve | null;
  readonly microPrecisionRecall: PrecisionRecall | null;
};

/** All findings of all films in one column. */
export function pooled({ scores, truths }: Pick<LabelledScores, "scores" | "truths">): {
  scores: Float64Array;
  truth: boolean[];
} {
  const films = scores[0]?.length ?? 0;
  const all = new Float64Array(films * scores.length);
  for (const [at, column] of scores.entries()) all.set(column, at * films);
  return { scores: all, truth: truths.flat() };
}

export function drawnCurves(films: LabelledScores): Curves {
  const { labels, scores, truths } = films;
  const roc = labels.map((_, at) => rocCurve(scores[at]!, truths[at]!));
  const all = pooled(films);
  return {
    labels,
    roc,
    precisionRecall: labels.map((_, at) => precisionRecall(scores[at]!, truths[at]!)),
    microRoc: rocCurve(all.scores, all.truth),
    macroRoc: macroAverage(roc.filter((curve) => curve !== null)),
    microPrecisionRecall: precisionRecall(all.scores, all.truth),
  };
}

/** Points of one curve in the file: enough for any picture. */
const POINTS = 2000;

/** The points of every curve, thinned evenly where there are very many: `roc` has x = false positive rate and y = true positive rate, `precision-recall` recall and precision. */
export function renderCurvesCsv(curves: Curves): string {
  const lines = [csvLine(["Curve", "Finding", "x", "y"])];
  const add = (
    curve: string,
    finding: string,
    x: readonly number[] | undefined,
    y: readonly number[] | undefined,
  ) => {
    const every = Math.ceil((x?.length ?? 0) / POINTS);
    for (const [at, value] of (x ?? []).entries()) {
      const kept = at % every === 0 || at === x!.length - 1;
      if (kept) lines.push(csvLine([curve, finding, value, y![at]!]));
    }
  };
  for (const [at, label] of curves.labels.entries()) {
    add("roc", label, curves.roc[at]?.fpr, curves.roc[at]?.tpr);
  }
  add("roc", "micro average", curves.microRoc?.fpr, curves.microRoc?.tpr);
  add("roc", "macro average", curves.macroRoc?.fpr, curves.macroRoc?.tpr);
  for (const [at, label] of curves.labels.entries()) {
    const curve = curves.precisionRecall[at];
    add("precision-recall", label, curve?.recall, curve?.precision);
  }
  const micro = curves.microPrecisionRecall;
  add("precision-recall", "micro average", micro?.recall, micro?.precision);
  return `${lines.join("\n")}\n`;
}
