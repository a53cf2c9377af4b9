import { type Canvas, type Colour, createCanvas, pasteGray, stamp } from "../draw/canvas.ts";
import type { Drawing } from "../draw/encode.ts";
import { letter } from "../draw/lettering.ts";
import type { DrawingText } from "../draw/panels.ts";
import { type Plane, resizePlane } from "../resize-plane.ts";
import type { Activations } from "./explainer.ts";

const BACKGROUND: Colour = [14, 14, 16];
const TITLE: Colour = [255, 255, 255];
const SMALL_PRINT: Colour = [190, 190, 194];

const COLUMNS = 8;
/** Most channels that one contact sheet shows. */
const SHEET_CHANNELS = 64;

/** A channel of a layer: its number, from 0, and the mean of its values. */
type Channel = { readonly number: number; readonly mean: number };

/** The channels with the largest mean, largest first. */
export function strongestChannels({ channels, width, height, values }: Activations, most: number): Channel[] {
  const area = width * height;
  return Array.from({ length: channels }, (_, number) => {
    const own = values.subarray(number * area, (number + 1) * area);
    return { number, mean: own.reduce((sum, value) => sum + value, 0) / area };
  })
    .toSorted((a, b) => b.mean - a.mean)
    .slice(0, most);
}

/** One channel from its least value (black) to its greatest (white). */
function planeOf({ width, height, values }: Activations, number: number): Plane {
  const own = values.subarray(number * width * height, (number + 1) * width * height);
  const least = own.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const greatest = own.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const scale = greatest > least ? 255 / (greatest - least) : 0;
  return { width, height, gray: Uint8Array.from(own, (value) => Math.round((value - least) * scale)) };
}

/**
 * Draws up to `SHEET_CHANNELS` channels of a layer, those that answer most first, each under its number and from its own
 * least to its own greatest value.
 */
export async function drawContactSheet(
  activations: Activations,
  { explanationTitle, footer, direction, language }: DrawingText & { readonly explanationTitle: string },
  { width }: Drawing,
): Promise<Canvas> {
  const shown = strongestChannels(activations, SHEET_CHANNELS);
  const gap = Math.max(2, Math.round(width / 200));
  const columns = Math.min(COLUMNS, shown.length);
  const side = Math.floor((width - gap) / columns) - gap;
  const words = { direction, language } as const;
  const size = Math.max(9, Math.round(width / 60));
  const across = width - 2 * gap;
  const title = await letter({ ...words, text: explanationTitle, size, width: across, weight: "bold" });
  const smallPrint = await letter({
    ...words,
    text: footer,
    size: Math.round(size * 0.72),
    width: across,
    weight: "regular",
  });
  const numbers = await Promise.all(
    shown.map(({ number }) =>
      letter({
        ...words,
        text: String(number),
        size: Math.round(size * 0.72),
        width: side,
        weight: "regular",
      }),
    ),
  );
  const caption = Math.max(...numbers.map((mask) => mask.height)) + gap;
  const rows = Math.ceil(shown.length / columns);
  const top = title.height + 2 * gap;
  const bottom = top + rows * (side + caption + gap);
  const canvas = createCanvas({ width, height: bottom + smallPrint.height + 2 * gap }, BACKGROUND);
  stamp(canvas, title, { x: gap, y: gap }, TITLE);
  for (const [place, { number }] of shown.entries()) {
    const x = gap + (place % columns) * (side + gap);
    const y = top + Math.floor(place / columns) * (side + caption + gap);
    stamp(canvas, numbers[place]!, { x, y }, SMALL_PRINT);
    const gray = resizePlane(planeOf(activations, number), side, side);
    pasteGray(canvas, gray, { x, y: y + caption, width: side, height: side });
  }
  stamp(canvas, smallPrint, { x: gap, y: bottom + gap }, SMALL_PRINT);
  return canvas;
}
