import { logit, sigmoid } from "../../core/sigmoid.ts";
import type { Model } from "../../networks/load-model.ts";
import type { Film } from "../../vision/film.ts";
import { locateFilms } from "../film-files.ts";
import type { LabelRow } from "../labels.ts";
import { decodeFile, type OnProgress, type Predictions, predictFilms } from "../predict-films.ts";
import type { PredictionFile } from "./read-predictions.ts";

/** A film with left and right changed. */
function mirrored(film: Film): Film {
  const { width, gray } = film;
  const turned = new Uint8Array(gray.length);
  for (let start = 0; start < gray.length; start += width) {
    turned.set(gray.slice(start, start + width).reverse(), start);
  }
  return { ...film, gray: turned };
}

/** Keeps log odds finite where a float32 probability is 0 or 1. */
const EDGE = 1e-7;

/** Log odds of every output: the logits, or those of the softmax's probabilities, whose logits mean nothing alone. */
function logOdds(model: Model, { logits, probabilities }: Predictions): ArrayLike<number> {
  if (model.manifest.activation === "sigmoid") return logits;
  return Float64Array.from(probabilities, (p) => logit(Math.min(Math.max(p, EDGE), 1 - EDGE)));
}

const meanProbabilities = (one: ArrayLike<number>, other: ArrayLike<number>) =>
  Float64Array.from(one, (value, place) => sigmoid((value + other[place]!) / 2));

/**
 * Runs a model over labelled films, in the form of anybody's predictions. Probabilities are the network's own, before
 * calibration; one against all has its softmax's for the finding.
 *
 * @param options.flip runs each film's mirror image too and takes the mean of both log odds
 * @throws {UserError} for films that are missing or cannot be read
 */
export async function predictLabelled(
  model: Model,
  images: string,
  rows: readonly LabelRow[],
  { flip, onProgress }: { readonly flip: boolean; readonly onProgress: OnProgress },
): Promise<PredictionFile> {
  const { labels } = model.manifest;
  const paths = await locateFilms(
    images,
    rows.map(({ image }) => image),
  );
  const runs = flip ? 2 : 1;
  const run = (open: (path: string) => Promise<Film>, before: number) =>
    predictFilms(model, paths, open, (done, total) => onProgress(before * total + done, runs * total));
  const plain = await run(decodeFile, 0);
  const probabilities = flip
    ? meanProbabilities(
        logOdds(model, plain),
        logOdds(model, await run(async (path) => mirrored(await decodeFile(path)), 1)),
      )
    : plain.probabilities;
  const films = rows.map(({ image }, film): [string, Float64Array] => [
    image,
    Float64Array.from(labels, (_, at) => probabilities[film * labels.length + at]!),
  ]);
  const { name, version, sha256 } = model.identity;
  return {
    path: model.dir,
    origin: { kind: "model", name, version, sha256, flip },
    labels,
    films: new Map(films),
  };
}
