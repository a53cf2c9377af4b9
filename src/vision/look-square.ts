import { toSquare } from "./preprocess.ts";
import type { Plane } from "./resize-plane.ts";

/** Side of the square that a film is looked at in as a whole: most networks' own, so that what is read is resized but once. */
export const LOOK_SIDE = 224;

/** The whole film as the square that it is looked at in; such a square itself stays as it is. */
export function lookSquareOf(film: Plane): Plane {
  return { width: LOOK_SIDE, height: LOOK_SIDE, gray: toSquare(film, LOOK_SIDE) };
}
