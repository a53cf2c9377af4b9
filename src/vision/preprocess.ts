import type { Manifest } from "../networks/manifest.ts";
import { type Plane, resizePlane } from "./resize-plane.ts";

/**
 * Turns a film into what a network takes: the whole film resized to a square, one grey channel repeated, normalised.
 * Serving, calibration, screen, training and evaluation all call this function and no other: training keeps films resized
 * already (`toSquare`), changes them at random, and then gives them here, where a square of the right size is not resized again.
 *
 * @param film a decoded film, or a square that `toSquare` made of one
 * @returns `channels * size * size` values, channel after channel, row-major: (x / 255 * range - mean) / std
 */
export async function toInput(film: Plane, input: Manifest["input"]): Promise<Float32Array> {
  return normalise(toSquare(film, input.size), input);
}

/** The whole film as `size * size` grey values: what `toInput` normalises. */
export function toSquare(film: Plane, size: number): Uint8Array {
  return resizePlane(film, size, size);
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
