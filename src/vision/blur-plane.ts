import type { Plane } from "./resize-plane.ts";

/** Weights of a Gaussian from its middle outwards, to three sigma, that sum to one over both sides. */
function gaussian(sigma: number): Float32Array {
  const reach = Math.max(1, Math.ceil(3 * sigma));
  const weights = Float32Array.from({ length: reach + 1 }, (_, at) =>
    Math.exp(-(at * at) / (2 * sigma * sigma)),
  );
  const sum = weights.reduce((total, weight, at) => total + (at === 0 ? weight : 2 * weight), 0);
  return weights.map((weight) => weight / sum);
}

/** One pass along rows of `width` values, written transposed: two passes make the whole blur, upright again. */
function blurTransposed(values: Float32Array, width: number, weights: Float32Array): Float32Array {
  const out = new Float32Array(values.length);
  const height = values.length / width;
  const last = width - 1;
  for (let row = 0; row < height; row += 1) {
    const start = row * width;
    for (let at = 0; at < width; at += 1) {
      let sum = values[start + at]! * weights[0]!;
      for (let away = 1; away < weights.length; away += 1) {
        const before = values[start + Math.max(0, at - away)]!;
        sum += weights[away]! * (before + values[start + Math.min(last, at + away)]!);
      }
      out[at * height + row] = sum;
    }
  }
  return out;
}

/** Gaussian blur of a plane; the outermost pixels go on beyond the border. @param sigma in pixels */
export function blurPlane({ width, height, gray }: Plane, sigma: number): Plane {
  if (sigma < 0.1) return { width, height, gray };
  const weights = gaussian(sigma);
  const once = blurTransposed(Float32Array.from(gray), width, weights);
  return { width, height, gray: Uint8Array.from(blurTransposed(once, height, weights), Math.round) };
}
