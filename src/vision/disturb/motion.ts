import type { Plane } from "../resize-plane.ts";
import { atLevel, type Level, type PerLevel, pixelScale } from "./level.ts";

/** Length of the horizontal smear in CheXphoto's pixels (stanfordmlgroup/cheXphoto, motion.py). */
const LENGTH: PerLevel<number> = [2, 10, 25, 45];

/** A camera moved sideways while it took the photo: each pixel is the mean along a horizontal line through it. */
export function motion(film: Plane, level: Level): Plane {
  const { width, height, gray } = film;
  const half = Math.max(atLevel(LENGTH, level) * pixelScale(film), 1) / 2;
  const pad = Math.ceil(half) + 1;
  const out = new Uint8Array(gray.length);
  // Sums up to each place of a row that goes on as a mirror image beyond its ends, as OpenCV's filters see it.
  const sums = new Float64Array(width + 2 * pad + 1);
  const upTo = (place: number) => {
    const whole = Math.floor(place);
    return sums[whole]! + (sums[whole + 1]! - sums[whole]!) * (place - whole);
  };
  for (let row = 0; row < height; row += 1) {
    const from = row * width;
    for (let at = 0; at < width + 2 * pad; at += 1) {
      sums[at + 1] = sums[at]! + gray[from + mirrored(at - pad, width)]!;
    }
    for (let x = 0; x < width; x += 1) {
      const centre = x + pad + 0.5;
      out[from + x] = Math.round((upTo(centre + half) - upTo(centre - half)) / (2 * half));
    }
  }
  return { width, height, gray: out };
}

/** A place beyond a row's ends, folded back without the end itself twice. */
function mirrored(at: number, width: number): number {
  const period = Math.max(2 * (width - 1), 1);
  const within = ((at % period) + period) % period;
  return within < width ? within : period - within;
}
