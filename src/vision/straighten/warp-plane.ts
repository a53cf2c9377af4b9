import { type Homography, project, squareToQuad } from "../homography.ts";
import type { Plane } from "../resize-plane.ts";
import type { Corners } from "./corners.ts";
import { shrink } from "./shrink.ts";

/** Longest side of a straightened film, in pixels: over three times what a network of 224 pixels sees. */
const LONGEST = 900;

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
  const reduced = Math.max(1, Math.ceil(Math.max(wide, tall) / LONGEST));
  const width = Math.max(1, Math.round(wide / reduced));
  const height = Math.max(1, Math.round(tall / reduced));
  const source =
    reduced > 1 ? shrink(photo, Math.max(photo.width, photo.height) / reduced) : { ...photo, factor: 1 };
  const { factor } = source;
  const toSource = (value: number) => (value - (factor - 1) / 2) / factor;
  const [a, b, c, d, e, f, g, h, i] = squareToQuad(
    corners.map(({ x, y }) => ({ x: toSource(x), y: toSource(y) })) as unknown as Corners,
  );
  const gray = new Uint8Array(width * height);
  const { gray: from, width: stride } = source;
  const [right, bottom] = [source.width - 1, source.height - 1];
  for (let row = 0, at = 0; row < height; row += 1) {
    const v = (row + 0.5) / height;
    const [overX, overY, over] = [b * v + c, e * v + f, h * v + i];
    for (let column = 0; column < width; column += 1, at += 1) {
      const u = (column + 0.5) / width;
      const w = 1 / (g * u + over);
      const x = Math.min(Math.max((a * u + overX) * w, 0), right);
      const y = Math.min(Math.max((d * u + overY) * w, 0), bottom);
      const left = x | 0;
      const top = y | 0;
      const place = top * stride + left;
      const next = left < right ? place + 1 : place;
      const down = top < bottom ? stride : 0;
      const above = from[place]! + (from[next]! - from[place]!) * (x - left);
      const below = from[place + down]! + (from[next + down]! - from[place + down]!) * (x - left);
      gray[at] = (above + (below - above) * (y - top) + 0.5) | 0;
    }
  }
  return { width, height, gray };
}
