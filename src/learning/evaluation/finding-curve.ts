import type { Label } from "../../core/label.ts";
import { UserError } from "../../core/user-error.ts";
import type { MeasuredCurve } from "../charts/precision-recall-chart.ts";
import { readLabels, rowsOfSplit } from "../labels.ts";
import { averagePrecision, precisionRecall } from "../metrics/precision-recall.ts";
import { joinLabels } from "./labelled-scores.ts";
import { readPredictions } from "./read-predictions.ts";

export type CurveFiles = {
  /** Columns `Image Index` and `prob_<Finding>`, as `evaluate` writes them for a model. */
  readonly predictions: string;
  readonly labels: string;
  /** Only films of that split of the label file. */
  readonly split?: string | undefined;
};

export type FindingCurve = MeasuredCurve & { readonly averagePrecision: number };

/**
 * A finding's precision over recall, from predictions and labels of the same films.
 *
 * @throws {UserError} where the predictions lack the finding or films, or no film bears it
 */
export async function readFindingCurve(
  label: Label,
  { predictions, labels, split }: CurveFiles,
): Promise<FindingCurve> {
  const given = await readPredictions(predictions);
  const place = given.labels.indexOf(label);
  if (place < 0) {
    throw new UserError(
      `${predictions}: no column 'prob_${label}', so there is no curve of it. It has: ${given.labels.join(", ")}`,
    );
  }
  const rows = rowsOfSplit(labels, await readLabels(labels), split);
  const joined = joinLabels(rows, given);
  const [scores, truth] = [joined.scores[place]!, joined.truths[place]!];
  const curve = precisionRecall(scores, truth);
  const average = averagePrecision(scores, truth);
  if (!curve || average === null) {
    throw new UserError(`${labels}: none of its ${rows.length} films bears ${label}: recall is not defined`);
  }
  const positives = truth.filter(Boolean).length;
  return { ...curve, averagePrecision: average, positives, films: rows.length };
}
