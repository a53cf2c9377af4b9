import type { Refusal } from "../../core/refusal.ts";
import type { Model } from "../../networks/load-model.ts";
import type { Film } from "../../vision/film.ts";
import { describeFilm, statisticOf } from "../../vision/film-statistics.ts";
import { unfitnessOf } from "../../vision/unfit-photo.ts";
import { type OnProgress, predictFilms } from "../predict-films.ts";

/** A picture to fit or test the screen on, opened when its turn comes. */
export type Source = {
  /** What is counted together, such as `films`, `films on a light box`, `photos`. */
  readonly kind: string;
  /** Pictures that must not be split between fitting and judging a fit: same patient, same file, same drawing. */
  readonly group: string;
  readonly foreign: boolean;
  open(): Promise<Film>;
};

/** A picture as the screen sees it. */
export type Example = Omit<Source, "open"> & {
  /** Why serving refuses it before the screen sees it. */
  readonly unfit: Refusal | undefined;
  readonly statistics: Float64Array;
  readonly features: Float32Array;
};

/** Describes pictures by their statistics and by the network's pooled features. */
export async function describeSources(
  model: Model,
  sources: readonly Source[],
  onProgress: OnProgress,
): Promise<Example[]> {
  const seen = new Map<Source, Pick<Example, "statistics" | "unfit">>();
  const open = async (source: Source) => {
    const film = await source.open();
    const statistics = describeFilm(film);
    seen.set(source, { statistics, unfit: unfitnessOf(film, statisticOf(statistics, "sharpness")) });
    return film;
  };
  const { features } = await predictFilms(model, sources, open, onProgress);
  const dimension = features.length / sources.length;
  return sources.map(({ kind, group, foreign }, place) => ({
    kind,
    group,
    foreign,
    ...seen.get(sources[place]!)!,
    features: features.slice(place * dimension, (place + 1) * dimension),
  }));
}
