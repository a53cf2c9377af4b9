import { blurPlane } from "../blur-plane.ts";
import type { Plane } from "../resize-plane.ts";

/** Pixels apart at which colours are compared, and every so many pixels of a row and rows. */
const APART = [2, 4, 6, 8, 12] as const;
const EVERY = { across: 2, down: 5 } as const;
/**
 * Levels by which red less green differs between places a few pixels apart, on average: with films on light boxes and at
 * windows at most 1.2, with photographed printed pages 3.4, with screens with waves 4 to 32.
 */
export const WAVES = { seen: 9, strong: 15 } as const;
/** Deviation of the blur that calms them, of the longer side. */
const BLUR = { seen: 0.003, strong: 0.005 } as const;

/**
 * Measures the coloured waves of a photographed screen: its red, green and blue lie side by side, and each beats with the
 * camera's pixels a third of a wave apart. A film, whatever it shows, has one colour.
 *
 * @param samples of the photo, interleaved
 * @param within the part of the photo, in pixels, that shows the film
 * @returns mean difference of red less green, in levels
 */
export function wavesOf(
  samples: Uint8Array,
  channels: 1 | 3,
  width: number,
  within: { left: number; top: number; right: number; bottom: number },
): number {
  if (channels === 1) return 0;
  const across = within.right - within.left;
  const down = within.bottom - within.top;
  const [left, right] = [within.left + Math.round(0.2 * across), within.right - Math.round(0.2 * across)];
  const [top, bottom] = [within.top + Math.round(0.25 * down), within.bottom - Math.round(0.25 * down)];
  let most = 0;
  for (const apart of APART) {
    let [sum, count] = [0, 0];
    for (let y = top; y < bottom; y += EVERY.down) {
      for (let x = left; x < right - apart; x += EVERY.across) {
        const here = (y * width + x) * 3;
        const there = here + apart * 3;
        sum += Math.abs(samples[here]! - samples[here + 1]! - samples[there]! + samples[there + 1]!);
        count += 1;
      }
    }
    most = Math.max(most, sum / Math.max(1, count));
  }
  return most;
}

/** Blurs a film so much as the waves of a photographed screen need; without waves it stays as it is. */
export function calmWaves(plane: Plane, waves: number): Plane {
  if (waves < WAVES.seen) return plane;
  const share = waves < WAVES.strong ? BLUR.seen : BLUR.strong;
  return blurPlane(plane, share * Math.max(plane.width, plane.height));
}
