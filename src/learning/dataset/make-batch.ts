import { closeSync, openSync, readSync } from "node:fs";
import { toInput } from "../../vision/preprocess.ts";
import { augmentSquare } from "../augment/augment-square.ts";
import type { FilmTasks } from "./film-task.ts";

/** One square of a cache file. */
function readSquare(file: number, place: number, area: number): Uint8Array {
  const square = new Uint8Array(area);
  const read = readSync(file, square, 0, area, place * area);
  if (read !== area)
    throw new Error(`the film cache ends before square ${place}: remove it, it is made again`);
  return square;
}

/**
 * Makes the images of one batch: cached squares, changed at random, then `toInput` as serving does.
 *
 * @returns `[n, c, s, s]`
 */
export async function makeBatch({
  cache,
  side,
  films,
  augment,
  input,
}: FilmTasks["batch"]["task"]): Promise<Float32Array> {
  const size = input.channels * input.size * input.size;
  const images = new Float32Array(films.length * size);
  // Opened anew for each batch, for a microsecond: a file that grew or was replaced is seen.
  const file = openSync(cache, "r");
  try {
    for (const [place, { square, seed }] of films.entries()) {
      const gray = await augmentSquare(readSquare(file, square, side * side), side, augment, seed);
      images.set(await toInput({ width: side, height: side, gray }, input), place * size);
    }
  } finally {
    closeSync(file);
  }
  return images;
}
