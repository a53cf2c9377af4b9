import type { Film } from "./film.ts";
import { describeFilm, layoutOf, shrinkFilm } from "./film-statistics.ts";
import { glareOf } from "./glare.ts";
import type { Plane } from "./resize-plane.ts";

/** How a film looks, apart from what the network makes of it. */
export type Appearance = {
  /** Of `describeFilm`. */
  readonly statistics: Float64Array;
  /** Of `layoutOf`. */
  readonly layout: Float64Array;
  /** Of `glareOf`. */
  readonly glare: number;
};

/**
 * Looks at a film once, for everything that is judged of it beside its findings.
 *
 * @param square of `lookSquareOf`, where it is there already
 */
export function appearanceOf(film: Film, square?: Plane): Appearance {
  const small = shrinkFilm(film, square);
  const layout = layoutOf(small);
  return { statistics: describeFilm(film, small, layout), layout, glare: glareOf(small.plain) };
}
