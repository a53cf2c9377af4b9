import type { Label } from "../../core/label.ts";
import { UserError } from "../../core/user-error.ts";
import { nameSome, stem } from "../film-files.ts";
import type { LabelRow } from "../labels.ts";
import type { PredictionFile } from "./read-predictions.ts";

/** Predictions beside the truth. Arrays over labels hold arrays over films, all in one order. */
export type LabelledScores = {
  readonly labels: readonly Label[];
  readonly scores: readonly Float64Array[];
  readonly truths: readonly (readonly boolean[])[];
  readonly patients: readonly string[];
  readonly sources: readonly (string | undefined)[];
};

/** Finds a film by its name, or else by its name with another ending, as NIH's PNGs are often kept as JPEGs. */
function createFinder<Found>(films: ReadonlyMap<string, Found>): (image: string) => Found | undefined {
  const byStem = new Map<string, Found | undefined>();
  for (const [image, found] of films) {
    const key = stem(image);
    // Two of one name are none: which is meant cannot be told.
    byStem.set(key, byStem.has(key) ? undefined : found);
  }
  return (image) => films.get(image) ?? byStem.get(stem(image));
}

/** How many predictions are of films that no row names. */
export function predictionsWithoutLabel(rows: readonly LabelRow[], { films }: PredictionFile): number {
  const named = new Set(rows.map(({ image }) => stem(image)));
  return [...films.keys()].filter((image) => !named.has(stem(image))).length;
}

/**
 * Puts predictions beside labels, for the films of `rows` alone.
 *
 * @throws {UserError} naming films without a prediction
 */
export function joinLabels(
  rows: readonly LabelRow[],
  { path, labels, films }: PredictionFile,
): LabelledScores {
  const find = createFinder(films);
  const found = rows.map(({ image }) => find(image));
  const missing = rows.filter((_, film) => found[film] === undefined);
  if (missing.length > 0) {
    const names = nameSome(missing.map(({ image }) => image));
    throw new UserError(
      `${path}: ${missing.length} of ${rows.length} films have no prediction: ${names}. ` +
        "Predict them as well, or measure a part with --split.",
    );
  }
  return {
    labels,
    scores: labels.map((_, at) => Float64Array.from(found, (probabilities) => probabilities![at]!)),
    truths: labels.map((label) => rows.map(({ findings }) => findings.has(label))),
    patients: rows.map(({ patient }) => patient),
    sources: rows.map(({ source }) => source),
  };
}
