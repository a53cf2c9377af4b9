import { type Plane, resizePlane } from "./resize-plane.ts";

/** Side that a film is looked at in: of a phone's photo, 40 and more pixels make one, so grain is gone. */
const SIDE = 160;
/** Left out on each side: a frame's edge is sharp in a blurred film too. */
const BORDER = 16;
/** Distances over which curvature is taken, in pixels: fine is what blur takes first. */
const FINE = 2;
const COARSE = 4;
/** Grey levels under which curvature counts as none. */
const FLOOR = 0.2;

/** Mean absolute Laplacian over neighbours `step` pixels away. */
function curvatureOf(gray: Uint8Array, step: number): number {
  let sum = 0;
  for (let y = BORDER; y < SIDE - BORDER; y += 1) {
    for (let x = BORDER; x < SIDE - BORDER; x += 1) {
      const at = y * SIDE + x;
      const around = gray[at - step]! + gray[at + step]! + gray[at - step * SIDE]! + gray[at + step * SIDE]!;
      sum += Math.abs(around - 4 * gray[at]!);
    }
  }
  return sum / (SIDE - 2 * BORDER) ** 2;
}

/**
 * How much fine detail a film shows for the coarse detail it has: the logarithm of the ratio of mean curvatures at 1/80 and
 * 1/40 of its side. Blur takes the fine first, and contrast and size cancel out. Films of NIH lie at -0.6, hardly any
 * below -0.75; blurred by 1.2 % of their side (12 pixels of 1,024) they lie at -1; a smooth gradient at -1.4, since curvature
 * then grows with the square of the distance.
 */
export function sharpnessOf(film: Plane): number {
  const gray = resizePlane(film, SIDE, SIDE);
  return Math.log((curvatureOf(gray, FINE) + FLOOR / 4) / (curvatureOf(gray, COARSE) + FLOOR));
}
