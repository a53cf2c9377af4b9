import type { Random } from "../../core/random.ts";
import type { Plane } from "../resize-plane.ts";
import { atLevel, type Level, type PerLevel } from "./level.ts";
import { remapLevels } from "./remap-levels.ts";

/** Steepness of the sigmoid (stanfordmlgroup/cheXphoto, transforms/exposure.py). */
const GAIN = 5;
/**
 * How far the grey level that becomes the middle lies from one half, darker or brighter. CheXphoto has one strength, our
 * level 1; the others go on from it.
 */
const SHIFT: PerLevel<number> = [0, 0.1, 0.2, 0.3];

/** A camera that corrects the exposure: grey levels through a sigmoid, as scikit-image's `adjust_sigmoid`. */
export function exposure(film: Plane, level: Level, random: Random): Plane {
  const sign = random.next() < 0.5 ? -1 : 1;
  const cut = 0.5 + sign * atLevel(SHIFT, level);
  return remapLevels(film, (gray) => 255 / (1 + Math.exp(GAIN * (cut - gray / 255))));
}
