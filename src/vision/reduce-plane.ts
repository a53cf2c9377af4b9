import type { Plane } from "./resize-plane.ts";

/** Pixels that the shorter side keeps at least: four for each cell of the smallest picture that is made of it. */
const LEAST = 400;

/**
 * Shrinks a plane quickly by a whole number, each pixel the mean of a block (of larger ones of every other row), so that its
 * shorter side keeps 400 pixels; a plane of less than twice that stays as it is. Of the last columns and rows fewer than a block may be left out. For looking at a
 * film as a whole: what the network sees is resized exactly (`resizePlane`).
 */
export function reducePlane(plane: Plane): Plane {
  const block = Math.floor(Math.min(plane.width, plane.height) / LEAST);
  if (block < 2) return plane;
  const width = Math.floor(plane.width / block);
  const height = Math.floor(plane.height / block);
  const gray = new Uint8Array(width * height);
  const sums = new Int32Array(width);
  const step = block > 2 ? 2 : 1;
  const area = block * Math.ceil(block / step);
  for (let y = 0; y < height; y += 1) {
    sums.fill(area >> 1);
    for (let row = y * block; row < (y + 1) * block; row += step) {
      let at = row * plane.width;
      for (let x = 0; x < width; x += 1) {
        let sum = 0;
        for (const end = at + block; at < end; at += 1) sum += plane.gray[at]!;
        sums[x] = sums[x]! + sum;
      }
    }
    for (let x = 0; x < width; x += 1) gray[y * width + x] = sums[x]! / area;
  }
  return { width, height, gray };
}
