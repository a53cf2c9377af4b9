import type { Manifest } from "../networks/manifest.ts";
import type { Film } from "./film.ts";
import { resizePlane } from "./resize-plane.ts";

/**
 * Turns a film into what a network takes: the whole film resized to a square, one grey channel repeated, normalised.
 * Serving, calibration, screen and training all call this function and no other.
 *
 * @returns `channels * size * size` values, channel after channel, row-major: (x / 255 * range - mean) / std
 */
export async function toInput(film: Film, input: Manifest["input"]): Promise<Float32Array> {
  return normalise(resizePlane(film, input.size, input.size), input);
}

/** Normalises a square plane of `size * size` grey values for a network's input. */
function normalise(plane: Uint8Array, { size, channels, mean, std, range }: Manifest["input"]): Float32Array {
  const area = size * size;
  const image = new Float32Array(channels * area);
  for (let channel = 0; channel < channels; channel += 1) {
    const levels = levelsOf(range, mean[channel] ?? mean[0] ?? 0, std[channel] ?? std[0] ?? 1);
    for (let at = 0; at < area; at += 1) image[channel * area + at] = levels[plane[at]!]!;
  }
  return image;
}

/** The normalised value of each of the 256 grey levels. */
function levelsOf(range: number, mean: number, std: number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, level) => ((level / 255) * range - mean) / std);
}
