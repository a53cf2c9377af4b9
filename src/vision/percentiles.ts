import type { Plane } from "./resize-plane.ts";

type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** Pixels looked at, about: a percentile needs no more. */
const SAMPLES = 1 << 16;

/**
 * Grey levels under which the given shares of a plane's pixels lie.
 *
 * @param box where to look; the whole plane when not given. Large ones are sampled.
 */
export function percentilesOf(
  { width, height, gray }: Plane,
  shares: readonly number[],
  { left, top, right, bottom }: Box = { left: 0, top: 0, right: width, bottom: height },
): number[] {
  const stride = Math.max(1, Math.floor(Math.sqrt(((right - left) * (bottom - top)) / SAMPLES)));
  const counts = new Uint32Array(256);
  let total = 0;
  for (let y = top; y < bottom; y += stride) {
    for (let x = left; x < right; x += stride) {
      const level = gray[y * width + x]!;
      counts[level] = counts[level]! + 1;
      total += 1;
    }
  }
  return shares.map((share) => {
    let seen = 0;
    return counts.findIndex((count) => {
      seen += count;
      return seen >= share * total;
    });
  });
}
