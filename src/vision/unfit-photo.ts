import type { Refusal } from "../core/refusal.ts";
import { percentilesOf } from "./percentiles.ts";
import type { Plane } from "./resize-plane.ts";

/** Level of 255 that the brightest fiftieth of a photo must reach: under it a film keeps too few greys to be read. */
const TOO_DARK = 72;
/** Grey levels, from the 2nd to the 98th percentile, of a picture that shows anything: a blank one is not blurred. */
const LEAST_SPREAD = 16;
/**
 * Under this sharpness nothing smaller than a heart chamber is told apart. None of 223 validation films lies lower, each
 * disturbed in one way at level 1 or 2; of films blurred by 1.2 % of their side four in five do, half of them saved as a JPEG since.
 */
const BLURRED = -1.03;
/** Share of the lung fields under a reflection from which on they are not read: a disc of a quarter of the film's width. */
const GLARE = 0.1;

/** The middle of a film, where the lungs fill a third and are its darkest part; a share of each side is left out. */
const EDGE = 0.15;
/**
 * Washed out: the darkest hundredth of that middle lies above `veiled`, or above `darkest` while the lungs, of which its darkest
 * fifteen hundredths are a part, are above `lungs`. Of 690 NIH films those lie under 140 and 200. A page is as white, but its letters are dark.
 */
const WASHED_OUT = { veiled: 205, darkest: 150, lungs: 243 } as const;

/** What is known of a photo before it is judged. */
export type Condition = {
  /** Of `sharpnessOf`. */
  readonly sharpness: number;
  /** Of `glareOf`; absent where it was not looked for. */
  readonly glare?: number;
};

/** Whether no greys are left in what should be the dark lungs. */
function isWashedOut(film: Plane): boolean {
  const box = {
    left: Math.round(EDGE * film.width),
    right: Math.round((1 - EDGE) * film.width),
    top: Math.round(EDGE * film.height),
    bottom: Math.round((1 - EDGE) * film.height),
  };
  const [darkest, lungs] = percentilesOf(film, [0.01, 0.15], box) as [number, number];
  return darkest > WASHED_OUT.veiled || (darkest > WASHED_OUT.darkest && lungs > WASHED_OUT.lungs);
}

/** Whether a film was photographed in so little or so much light that too few greys are left to be read. */
export function lightFaultOf(film: Plane): "too-dark" | "too-bright" | undefined {
  const [brightest] = percentilesOf(film, [0.98]) as [number];
  if (brightest < TOO_DARK) return "too-dark";
  return isWashedOut(film) ? "too-bright" : undefined;
}

/**
 * Names what makes a photo unfit whatever it shows, so that its sender is told how to take a better one rather than that it is
 * no chest X-ray.
 */
export function unfitnessOf(
  film: Plane,
  { sharpness, glare = 0 }: Condition,
): Extract<Refusal, "too-dark" | "too-bright" | "blurred" | "glare"> | undefined {
  const fault = lightFaultOf(film);
  if (fault) return fault;
  const [darkest, brightest] = percentilesOf(film, [0.02, 0.98]) as [number, number];
  if (sharpness < BLURRED && brightest - darkest >= LEAST_SPREAD) return "blurred";
  return glare >= GLARE ? "glare" : undefined;
}
