import { type Canvas, type Colour, mix, type Point } from "./canvas.ts";
import type { RelevanceField } from "./relevance-field.ts";

/** Orange of Okabe and Ito's palette: told from grey by the colour-blind, and seen on black lung and white bone. */
const LINE: Colour = [255, 176, 0];
const EDGE: Colour = [0, 0, 0];
const EDGE_SHARE = 0.55;

/** The line encloses where the map reaches this share of its greatest value. */
const LEVEL = 0.5;

/** Tint begins here and is full at 1. */
const TINT_FROM = 0.3;
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

/** Distance from a pixel to the line in pixels, negative inside, by the field's slope there. */
function distanceAt({ width, height, values }: RelevanceField, x: number, y: number): number {
  const at = y * width + x;
  const left = values[x > 0 ? at - 1 : at]!;
  const right = values[x < width - 1 ? at + 1 : at]!;
  const above = values[y > 0 ? at - width : at]!;
  const below = values[y < height - 1 ? at + width : at]!;
  const slope = Math.hypot((right - left) / 2, (below - above) / 2);
  return (LEVEL - values[at]!) / Math.max(slope, 1e-4);
}

/**
 * Paints where the network looked over a film already on the canvas: a faint tint that leaves brightness alone, and a
 * line with a dark edge around the half-maximum.
 *
 * @param thickness of the line in pixels
 */
export function paintRelevance(
  canvas: Canvas,
  field: RelevanceField,
  origin: Point,
  thickness: number,
): void {
  for (let y = 0; y < field.height; y += 1) {
    for (let x = 0; x < field.width; x += 1) {
      const value = field.values[y * field.width + x]!;
      const at = ((origin.y + y) * canvas.width + origin.x + x) * 3;
      if (value > TINT_FROM) tint(canvas.rgb, at, (value - TINT_FROM) / (1 - TINT_FROM));
      if (Math.abs(value - LEVEL) > 0.3) continue;
      const distance = Math.abs(distanceAt(field, x, y));
      const edge = thickness / 2 + 1.5 - distance;
      if (edge > 0) mix(canvas, at, EDGE, EDGE_SHARE * Math.min(1, edge));
      const line = thickness / 2 + 0.5 - distance;
      if (line > 0) mix(canvas, at, LINE, Math.min(1, line));
    }
  }
}
