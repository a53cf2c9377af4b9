import type { Random } from "../../core/random.ts";
import { squareToQuad } from "../homography.ts";
import { type Plane, resizePlane } from "../resize-plane.ts";
import { atLevel, type Level, type PerLevel } from "./level.ts";

/** Pixels of light between two dark lines of one pixel, and the lines' opacity (stanfordmlgroup/cheXphoto, moire.py). */
const LINES: PerLevel<{ readonly gap: number; readonly opacity: number }> = [
  { gap: 20, opacity: 0.05 },
  { gap: 4.5, opacity: 0.15 },
  { gap: 2.5, opacity: 0.35 },
  { gap: 1, opacity: 0.5 },
];
/** How much narrower the mask's lines lie at one end than at the other. */
const SPREAD = 0.5;
/** Longest side of CheXphoto's pictures when the lines are laid on: 390 pixels, doubled. Lines keep their share of a film. */
const WORKING_SIDE = 780;

/**
 * Two masks of fine lines, the second turned by about a degree, laid on the film: what is left when it is made small again
 * are the waves of a photographed screen.
 */
export function moire(film: Plane, level: Level, random: Random): Plane {
  const long = Math.max(film.width, film.height);
  const factor = Math.max(WORKING_SIDE / long, 2);
  const width = Math.round(film.width * factor);
  const height = Math.round(film.height * factor);
  const unit = Math.max(width, height) / WORKING_SIDE;
  const { gap, opacity } = atLevel(LINES, level);
  const gray = resizePlane(film, width, height).slice();
  const masks = [90, 90 + random.normal()];
  for (const angle of masks) {
    const offset = { x: random.next() * 100 * unit, y: random.next() * 100 * unit };
    layLines({ width, height, gray }, { period: 1 + gap, unit, opacity, angle, offset });
  }
  const small = resizePlane({ width, height, gray }, film.width, film.height);
  return { width: film.width, height: film.height, gray: small };
}

type Mask = {
  /** Pixels of CheXphoto from line to line; a line is one wide. */
  readonly period: number;
  readonly unit: number;
  readonly opacity: number;
  /** Degrees. */
  readonly angle: number;
  readonly offset: { readonly x: number; readonly y: number };
};

/** Darkens a plane under one mask: horizontal lines, drawn together towards one end, turned, shifted, cut from the middle. */
function layLines({ width, height, gray }: Plane, { period, unit, opacity, angle, offset }: Mask): void {
  const side = 2 * Math.max(width, height);
  const [, , , d, e, f, g, h] = squareToQuad([
    { x: 0, y: side * (0.5 - SPREAD / 2) },
    { x: side, y: 0 },
    { x: side, y: side },
    { x: 0, y: side * (0.5 + SPREAD / 2) },
  ]);
  const turn = (angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  for (let y = 0, at = 0; y < height; y += 1) {
    const down = y - height / 2 + offset.y;
    for (let x = 0; x < width; x += 1, at += 1) {
      const across = x - width / 2 + offset.x;
      const u = 0.5 + (across * cos - down * sin) / side;
      const v = 0.5 + (across * sin + down * cos) / side;
      const row = (d * u + e * v + f) / (g * u + h * v + 1) / unit;
      if (row - Math.floor(row / period) * period < 1) gray[at] = Math.round(gray[at]! * (1 - opacity));
    }
  }
}
