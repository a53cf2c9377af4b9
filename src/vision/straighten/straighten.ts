import type { Correction } from "../film.ts";
import type { Plane } from "../resize-plane.ts";
import type { Corners } from "./corners.ts";
import { findOutline } from "./find-outline.ts";
import { type Light, measureLight } from "./flat-field.ts";
import { shrink } from "./shrink.ts";
import { spreadGreys } from "./spread-greys.ts";
import { placesIn, warpPlane } from "./warp-plane.ts";

/** Longer side of the copy in which the outline is looked for, about: a film's edge is then one or two pixels wide. */
const SMALL = 256;
/** Of the photo's longer side: corners farther from a rectangle's than this were set right by much. */
const STRONG = 0.06;
/** Of a film's sides, cut off along each: there the film and what lies beside it run into one another. */
const SEAM = 0.005;

/** A film made straight, with what was done to it. */
export type Straightened = {
  readonly plane: Plane;
  readonly corrections: readonly Correction[];
  /** Where it lay in the photo, in pixels. */
  readonly corners: Corners;
};

/** How far corners are from those of an upright rectangle with the same mean sides, in pixels. */
function skewOf(corners: Corners): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [a, b, c, d] = corners;
  const [left, right] = [mean([a.x, d.x]), mean([b.x, c.x])];
  const [top, bottom] = [mean([a.y, b.y]), mean([d.y, c.y])];
  const square = [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
  return Math.max(...corners.map(({ x, y }, at) => Math.hypot(x - square[at]!.x, y - square[at]!.y)));
}

/** Divides a film's levels by the light that fell through them. */
function evenOut(
  plane: Plane,
  light: Light,
  place: (across: number, down: number) => { x: number; y: number },
): Plane {
  const { width, height } = plane;
  const gray = new Uint8Array(plane.gray.length);
  // The surface is smooth: it is taken at the corners of cells and filled in between.
  const cells = 16;
  const grid = new Float64Array((cells + 1) ** 2);
  for (let row = 0; row <= cells; row += 1) {
    for (let column = 0; column <= cells; column += 1) {
      const { x, y } = place(column / cells, row / cells);
      grid[row * (cells + 1) + column] = 1 / Math.max(light(x, y), 0.2);
    }
  }
  for (let y = 0, at = 0; y < height; y += 1) {
    const v = ((y + 0.5) / height) * cells;
    const row = Math.min(Math.floor(v), cells - 1);
    for (let x = 0; x < width; x += 1, at += 1) {
      const u = ((x + 0.5) / width) * cells;
      const column = Math.min(Math.floor(u), cells - 1);
      const from = row * (cells + 1) + column;
      const above = grid[from]! + (grid[from + 1]! - grid[from]!) * (u - column);
      const below =
        grid[from + cells + 1]! + (grid[from + cells + 2]! - grid[from + cells + 1]!) * (u - column);
      const level = plane.gray[at]! * (above + (below - above) * (v - row)) + 0.5;
      gray[at] = Math.min(level, 255);
    }
  }
  return { width, height, gray };
}

/**
 * Looks for a film in a photo and, where its outline is sure, cuts it out, takes perspective and tilt away, evens out a
 * light panel's light and mends washed-out greys.
 *
 * @returns undefined where no outline is sure: an exported film, or a film that fills the photo
 */
export function straighten(photo: Plane): Straightened | undefined {
  const small = shrink(photo, SMALL);
  const outline = findOutline(small);
  if (!outline) return undefined;
  const enlarge = (value: number) => value * small.factor + (small.factor - 1) / 2;
  const corners = outline.corners.map(({ x, y }) => ({ x: enlarge(x), y: enlarge(y) })) as unknown as Corners;
  const light = measureLight(small, outline.corners);
  const inside = withoutSeam(corners);
  const warped = warpPlane(photo, inside);
  const even = light ? evenOut(warped, light, placesIn(withoutSeam(outline.corners))) : warped;
  const corrections: Correction[] = ["cut-out"];
  if (skewOf(corners) > STRONG * Math.max(photo.width, photo.height)) corrections.push("perspective");
  if (light) corrections.push("lighting");
  return { plane: spreadGreys(even), corrections, corners: inside };
}

function withoutSeam(corners: Corners): Corners {
  const place = placesIn(corners);
  const [from, to] = [SEAM, 1 - SEAM];
  return [place(from, from), place(to, from), place(to, to), place(from, to)];
}
