/** Weights of a Gaussian from its middle outwards, to three sigma, that sum to one over both sides. */
function gaussian(sigma: number): Float32Array {
  const reach = Math.max(1, Math.ceil(3 * sigma));
  const weights = Float32Array.from({ length: reach + 1 }, (_, at) =>
    Math.exp(-(at * at) / (2 * sigma * sigma)),
  );
  const sum = weights.reduce((total, weight, at) => total + (at === 0 ? weight : 2 * weight), 0);
  return weights.map((weight) => weight / sum);
}

/** One pass along rows, written transposed: two passes make the whole blur, upright again. */
function blurTransposed(values: Float32Array, side: number, weights: Float32Array): Float32Array {
  const out = new Float32Array(side * side);
  const last = side - 1;
  for (let row = 0; row < side; row += 1) {
    const start = row * side;
    for (let at = 0; at < side; at += 1) {
      let sum = values[start + at]! * weights[0]!;
      for (let away = 1; away < weights.length; away += 1) {
        const before = values[start + Math.max(0, at - away)]!;
        sum += weights[away]! * (before + values[start + Math.min(last, at + away)]!);
      }
      out[at * side + row] = sum;
    }
  }
  return out;
}

/** Gaussian blur of a square; the outermost pixels go on beyond the border. @param sigma in pixels */
export function blurSquare(gray: Uint8Array, side: number, sigma: number): Uint8Array {
  if (sigma < 0.1) return gray;
  const weights = gaussian(sigma);
  const once = blurTransposed(Float32Array.from(gray), side, weights);
  return Uint8Array.from(blurTransposed(once, side, weights), Math.round);
}
