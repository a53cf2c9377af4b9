import { type Canvas, type Colour, mix, type Point } from "./canvas.ts";
import type { RelevanceField } from "./relevance-field.ts";

/** Orange of Okabe and Ito's palette: told from grey by the colour-blind, and seen on black lung and white bone. */
const LINE: Colour = [255, 176, 0];
const EDGE: Colour = [0, 0, 0];
const EDGE_SHARE = 0.55;

/**
 * The line encloses where the map reaches this share of its greatest value: the half-maximum, or the first of the higher
 * levels at which no more than `MOST` of the film lies inside, for a line around half a film points nowhere.
 */
const LEVELS = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8] as const;
const HIGHEST = 0.85;
const MOST = 0.4;

/** Share of the tint just inside the line; it is full at the map's greatest value, and there is none outside. */
const LEAST_TINT = 0.35;
/** Shift of blue and red difference (JPEG's Cb and Cr) at full tint, in levels. */
const TINT_BLUE = -46;
const TINT_RED = 26;

/**
 * Shifts the colour of a pixel without its brightness (ITU-T T.871 YCbCr), so that film detail stays as it is: on a
 * grey print the tint vanishes. Near black and white, where a channel would leave its range, the shift is less.
 */
function tint(rgb: Uint8Array, at: number, share: number): void {
  const [red, green, blue] = [rgb[at]!, rgb[at + 1]!, rgb[at + 2]!];
  const shiftRed = 1.402 * TINT_RED * share;
  const shiftGreen = (-0.344136 * TINT_BLUE - 0.714136 * TINT_RED) * share;
  const shiftBlue = 1.772 * TINT_BLUE * share;
  const fit = Math.min(1, roomFor(red, shiftRed), roomFor(green, shiftGreen), roomFor(blue, shiftBlue));
  rgb[at] = Math.round(red + shiftRed * fit);
  rgb[at + 1] = Math.round(green + shiftGreen * fit);
  rgb[at + 2] = Math.round(blue + shiftBlue * fit);
}

function roomFor(value: number, shift: number): number {
  if (shift === 0) return 1;
  return (shift > 0 ? 255 - value : value) / Math.abs(shift);
}

/** The level that the line follows. */
export function contourLevel({ values }: RelevanceField): number {
  const inside = (level: number) => values.reduce((count, value) => count + (value >= level ? 1 : 0), 0);
  return LEVELS.find((level) => inside(level) <= MOST * values.length) ?? HIGHEST;
}

/** Distance from a pixel to where the field crosses the level, in pixels, by the field's slope there. */
function distanceToLevel(
  { width, height, values }: RelevanceField,
  x: number,
  y: number,
  level: number,
): number {
  const at = y * width + x;
  const left = values[x > 0 ? at - 1 : at]!;
  const right = values[x < width - 1 ? at + 1 : at]!;
  const above = values[y > 0 ? at - width : at]!;
  const below = values[y < height - 1 ? at + width : at]!;
  // At the film's edge a neighbour is missing, and the step is one pixel, not two.
  const across = (right - left) / (x > 0 && x < width - 1 ? 2 : 1);
  const down = (below - above) / (y > 0 && y < height - 1 ? 2 : 1);
  return Math.abs(level - values[at]!) / Math.max(Math.hypot(across, down), 1e-4);
}

/** Values so far from the level are never within a line's reach. */
const REACH = 0.3;

/**
 * Paints where the network looked over a film already on the canvas: inside a line with a dark edge, a faint tint that leaves
 * brightness alone. Where the region runs out of the film the line follows the film's edge, so that it is always closed
 * and shows which side is inside.
 *
 * @param thickness of the line in pixels
 * @param level that the line follows, in (0, 1)
 */
export function paintRelevance(
  canvas: Canvas,
  field: RelevanceField,
  origin: Point,
  thickness: number,
  level: number = contourLevel(field),
): void {
  const { width, height, values } = field;
  // As deep as the whole line is seen.
  const rim = thickness / 2;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const value = values[y * width + x]!;
      const at = ((origin.y + y) * canvas.width + origin.x + x) * 3;
      const inside = value >= level;
      if (inside) {
        tint(canvas.rgb, at, LEAST_TINT + ((1 - LEAST_TINT) * (value - level)) / (1 - level));
      }
      const border = Math.min(x, y, width - 1 - x, height - 1 - y) + 0.5;
      const toBorder = inside ? Math.abs(border - rim) : Number.POSITIVE_INFINITY;
      const toLevel =
        Math.abs(value - level) > REACH ? Number.POSITIVE_INFINITY : distanceToLevel(field, x, y, level);
      const distance = Math.min(toBorder, toLevel);
      const edge = thickness / 2 + 1.5 - distance;
      if (edge > 0) mix(canvas, at, EDGE, EDGE_SHARE * Math.min(1, edge));
      const line = thickness / 2 + 0.5 - distance;
      if (line > 0) mix(canvas, at, LINE, Math.min(1, line));
    }
  }
}
