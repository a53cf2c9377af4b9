import type { Film } from "./film.ts";
import { describeFilm, layoutOf, shrinkFilm } from "./film-statistics.ts";
import { glareOf } from "./glare.ts";

/** How a film looks, apart from what the network makes of it. */
export type Appearance = {
  /** Of `describeFilm`. */
  readonly statistics: Float64Array;
  /** Of `layoutOf`. */
  readonly layout: Float64Array;
  /** Of `glareOf`. */
  readonly glare: number;
};

/** Looks at a film once, for everything that is judged of it beside its findings. */
export function appearanceOf(film: Film): Appearance {
  const small = shrinkFilm(film);
  const layout = layoutOf(small);
  return { statistics: describeFilm(film, small, layout), layout, glare: glareOf(small.plain) };
}
