import type { Random } from "../../core/random.ts";
import type { Plane } from "../resize-plane.ts";
import { type Level, pixelScale } from "./level.ts";
import { onBlack } from "./on-black.ts";

/** CheXphoto's pixels: the shift a level, each way, and the black left on each side before (stanfordmlgroup/cheXphoto, translation.py). */
const SHIFT = 20;
const GROUND = 100;

/** A film off the middle of a black ground, as a scanner's lid shows it. */
export function translation(film: Plane, level: Level, random: Random): Plane {
  const { width, height } = film;
  const scale = pixelScale(film);
  const sign = () => (random.next() < 0.5 ? -1 : 1);
  const [dx, dy] = [sign() * SHIFT * level * scale, sign() * SHIFT * level * scale];
  // A narrow film keeps the share that CheXphoto leaves of a height of 320.
  const ground = Math.min(GROUND * scale, (Math.min(width, height) * GROUND) / 320);
  const [left, right] = [ground + dx, width - ground + dx];
  const [top, bottom] = [ground + dy, height - ground + dy];
  const corners = [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ] as const;
  return onBlack(film, corners, width, height);
}
