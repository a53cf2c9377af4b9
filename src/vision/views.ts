import type { Plane } from "./resize-plane.ts";

/** How far a film is moved, as a share of its sides: what a hand that frames it anew would be off by. */
const SHIFT = 0.05;

function mirror({ width, height, gray }: Plane): Plane {
  const out = new Uint8Array(gray.length);
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    for (let x = 0; x < width; x += 1) out[row + x] = gray[row + width - 1 - x]!;
  }
  return { width, height, gray: out };
}

/** The film less a strip on the left and at the top (`far` false), or on the right and at the bottom. */
function shift({ width, height, gray }: Plane, far: boolean): Plane {
  const [across, down] = [Math.floor(SHIFT * width), Math.floor(SHIFT * height)];
  const [left, top] = far ? [0, 0] : [across, down];
  const [narrow, low] = [width - across, height - down];
  const out = new Uint8Array(narrow * low);
  for (let y = 0; y < low; y += 1) {
    const from = (top + y) * width + left;
    out.set(gray.subarray(from, from + narrow), y * narrow);
  }
  return { width: narrow, height: low, gray: out };
}

/**
 * The same film as it might as well have been sent: mirrored, and framed a little differently, one corner and then the
 * opposite one cut off by 5 % of each side. Nothing is filled in that was not on the film.
 */
export function otherViews(film: Plane): readonly [Plane, Plane, Plane] {
  return [mirror(film), shift(film, false), shift(film, true)];
}

/** How many {@link otherViews} there are. */
export const OTHER_VIEWS = 3;
