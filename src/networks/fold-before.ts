import type { Linear } from "./head.ts";
import type { Affine } from "./weights.ts";

/** Folds the norm before a linear layer into it, in double precision: W diag(s) x + (b + W t). */
export function foldBefore({ scale, shift }: Affine, { matrix, bias }: Linear): Linear {
  const width = scale.length;
  const folded = Float32Array.from(matrix, (value, index) => value * (scale[index % width] ?? 0));
  const moved = Float32Array.from(bias, (value, row) => {
    let sum = value;
    for (let column = 0; column < width; column += 1) {
      sum += (matrix[row * width + column] ?? 0) * (shift[column] ?? 0);
    }
    return sum;
  });
  return { matrix: folded, bias: moved };
}
