import { sigmoid } from "../../core/sigmoid.ts";
import { UserError } from "../../core/user-error.ts";
import type { Model } from "../../networks/load-model.ts";
import { locateFilms } from "../film-files.ts";
import type { LabelRow } from "../labels.ts";
import { decodeFile, type OnProgress, predictFilms } from "../predict-films.ts";
import type { PredictionFile } from "./read-predictions.ts";

/**
 * Runs a model over labelled films, in the form of anybody's predictions. Probabilities are the network's own, before
 * calibration.
 *
 * @throws {UserError} for a model that does not end in a sigmoid, and films that are missing or cannot be read
 */
export async function predictLabelled(
  model: Model,
  images: string,
  rows: readonly LabelRow[],
  onProgress: OnProgress,
): Promise<PredictionFile> {
  const { labels, activation } = model.manifest;
  if (activation !== "sigmoid") {
    throw new UserError(
      `${model.dir}: evaluate runs models that end in a sigmoid, this one in a ${activation}. Give its output with --predictions.`,
    );
  }
  const paths = await locateFilms(
    images,
    rows.map(({ image }) => image),
  );
  const { logits } = await predictFilms(model, paths, (path) => decodeFile(path), onProgress);
  const films = rows.map(({ image }, film): [string, Float64Array] => [
    image,
    Float64Array.from(labels, (_, at) => sigmoid(logits[film * labels.length + at]!)),
  ]);
  return { path: model.dir, labels, films: new Map(films) };
}
