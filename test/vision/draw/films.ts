import { createRandom } from "../../../src/core/random.ts";
import type { Film } from "../../../src/vision/film.ts";
import type { RelevanceMap } from "../../../src/vision/relevance-map.ts";

/** A film whose grey level at each pixel is given by a function. */
export function filmOf(width: number, height: number, level: (x: number, y: number) => number): Film {
  const gray = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) gray[y * width + x] = level(x, y);
  }
  return { width, height, gray, source: { format: "png", width, height }, saturation: 0 };
}

/** The worst there is for a JPEG: every pixel by chance. */
export function noiseFilm(width: number, height: number, seed = 1): Film {
  const random = createRandom(seed);
  return filmOf(width, height, () => random.integer(256));
}

/** Two dark ovals in a bright body. */
export function lungsFilm(width = 900, height = 900): Film {
  return filmOf(width, height, (x, y) => {
    const side = Math.abs(x / width - 0.5) - 0.2;
    const inLung = (side / 0.13) ** 2 + ((y / height - 0.45) / 0.3) ** 2 < 1;
    return inLung ? 60 + ((x + y) % 7) : 190 + ((x * 3 + y) % 11);
  });
}

/** A map that is greatest at one cell and falls off around it. */
export function peakAt(column: number, row: number, size = 7): RelevanceMap {
  const values = new Float32Array(size * size);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      values[y * size + x] = 3 * Math.exp(-((x - column) ** 2 + (y - row) ** 2) / 2);
    }
  }
  return { width: size, height: size, values };
}
