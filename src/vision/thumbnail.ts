import type { Film } from "./film.ts";

/** A small square picture of a whole film, stretched to fit; row-major, values in [0, 1]. */
export type Thumbnail = { readonly side: number; readonly values: Float64Array };

/** Shrinks a film to a square by averaging the pixels that fall into each cell; no side may be below `side`. */
export function thumbnailOf(film: Pick<Film, "width" | "height" | "gray">, side: number): Thumbnail {
  const { width, height, gray } = film;
  const columns = new Uint16Array(width);
  for (let x = 0; x < width; x += 1) columns[x] = Math.floor((x * side) / width);
  const sums = new Float64Array(side * side);
  const counts = new Float64Array(side * side);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor((y * side) / height) * side;
    for (let x = 0; x < width; x += 1) {
      const cell = row + columns[x]!;
      sums[cell]! += gray[y * width + x]!;
      counts[cell]! += 1;
    }
  }
  return { side, values: sums.map((sum, cell) => sum / (255 * counts[cell]!)) };
}
