import type { Refusal } from "../../core/refusal.ts";
import type { Model } from "../../networks/load-model.ts";
import { type Appearance, appearanceOf } from "../../vision/appearance.ts";
import type { Film } from "../../vision/film.ts";
import { statisticOf } from "../../vision/film-statistics.ts";
import type { CutSide } from "../../vision/screen.ts";
import { unfitnessOf } from "../../vision/unfit-photo.ts";
import { type OnProgress, predictFilms } from "../predict-films.ts";

/** A picture to fit or test the screen on, opened when its turn comes. */
export type Source = {
  /** What is counted together, such as `films`, `films on a light box`, `photos`. */
  readonly kind: string;
  /** Pictures that must not be split between fitting and judging a fit: same patient, same file, same drawing. */
  readonly group: string;
  /** No frontal chest X-ray. */
  readonly foreign: boolean;
  /** The reason it is to be refused for; absent for what is to be read, and for what is no chest X-ray. */
  readonly expected?: Refusal;
  /** Where a film was cut off. */
  readonly cut?: CutSide;
  open(): Promise<Film>;
};

/** A picture as the screen sees it. */
export type Example = Omit<Source, "open"> &
  Pick<Appearance, "statistics" | "layout"> & {
    /** Why serving refuses it before the screen sees it. */
    readonly unfit: Refusal | undefined;
    readonly features: Float32Array;
  };

/** Describes pictures by how they look and by the network's pooled features. */
export async function describeSources(
  model: Model,
  sources: readonly Source[],
  onProgress: OnProgress,
): Promise<Example[]> {
  const seen = new Map<Source, Pick<Example, "statistics" | "layout" | "unfit">>();
  const open = async (source: Source) => {
    const film = await source.open();
    const { statistics, layout, glare } = appearanceOf(film);
    const unfit = unfitnessOf(film, { sharpness: statisticOf(statistics, "sharpness"), glare });
    seen.set(source, { statistics, layout, unfit });
    return film;
  };
  const { features } = await predictFilms(model, sources, open, onProgress);
  const dimension = features.length / sources.length;
  return sources.map((source, place) => {
    const { open: _, ...what } = source;
    return {
      ...what,
      ...seen.get(source)!,
      features: features.slice(place * dimension, (place + 1) * dimension),
    };
  });
}
