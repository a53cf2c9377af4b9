import type { Random } from "../../core/random.ts";
import type { Plane } from "../resize-plane.ts";
import { factorDown, factorUp } from "./brightness.ts";
import type { Level } from "./level.ts";
import { remapLevels } from "./remap-levels.ts";

/** Every grey level's distance from the film's mean times a factor, as Pillow's `ImageEnhance.Contrast`. */
function stretch(film: Plane, factor: number): Plane {
  let sum = 0;
  for (const level of film.gray) sum += level;
  const mean = Math.floor(sum / film.gray.length + 0.5);
  return remapLevels(film, (level) => mean + (level - mean) * factor);
}

/** The factors are CheXphoto's (transforms/contrast_up.py), the same as those of brightness. */
export const contrastUp = (film: Plane, level: Level, random: Random): Plane =>
  stretch(film, factorUp(level, random));

export const contrastDown = (film: Plane, level: Level, random: Random): Plane =>
  stretch(film, factorDown(level, random));
