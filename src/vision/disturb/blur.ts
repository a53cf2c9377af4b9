import sharp from "sharp";
import type { Plane } from "../resize-plane.ts";
import { atLevel, type Level, type PerLevel, pixelScale } from "./level.ts";

/** Standard deviation of the Gaussian, in CheXphoto's pixels (stanfordmlgroup/cheXphoto, transforms/blur.py). */
const RADIUS: PerLevel<number> = [1.5, 3, 6, 10];

/** A camera out of focus. */
export async function blur(film: Plane, level: Level): Promise<Plane> {
  const { width, height, gray } = film;
  const pixels = await sharp(gray, { raw: { width, height, channels: 1 } })
    // Below 0.3 the library refuses; so little changes nothing.
    .blur(Math.max(atLevel(RADIUS, level) * pixelScale(film), 0.3))
    .toColourspace("b-w")
    .raw()
    .toBuffer();
  return { width, height, gray: new Uint8Array(pixels) };
}
