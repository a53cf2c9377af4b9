import { type Homography, project, squareToQuad } from "../phantom/homography.ts";
import type { Plane } from "../resize-plane.ts";
import type { Corners } from "./find-outline.ts";
import { shrink } from "./shrink.ts";

/** Longest side of a straightened film, in pixels: four and a half times what a network of 224 pixels sees. */
const LONGEST = 1024;

const distance = (corners: Corners, from: number, to: number) =>
  Math.hypot(corners[to]!.x - corners[from]!.x, corners[to]!.y - corners[from]!.y);

/** Where a share of a film's sides lies in the photo: pixel centres are whole numbers. */
export function placesIn(corners: Corners): (across: number, down: number) => { x: number; y: number } {
  const map: Homography = squareToQuad(corners);
  return (across, down) => project(map, across, down);
}

/**
 * Cuts a film out of a photo and takes its perspective away, bilinear; of a photo with many more pixels than are kept,
 * means of whole blocks. What lies beyond the photo's border repeats the border.
 *
 * @param corners of the film, in pixels of the photo, clockwise from what is to be the upper left
 */
export function warpPlane(photo: Plane, corners: Corners): Plane {
  const wide = (distance(corners, 0, 1) + distance(corners, 3, 2)) / 2;
  const tall = (distance(corners, 0, 3) + distance(corners, 1, 2)) / 2;
  const scale = Math.min(1, LONGEST / Math.max(wide, tall));
  const width = Math.max(1, Math.round(wide * scale));
  const height = Math.max(1, Math.round(tall * scale));
  const reduced = Math.floor(1 / scale);
  const source =
    reduced > 1 ? shrink(photo, Math.max(photo.width, photo.height) / reduced) : { ...photo, factor: 1 };
  const { factor } = source;
  const toSource = (value: number) => (value - (factor - 1) / 2) / factor;
  const [a, b, c, d, e, f, g, h, i] = squareToQuad(
    corners.map(({ x, y }) => ({ x: toSource(x), y: toSource(y) })) as unknown as Corners,
  );
  const gray = new Uint8Array(width * height);
  const [right, bottom] = [source.width - 1, source.height - 1];
  for (let row = 0, at = 0; row < height; row += 1) {
    const v = (row + 0.5) / height;
    for (let column = 0; column < width; column += 1, at += 1) {
      const u = (column + 0.5) / width;
      const w = 1 / (g * u + h * v + i);
      let x = (a * u + b * v + c) * w;
      let y = (d * u + e * v + f) * w;
      x = x < 0 ? 0 : x > right ? right : x;
      y = y < 0 ? 0 : y > bottom ? bottom : y;
      const left = x | 0;
      const top = y | 0;
      const from = top * source.width + left;
      const across = left < right ? 1 : 0;
      const down = top < bottom ? source.width : 0;
      const dx = x - left;
      const above = source.gray[from]! + (source.gray[from + across]! - source.gray[from]!) * dx;
      const below =
        source.gray[from + down]! + (source.gray[from + down + across]! - source.gray[from + down]!) * dx;
      gray[at] = above + (below - above) * (y - top) + 0.5;
    }
  }
  return { width, height, gray };
}
