import { LOOK_SIDE, lookSquareOf } from "./look-square.ts";
import type { Plane } from "./resize-plane.ts";

/** Left out on each side: a frame's edge is sharp in a blurred film too. */
const BORDER = 22;
/** Distances over which curvature is taken, in pixels: fine is what blur takes first. */
const FINE = 3;
const COARSE = 6;
/** Grey levels of coarse curvature from which on a place counts: elsewhere curvature is the rounding of levels and JPEG's. */
const SHOWS = 8;
/** Grey levels under which curvature counts as none. */
const FLOOR = 0.2;

/**
 * How much fine detail a film shows for the coarse detail it has: the logarithm of the ratio of mean curvatures (Laplacians) at
 * 1/75 and 1/37 of its side, where there is coarse detail. Blur takes the fine first, and contrast and size cancel out.
 * Films of NIH lie at -0.65, hardly any below -0.77; blurred by 1.2 % of their side (12 pixels of 1,024) they lie at -1.12, and
 * nearly all below -0.95 when they are then saved as a JPEG of quality 60; a smooth gradient at -1.4, since curvature then
 * grows with the square of the distance.
 */
export function sharpnessOf(film: Plane): number {
  const { gray } = lookSquareOf(film);
  let [fine, coarse] = [0, 0];
  for (let y = BORDER; y < LOOK_SIDE - BORDER; y += 1) {
    for (let x = BORDER; x < LOOK_SIDE - BORDER; x += 1) {
      const at = y * LOOK_SIDE + x;
      const there = curvatureAt(gray, at, COARSE);
      if (there < SHOWS) continue;
      coarse += there;
      fine += curvatureAt(gray, at, FINE);
    }
  }
  const places = (LOOK_SIDE - 2 * BORDER) ** 2;
  return Math.log((fine / places + FLOOR / 4) / (coarse / places + FLOOR));
}

/** Absolute Laplacian over neighbours `step` pixels away. */
function curvatureAt(gray: Uint8Array, at: number, step: number): number {
  const around =
    gray[at - step]! + gray[at + step]! + gray[at - step * LOOK_SIDE]! + gray[at + step * LOOK_SIDE]!;
  return Math.abs(around - 4 * gray[at]!);
}
