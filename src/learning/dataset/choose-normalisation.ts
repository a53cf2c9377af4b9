import { open } from "node:fs/promises";
import { NORMALISATIONS, type Normalisation } from "../../networks/normalisation.ts";
import type { FilmCache } from "./film-cache.ts";

/** How grey values become the network's input: by ImageNet's figures, to -1..1, or by the films' own statistics. */
export type NormalisationWay = "imagenet" | "symmetric" | "statistics";

/** Mean and standard deviation over all pixels of the films, grey values in [0, 1]. */
async function statisticsOf({ file, side, places }: FilmCache): Promise<Normalisation> {
  const counts = new Float64Array(256);
  const square = Buffer.alloc(side * side);
  const handle = await open(file, "r");
  try {
    for (const place of places) {
      if (place === undefined) continue;
      await handle.read(square, 0, square.length, place * square.length);
      for (const level of square) counts[level]! += 1;
    }
  } finally {
    await handle.close();
  }
  const pixels = counts.reduce((sum, count) => sum + count, 0);
  const mean = counts.reduce((sum, count, level) => sum + count * (level / 255), 0) / pixels;
  const variance = counts.reduce((sum, count, level) => sum + count * (level / 255 - mean) ** 2, 0) / pixels;
  // Films of one grey have no deviation to divide by.
  return { mean: [mean], std: [Math.sqrt(variance) || 1], range: 1 };
}

/**
 * The normalisation that goes into a model's manifest.
 *
 * @param cache squares of the films that are trained on
 */
export async function chooseNormalisation(way: NormalisationWay, cache: FilmCache): Promise<Normalisation> {
  switch (way) {
    case "imagenet":
      return NORMALISATIONS.imagenet;
    case "symmetric":
      return { mean: [0.5], std: [0.5], range: 1 };
    case "statistics":
      return statisticsOf(cache);
  }
}
