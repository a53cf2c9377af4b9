import type { Model } from "../../networks/load-model.ts";
import { locateFilms } from "../film-files.ts";
import type { LabelRow } from "../labels.ts";
import { decodeFile, type OnProgress, predictFilms } from "../predict-films.ts";
import type { PredictionFile } from "./read-predictions.ts";

/**
 * Runs a model over labelled films, in the form of anybody's predictions. Probabilities are the network's own, before
 * calibration; one against all has its softmax's for the finding.
 *
 * @throws {UserError} for films that are missing or cannot be read
 */
export async function predictLabelled(
  model: Model,
  images: string,
  rows: readonly LabelRow[],
  onProgress: OnProgress,
): Promise<PredictionFile> {
  const { labels } = model.manifest;
  const paths = await locateFilms(
    images,
    rows.map(({ image }) => image),
  );
  const { probabilities } = await predictFilms(model, paths, (path) => decodeFile(path), onProgress);
  const films = rows.map(({ image }, film): [string, Float64Array] => [
    image,
    Float64Array.from(labels, (_, at) => probabilities[film * labels.length + at]!),
  ]);
  return { path: model.dir, labels, films: new Map(films) };
}
