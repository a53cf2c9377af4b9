import type { Plane } from "./resize-plane.ts";

/** Pixels that the shorter side keeps at least: four for each cell of the smallest picture that is made of it. */
const LEAST = 400;

/**
 * Shrinks a plane quickly by a whole number, each pixel the mean of a block (of larger ones of every other row and column), so that its
 * shorter side keeps 400 pixels; a plane of less than twice that stays as it is. Of the last columns and rows fewer than a block may be left out. For looking at a
 * film as a whole: what the network sees is resized exactly (`resizePlane`).
 */
export function reducePlane(plane: Plane): Plane {
  const block = Math.floor(Math.min(plane.width, plane.height) / LEAST);
  if (block < 2) return plane;
  const width = Math.floor(plane.width / block);
  const height = Math.floor(plane.height / block);
  const { gray: from, width: stride } = plane;
  const gray = new Uint8Array(width * height);
  const sums = new Int32Array(width);
  const step = block > 2 ? 2 : 1;
  const area = Math.ceil(block / step) ** 2;
  const used = width * block;
  for (let y = 0; y < height; y += 1) {
    sums.fill(area >> 1);
    for (let row = y * block; row < (y + 1) * block; row += step) {
      const start = row * stride;
      for (let offset = 0; offset < block; offset += step) {
        for (let x = 0, at = start + offset, end = start + used; at < end; x += 1, at += block) {
          sums[x]! += from[at]!;
        }
      }
    }
    const out = y * width;
    for (let x = 0; x < width; x += 1) gray[out + x] = (sums[x]! / area) | 0;
  }
  return { width, height, gray };
}
