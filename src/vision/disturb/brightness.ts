import type { Random } from "../../core/random.ts";
import type { Plane } from "../resize-plane.ts";
import { atLevel, type Level, type PerLevel } from "./level.ts";
import { remapLevels } from "./remap-levels.ts";

/** CheXphoto's strength of brightness and contrast (stanfordmlgroup/cheXphoto, transforms/brightness_up.py and its sisters). */
const STRENGTH: PerLevel<number> = [0.5, 2, 3, 4];

/** What grey levels are multiplied by: 1 + 0.2 of the strength; a hundredth is left to chance. */
export const factorUp = (level: Level, random: Random): number =>
  1 + 0.2 * atLevel(STRENGTH, level) + 0.01 * (2 * random.next() - 1);

/** The way down is steeper: 1 / (1 + 0.4 of the strength). */
export const factorDown = (level: Level, random: Random): number =>
  1 / (1 + 0.4 * atLevel(STRENGTH, level) + 0.01 * (2 * random.next() - 1));

/** Every grey level times a factor, as Pillow's `ImageEnhance.Brightness`. */
const brighten = (film: Plane, factor: number) => remapLevels(film, (level) => level * factor);

export const brightnessUp = (film: Plane, level: Level, random: Random): Plane =>
  brighten(film, factorUp(level, random));

export const brightnessDown = (film: Plane, level: Level, random: Random): Plane =>
  brighten(film, factorDown(level, random));
