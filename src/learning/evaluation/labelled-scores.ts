import type { Label } from "../../core/label.ts";
import { UserError } from "../../core/user-error.ts";
import type { LabelRow } from "../labels.ts";
import type { PredictionFile } from "./read-predictions.ts";

/** Predictions beside the truth. Arrays over labels hold arrays over films, all in one order. */
export type LabelledScores = {
  readonly rows: readonly LabelRow[];
  readonly labels: readonly Label[];
  readonly scores: readonly Float64Array[];
  readonly truths: readonly (readonly boolean[])[];
  readonly patients: readonly string[];
  readonly sources: readonly (string | undefined)[];
};

/** How many films one error names. */
const NAMED = 5;

/**
 * Puts predictions beside labels, for the films of `rows` alone.
 *
 * @throws {UserError} naming films without a prediction
 */
export function joinLabels(
  rows: readonly LabelRow[],
  { path, labels, films }: PredictionFile,
): LabelledScores {
  const missing = rows.filter(({ image }) => !films.has(image));
  if (missing.length > 0) {
    const some = missing.slice(0, NAMED).map(({ image }) => image);
    const more = missing.length > NAMED ? ` and ${missing.length - NAMED} more` : "";
    throw new UserError(
      `${path}: ${missing.length} of ${rows.length} films have no prediction: ${some.join(", ")}${more}. ` +
        "Predict them as well, or measure a part with --split.",
    );
  }
  return {
    rows,
    labels,
    scores: labels.map((_, at) => Float64Array.from(rows, ({ image }) => films.get(image)![at]!)),
    truths: labels.map((label) => rows.map(({ findings }) => findings.has(label))),
    patients: rows.map(({ patient }) => patient),
    sources: rows.map(({ source }) => source),
  };
}
