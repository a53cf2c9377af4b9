import { type Plane, resizePlane } from "../resize-plane.ts";

/** A whole plane in the middle of a white square, its shape kept. @returns `side * side` values */
export function contain({ width, height, gray }: Plane, side: number): Uint8Array {
  const scale = side / Math.max(width, height);
  const [wide, tall] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  const small = resizePlane({ width, height, gray }, wide, tall);
  const square = new Uint8Array(side * side).fill(255);
  const [left, top] = [Math.floor((side - wide) / 2), Math.floor((side - tall) / 2)];
  for (let row = 0; row < tall; row += 1) {
    square.set(small.subarray(row * wide, (row + 1) * wide), (top + row) * side + left);
  }
  return square;
}
