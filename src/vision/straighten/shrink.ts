import type { Plane } from "../resize-plane.ts";

/** A plane shrunk by a whole factor: one of its pixels is the mean of `factor * factor` of the larger one's. */
export type Shrunk = Plane & { readonly factor: number };

/**
 * Shrinks a plane so that its longer side has about `side` pixels: from `side` to almost twice as many. Means of whole
 * blocks; what does not fill a block at the right or below is left out.
 */
export function shrink({ width, height, gray }: Plane, side: number): Shrunk {
  const factor = Math.max(1, Math.floor(Math.max(width, height) / side));
  if (factor === 1) return { width, height, gray, factor };
  const columns = Math.floor(width / factor);
  const rows = Math.floor(height / factor);
  const out = new Uint8Array(columns * rows);
  const sums = new Uint32Array(columns);
  const area = factor * factor;
  for (let row = 0; row < rows; row += 1) {
    sums.fill(0);
    for (let line = row * factor; line < (row + 1) * factor; line += 1) {
      let from = line * width;
      for (let column = 0; column < columns; column += 1) {
        let sum = 0;
        for (const end = from + factor; from < end; from += 1) sum += gray[from]!;
        sums[column]! += sum;
      }
    }
    for (let column = 0; column < columns; column += 1) {
      out[row * columns + column] = (sums[column]! + area / 2) / area;
    }
  }
  return { width: columns, height: rows, gray: out, factor };
}
