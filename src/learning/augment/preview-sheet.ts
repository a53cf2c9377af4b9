import { drawFilmGrid } from "../../vision/draw/film-grid.ts";
import type { Film } from "../../vision/film.ts";
import { toSquare } from "../../vision/preprocess.ts";
import type { AugmentOptions } from "./augment-options.ts";
import { augmentSquare } from "./augment-square.ts";
import { mixSeeds } from "./film-seed.ts";

/** How often each film is changed. */
const TIMES = 5;

/**
 * A sheet of films as a network would see them (the paper's Fig. 1): in each row the film itself, then changed at random.
 *
 * @param name of the augmentation, for the caption
 * @returns a JPEG
 */
export async function previewSheet(
  films: readonly Film[],
  { side, augment, seed, name }: { side: number; augment: AugmentOptions; seed: number; name: string },
): Promise<Uint8Array> {
  const rows = await Promise.all(
    films.map(async (film, row) => {
      const square = toSquare(film, side);
      const changed = Array.from({ length: TIMES }, (_, time) =>
        augmentSquare(square, side, augment, mixSeeds(seed, row, time)),
      );
      return [square, ...(await Promise.all(changed))];
    }),
  );
  const caption = `Left: the film as the network sees it, ${side} px. Beside it: changed at random, augmentation '${name}', seed ${seed}.`;
  return drawFilmGrid(rows, side, caption);
}
