import { readFile } from "node:fs/promises";
import { PhotoRefused } from "../core/refusal.ts";
import { UserError } from "../core/user-error.ts";
import type { Model } from "../networks/load-model.ts";
import { decodePhoto } from "../vision/decode.ts";
import type { Film } from "../vision/film.ts";
import { toInput } from "../vision/preprocess.ts";
import type { DecodeOptions } from "../vision/raster.ts";

/** What a network gives for many films; one row per film. */
export type Predictions = {
  readonly films: number;
  /** `films` rows of one logit per output. */
  readonly logits: Float32Array;
  /** `films` rows of the network's own probability per output, before calibration. */
  readonly probabilities: Float32Array;
  /** `films` rows of pooled features. */
  readonly features: Float32Array;
};

/** Told after every batch how many films are done. */
export type OnProgress = (done: number, total: number) => void;

const BATCH = 8;

/**
 * Decodes a file that must be a readable picture.
 *
 * @throws {UserError} naming the file and what is wrong with it
 */
export async function decodeFile(path: string, options: DecodeOptions = {}): Promise<Film> {
  try {
    return await decodePhoto(await readFile(path), options);
  } catch (cause) {
    if (!(cause instanceof PhotoRefused)) throw cause;
    throw new UserError(`${path}: cannot be read as a film: ${cause.refusal}`, { cause });
  }
}

/** Runs the network over films, in batches, in order; `open` is called for one batch at a time. */
export async function predictFilms<Source>(
  model: Model,
  sources: readonly Source[],
  open: (source: Source) => Promise<Film>,
  onProgress: OnProgress = () => {},
): Promise<Predictions> {
  const { input, labels } = model.manifest;
  const size = input.channels * input.size * input.size;
  const logits = new Float32Array(sources.length * labels.length);
  const probabilities = new Float32Array(logits.length);
  let features = new Float32Array();
  for (let start = 0; start < sources.length; start += BATCH) {
    const batch = sources.slice(start, start + BATCH);
    const inputs = await Promise.all(batch.map(async (source) => toInput(await open(source), input)));
    const images = new Float32Array(batch.length * size);
    for (const [place, values] of inputs.entries()) images.set(values, place * size);
    const output = await model.run(images, batch.length);
    if (start === 0) features = new Float32Array(sources.length * output.d);
    logits.set(output.logits, start * output.k);
    probabilities.set(output.probabilities, start * output.k);
    features.set(output.features, start * output.d);
    onProgress(start + batch.length, sources.length);
  }
  return { films: sources.length, logits, probabilities, features };
}
