import sharp from "sharp";
import { createCanvas, pasteGray, stamp } from "./canvas.ts";
import { letter } from "./lettering.ts";

const GAP = 6;
const PAPER = [255, 255, 255] as const;
const INK = [40, 40, 40] as const;

/**
 * Squares in rows, one row after the other, above a line of text, as a JPEG.
 *
 * @param rows each of the same length
 * @param side of a square, in pixels
 * @param quality of the JPEG, in [1, 100]
 */
export async function drawFilmGrid(
  rows: readonly (readonly Uint8Array[])[],
  side: number,
  caption: string,
  quality = 88,
): Promise<Uint8Array> {
  const columns = rows[0]?.length ?? 0;
  const width = columns * (side + GAP) + GAP;
  const lettering = await letter({
    text: caption,
    language: "en",
    direction: "ltr",
    size: 15,
    width: width - 2 * GAP,
    weight: "regular",
  });
  const films = rows.length * (side + GAP) + GAP;
  const canvas = createCanvas({ width, height: films + lettering.height + GAP }, PAPER);
  for (const [row, squares] of rows.entries()) {
    for (const [column, square] of squares.entries()) {
      const box = { x: GAP + column * (side + GAP), y: GAP + row * (side + GAP), width: side, height: side };
      pasteGray(canvas, square, box);
    }
  }
  stamp(canvas, lettering, { x: GAP, y: films }, INK);
  return sharp(canvas.rgb, { raw: { width, height: canvas.height, channels: 3 } })
    .jpeg({ quality })
    .toBuffer();
}
