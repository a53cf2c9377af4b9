import sharp from "sharp";
import type { Film } from "../film.ts";
import type { RelevanceMap } from "../relevance-map.ts";
import type { Plane } from "../resize-plane.ts";
import {
  type Box,
  type Canvas,
  type Colour,
  createCanvas,
  type Mask,
  pasteGray,
  type Size,
  stamp,
} from "./canvas.ts";
import { paintRelevance } from "./contour.ts";
import type { Drawing } from "./encode.ts";
import { footerInGrid, layOut, panelWidth } from "./layout.ts";
import { letter } from "./lettering.ts";
import { fieldOf } from "./relevance-field.ts";

/** The words below and around the films, in the person's language. */
export type DrawingText = {
  readonly footer: string;
  readonly direction: "ltr" | "rtl";
  readonly language: string;
  /** Panels in a row; as suits a phone when left out. */
  readonly columns?: number;
};

/** One film in a picture; without a map it is shown as it is. */
export type Panel = {
  readonly title: string;
  readonly map?: RelevanceMap;
  /** Shown in the film's place, stretched to its box. */
  readonly instead?: Plane;
};

const BACKGROUND: Colour = [14, 14, 16];
const TITLE: Colour = [255, 255, 255];
const SMALL_PRINT: Colour = [190, 190, 194];

async function resize(film: Plane, width: number, height: number): Promise<Plane> {
  const raw = { width: film.width, height: film.height, channels: 1 } as const;
  const resized = sharp(film.gray, { raw }).resize(width, height, { fit: "fill" }).toColourspace("b-w");
  return { width, height, gray: new Uint8Array(await resized.raw().toBuffer()) };
}

/** The film at the size it is drawn, softened by a detour over fewer pixels where detail must go. */
async function softened(film: Plane, { width, height }: Size, detail: number): Promise<Uint8Array> {
  if (detail >= 1) return (await resize(film, width, height)).gray;
  const side = (length: number) => Math.max(2, Math.round(length * detail));
  return (await resize(await resize(film, side(width), side(height)), width, height)).gray;
}

/** Longer strips than this are no films; they get margins, so that the picture stays one a messenger takes. */
const EXTREME_ASPECT = 2.5;

function aspectOf({ width, height }: Film): number {
  return Math.min(Math.max(height / width, 1 / EXTREME_ASPECT), EXTREME_ASPECT);
}

/** The film within its box, its proportions kept. */
function within(box: Box, film: Film): Box {
  const scale = Math.min(box.width / film.width, box.height / film.height);
  const width = Math.min(box.width, Math.max(1, Math.round(film.width * scale)));
  const height = Math.min(box.height, Math.max(1, Math.round(film.height * scale)));
  const x = box.x + Math.floor((box.width - width) / 2);
  return { x, y: box.y + Math.floor((box.height - height) / 2), width, height };
}

/**
 * Draws panels, each with its title above it, and the small print at the end.
 *
 * @param drawing its width, with which lettering grows, and the film's detail
 */
export async function drawPanels(
  film: Film,
  panels: readonly Panel[],
  { footer, direction, language, columns }: DrawingText,
  { width, detail }: Drawing,
): Promise<Canvas> {
  const aspect = aspectOf(film);
  const gap = Math.max(2, Math.round(width / 100));
  // A given number of columns is for a wide screen.
  const size = Math.max(9, Math.round(width * (columns === undefined ? 0.034 : 0.02)));
  const shape = { panels: panels.length, width, aspect, gap, columns };
  const column = panelWidth(shape);
  const words = { direction, language };
  const titles = await Promise.all(
    panels.map(({ title }) => letter({ ...words, text: title, size, width: column, weight: "bold" })),
  );
  const inGrid = footerInGrid(shape);
  const smallPrint = await letter({
    ...words,
    text: footer,
    size: Math.round(size * (inGrid ? 0.8 : 0.72)),
    width: inGrid ? column - 2 * gap : width - 2 * gap,
    weight: "regular",
  });

  const titleHeights = titles.map(({ height }) => height + 2 * gap);
  const layout = layOut({ ...shape, direction, titleHeights }, smallPrint.height + gap);
  const canvas = createCanvas(layout, BACKGROUND);
  const films = layout.films.map((box) => within(box, film));
  const [first] = films;
  if (!first) throw new RangeError("a picture has at least one panel");
  const gray = await softened(film, first, detail);
  for (const [place, { map, instead }] of panels.entries()) {
    const box = films[place]!;
    pasteGray(canvas, instead ? await softened(instead, box, detail) : gray, box);
    const field = map && fieldOf(map, box.width, box.height);
    if (field) paintRelevance(canvas, field, box, Math.max(1.5, width / 320));
    const mask = titles[place]!;
    const { x, y, width: across, height } = layout.titles[place]!;
    // Down against its film, where a neighbour's title is taller.
    stamp(canvas, mask, { x: startOf(mask, x, across), y: y + height - gap - mask.height }, TITLE);
  }
  const { x, y, width: across, height } = layout.footer;
  const middle = y + Math.round((height - smallPrint.height) / 2);
  stamp(canvas, smallPrint, { x: startOf(smallPrint, x, across), y: middle }, SMALL_PRINT);
  return canvas;

  function startOf(mask: Mask, left: number, across: number): number {
    return direction === "rtl" ? left + across - mask.width : left;
  }
}
