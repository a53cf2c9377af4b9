import type { Refusal } from "../core/refusal.ts";
import type { Film } from "./film.ts";
import { percentilesOf } from "./percentiles.ts";

/** Level of 255 that the brightest fiftieth of a photo must reach: under it a film keeps too few greys to be read. */
const TOO_DARK = 72;
/** Grey levels, from the 2nd to the 98th percentile, of a picture that shows anything: a blank one is not blurred. */
const LEAST_SPREAD = 16;
/** Under this sharpness nothing smaller than a heart chamber is told apart. */
const BLURRED = -1;

/**
 * Names what makes a photo unfit whatever it shows, so that its sender is told how to take a better one rather than that it is
 * no chest X-ray.
 *
 * @param sharpness of `sharpnessOf`
 */
export function unfitnessOf(
  film: Film,
  sharpness: number,
): Extract<Refusal, "too-dark" | "blurred"> | undefined {
  const [darkest, brightest] = percentilesOf(film, [0.02, 0.98]) as [number, number];
  if (brightest < TOO_DARK) return "too-dark";
  return sharpness < BLURRED && brightest - darkest >= LEAST_SPREAD ? "blurred" : undefined;
}
