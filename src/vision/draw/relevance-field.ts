import type { RelevanceMap } from "../relevance-map.ts";

/** A relevance map stretched over a picture: row-major, 1 at its greatest, 0 where the network did not look. */
export type RelevanceField = {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
};

/** A map whose values differ by less than this share of the greatest says nothing about where. */
const FLAT_SHARE = 0.05;

/** For each output position the four neighbouring inputs and their uniform cubic B-spline weights. */
type Spline = { readonly at: Int32Array; readonly weights: Float32Array };

/** Positions beyond the grid take the value at its edge. */
function splineAlong(from: number, to: number): Spline {
  const at = new Int32Array(to * 4);
  const weights = new Float32Array(to * 4);
  for (let place = 0; place < to; place += 1) {
    const position = ((place + 0.5) * from) / to - 0.5;
    const first = Math.floor(position);
    const t = position - first;
    const cubes = [
      (1 - t) ** 3,
      3 * t ** 3 - 6 * t ** 2 + 4,
      -3 * t ** 3 + 3 * t ** 2 + 3 * t + 1,
      t ** 3,
    ] as const;
    for (const [tap, cube] of cubes.entries()) {
      at[place * 4 + tap] = Math.min(Math.max(first - 1 + tap, 0), from - 1);
      weights[place * 4 + tap] = cube / 6;
    }
  }
  return { at, weights };
}

/**
 * Stretches a coarse map smoothly over `width * height` pixels by a uniform cubic B-spline: no overshoot, so no false
 * rings around a peak, and curved second derivatives, so the contour shows no trace of the grid.
 *
 * @returns undefined when the map is flat or nowhere above zero: there is nothing to show
 */
export function fieldOf(map: RelevanceMap, width: number, height: number): RelevanceField | undefined {
  if (map.values.length !== map.width * map.height) {
    throw new RangeError(`a ${map.width}x${map.height} map has ${map.values.length} values`);
  }
  const greatest = map.values.reduce((a, b) => Math.max(a, b), 0);
  const least = map.values.reduce((a, b) => Math.min(a, b), greatest);
  if (!Number.isFinite(greatest) || greatest <= 0 || greatest - least < FLAT_SHARE * greatest)
    return undefined;

  const across = splineAlong(map.width, width);
  const rows = new Float32Array(width * map.height);
  for (let y = 0; y < map.height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      for (let tap = x * 4; tap < x * 4 + 4; tap += 1) {
        sum += across.weights[tap]! * Math.max(0, map.values[y * map.width + across.at[tap]!]!);
      }
      rows[y * width + x] = sum;
    }
  }

  const down = splineAlong(map.height, height);
  const values = new Float32Array(width * height);
  let peak = 0;
  for (let y = 0; y < height; y += 1) {
    const [a = 0, b = 0, c = 0, d = 0] = down.at.subarray(y * 4, y * 4 + 4).map((row) => row * width);
    const [p = 0, q = 0, r = 0, s = 0] = down.weights.subarray(y * 4, y * 4 + 4);
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      values[at] = p * rows[a + x]! + q * rows[b + x]! + r * rows[c + x]! + s * rows[d + x]!;
      peak = Math.max(peak, values[at]!);
    }
  }
  for (let at = 0; at < values.length; at += 1) values[at] = values[at]! / peak;
  return { width, height, values };
}
