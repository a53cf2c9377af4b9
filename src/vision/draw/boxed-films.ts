import sharp from "sharp";
import type { Film } from "../film.ts";
import type { RelevanceMap } from "../relevance-map.ts";
import { resizePlane } from "../resize-plane.ts";
import { type Box, type Canvas, type Colour, createCanvas, mix, pasteGray, stamp } from "./canvas.ts";
import { paintRelevance } from "./contour.ts";
import { letter } from "./lettering.ts";
import { fieldOf } from "./relevance-field.ts";

/** A film with the map of a finding and a box that somebody drew. */
export type BoxedPicture = {
  readonly film: Film;
  readonly map: RelevanceMap;
  /** In shares of the film's sides; may reach beyond it. */
  readonly box: Box;
  readonly title: string;
};

const COLUMNS = 4;
const SIDE = 300;
const GAP = 8;
const BACKGROUND: Colour = [14, 14, 16];
const TITLE: Colour = [255, 255, 255];
const SMALL_PRINT: Colour = [190, 190, 194];
/** Sky blue of Okabe and Ito's palette: the map's line is orange. */
const FRAME: Colour = [86, 180, 233];
const THICKNESS = 2;

/** The longest side is `SIDE`. */
function sizeOf({ width, height }: Film) {
  const scale = SIDE / Math.max(width, height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Draws the sides of a rectangle, as far as they lie within the film. */
function outline(canvas: Canvas, box: Box, film: Box): void {
  const left = Math.round(film.x + box.x * film.width);
  const top = Math.round(film.y + box.y * film.height);
  const right = Math.round(film.x + (box.x + box.width) * film.width);
  const bottom = Math.round(film.y + (box.y + box.height) * film.height);
  for (let y = Math.max(top, film.y); y < Math.min(bottom, film.y + film.height); y += 1) {
    for (let x = Math.max(left, film.x); x < Math.min(right, film.x + film.width); x += 1) {
      if (Math.min(x - left, right - 1 - x, y - top, bottom - 1 - y) >= THICKNESS) continue;
      mix(canvas, (y * canvas.width + x) * 3, FRAME, 1);
    }
  }
}

/**
 * Draws films in rows of four, each with its map's line and tint in orange and the box in blue, its title above.
 *
 * @param options.level share of a map's greatest value that its line follows
 * @returns a JPEG
 */
export async function drawBoxedFilms(
  pictures: readonly BoxedPicture[],
  { caption, level }: { readonly caption: string; readonly level: number },
): Promise<Uint8Array> {
  const words = { language: "en", direction: "ltr" } as const;
  const columns = Math.min(COLUMNS, Math.max(1, pictures.length));
  const width = columns * (SIDE + GAP) + GAP;
  const titles = await Promise.all(
    pictures.map(({ title }) => letter({ ...words, text: title, size: 14, width: SIDE, weight: "bold" })),
  );
  const smallPrint = await letter({
    ...words,
    text: caption,
    size: 14,
    width: width - 2 * GAP,
    weight: "regular",
  });
  const titleHeight = Math.max(0, ...titles.map(({ height }) => height)) + GAP;
  const row = titleHeight + SIDE + GAP;
  const films = GAP + Math.ceil(pictures.length / columns) * row;
  const canvas = createCanvas({ width, height: films + smallPrint.height + GAP }, BACKGROUND);
  for (const [place, { film, map, box }] of pictures.entries()) {
    const x = GAP + (place % columns) * (SIDE + GAP);
    const y = GAP + Math.floor(place / columns) * row;
    stamp(canvas, titles[place]!, { x, y }, TITLE);
    const size = sizeOf(film);
    const at = { x: x + ((SIDE - size.width) >> 1), y: y + titleHeight, ...size };
    pasteGray(canvas, resizePlane(film, size.width, size.height), at);
    const field = fieldOf(map, size.width, size.height);
    if (field) paintRelevance(canvas, field, at, THICKNESS, level);
    outline(canvas, box, at);
  }
  stamp(canvas, smallPrint, { x: GAP, y: films }, SMALL_PRINT);
  return sharp(canvas.rgb, { raw: { width, height: canvas.height, channels: 3 } })
    .jpeg({ quality: 85 })
    .toBuffer();
}
