import { didYouMean } from "../../core/nearest-name.ts";
import { UserError } from "../../core/user-error.ts";
import type { Manifest } from "../../networks/manifest.ts";
import { AUGMENTATIONS, type AugmentOptions } from "../augment/augment-options.ts";
import { mixSeeds } from "../augment/film-seed.ts";
import type { Batch, BatchSource } from "../batch.ts";
import type { OnProgress } from "../predict-films.ts";
import { type FilmCache, fillCache } from "./film-cache.ts";
import type { FilmWorkers } from "./film-workers.ts";
import type { DatasetFilm } from "./films-table.ts";
import type { Dataset } from "./open-dataset.ts";
import { type Sampling, sampleEpoch, sourceWeights } from "./sample-epoch.ts";

export type BatchOptions = {
  readonly dataset: Dataset;
  /** Some of the dataset's, such as `dataset.of("train")`. */
  readonly films: readonly DatasetFilm[];
  readonly input: Manifest["input"];
  /** Films in a batch; the last one may hold fewer. */
  readonly batch: number;
  /** `train`: shuffled by seed and epoch. `measure`: the films in their order, as they are. */
  readonly use:
    | {
        readonly for: "train";
        readonly seed: number;
        readonly augment: AugmentOptions;
        readonly sampling: Sampling;
      }
    | { readonly for: "measure" };
  readonly workers: FilmWorkers;
  /** Batches made ahead of the network; one more than threads when not given. Each takes a batch's memory. */
  readonly prefetch?: number;
  /** Told while films that the cache does not know are decoded. */
  readonly onProgress?: OnProgress;
};

/** A weight for a source that no film has would change nothing, and nobody would notice. */
function requireSources(films: readonly DatasetFilm[], sampling: Sampling): void {
  if (sampling.kind !== "balanced") return;
  const sources = [...new Set(films.map(({ source }) => source))];
  for (const name of Object.keys(sampling.weights ?? {})) {
    if (sources.includes(name)) continue;
    throw new UserError(
      `sampling: no film has the source '${name}'. There are: ${sources.join(", ")}.${didYouMean(name, sources)}`,
    );
  }
  if (sources.every((source) => sampling.weights?.[source] === 0)) {
    throw new UserError("sampling: every source weighs 0: no film is left");
  }
}

/** Batches of a dataset's films. Their threads belong to whoever started them. */
export type FilmBatches = BatchSource & {
  /** Those that can be read; batches for measuring hold them in this order. */
  readonly films: readonly DatasetFilm[];
  readonly cache: FilmCache;
};

/**
 * Makes batches on film workers, ahead of the network by at most `prefetch`. The same seed and epoch give the same bytes,
 * however many threads there are.
 *
 * @throws {UserError} when no film can be read, a weighed source is not there, or the cache cannot be written
 */
export async function openBatches(options: BatchOptions): Promise<FilmBatches> {
  const { dataset, input, batch, use, workers, prefetch = workers.threads + 1, onProgress } = options;
  if (use.for === "train") requireSources(options.films, use.sampling);
  const cache = await fillCache(dataset.dir, options.films, input.size, workers, onProgress);
  const films = options.films.filter((_, place) => cache.places[place] !== undefined);
  const places = cache.places.filter((place) => place !== undefined);
  if (films.length === 0) {
    throw new UserError(
      `${dataset.dir}: none of ${options.films.length} films can be read. Prepare it again.`,
    );
  }
  const targets = films.map((film) => dataset.targetsOf(film));
  const weighted = use.for === "train" && use.sampling.kind === "weighted";
  const weights = weighted ? sourceWeights(films) : undefined;

  const make = async (epoch: number, order: readonly number[], start: number): Promise<Batch> => {
    const chosen = order.slice(start, start + batch);
    const images = await workers.run("batch", {
      cache: cache.file,
      side: cache.side,
      films: chosen.map((film, nth) => ({
        square: places[film]!,
        seed: use.for === "train" ? mixSeeds(use.seed, epoch, start + nth) : 0,
      })),
      augment: use.for === "train" ? use.augment : AUGMENTATIONS.none,
      input,
    });
    return {
      images,
      targets: Float32Array.from(chosen.flatMap((film) => targets[film]!)),
      size: chosen.length,
      ...(weights && { weights: Float32Array.from(chosen, (film) => weights[film]!) }),
    };
  };

  return {
    films,
    cache,
    length: Math.ceil(films.length / batch),
    async *batches(epoch, skip = 0) {
      const order =
        use.for === "train" ? sampleEpoch(films, use.sampling, use.seed, epoch) : [...films.keys()];
      const ahead: Promise<Batch>[] = [];
      // A film's changes hang on its place in the epoch, not on those before it.
      for (let start = skip * batch, next = start; start < order.length; start += batch) {
        while (ahead.length < Math.max(1, prefetch) && next < order.length) {
          const made = make(epoch, order, next);
          made.catch(() => {}); // awaited in its turn
          ahead.push(made);
          next += batch;
        }
        yield await ahead.shift()!;
      }
    },
  };
}
