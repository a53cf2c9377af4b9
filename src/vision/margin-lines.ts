import { percentilesOf } from "./percentiles.ts";
import type { Plane } from "./resize-plane.ts";

/** A rectangle of whole pixels; `right` and `bottom` lie outside. */
export type Rectangle = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

/** Parts that a line of pixels is cut into; each is known by its mean. */
export const PARTS = 16;
/** Parts that may stand out all the same: the corner of a film that hangs askew, a letter. */
const ODD_PARTS = 2;

/**
 * What a margin is allowed, in grey levels, whatever the contrast: sensor noise and JPEG. Beyond it, shares of the spread
 * between the 1st and 99th percentile of the picture.
 */
const GRAIN = { levels: 4, share: 0.04 } as const;
/** Between neighbouring parts of a line, and from one line of a margin to the next. */
const STEP = { levels: 4, share: 0.03 } as const;
/** Along a whole line: a lens darkens the corners. */
const RANGE = { levels: 6, share: 0.3 } as const;
/** At most this bright a margin is dark: black paper, a dark room. Of the spread, and in levels. */
const DARK = { levels: 56, share: 0.2 } as const;
/** At most so much does a dark margin vary along a line. */
const DARK_RANGE = { levels: 6, share: 0.08 } as const;

/** By how much a part changes where a margin ends. */
const CHANGE = { levels: 6, share: 0.08 } as const;

export type Side = "left" | "top" | "right" | "bottom";
/** A line of pixels along one side of the box, `depth` lines in: the mean of each part, and the grain within parts. */
export type Profile = { readonly means: Float64Array; readonly grain: number };

export type Tolerance = {
  readonly grain: number;
  readonly step: number;
  readonly range: number;
  readonly dark: number;
  readonly darkRange: number;
  readonly edge: number;
};

/** What a margin is allowed in a picture of this contrast. */
export function toleranceOf(plane: Plane, box: Rectangle): Tolerance {
  const [darkest, brightest] = percentilesOf(plane, [0.01, 0.99], box) as [number, number];
  const spread = brightest - darkest;
  const of = ({ levels, share }: { levels: number; share: number }) => Math.max(levels, share * spread);
  return {
    grain: of(GRAIN),
    step: of(STEP),
    range: of(RANGE),
    dark: Math.min(DARK.levels, darkest + DARK.share * spread),
    darkRange: of(DARK_RANGE),
    edge: of(CHANGE),
  };
}

/** Looks at the line of pixels that lies `depth` lines in from a side of the box. */
export function profileOf(
  gray: Uint8Array,
  width: number,
  box: Rectangle,
  side: Side,
  depth: number,
): Profile {
  const across = side === "left" || side === "right";
  const [from, to] = across ? [box.top, box.bottom] : [box.left, box.right];
  const line = {
    left: box.left + depth,
    right: box.right - 1 - depth,
    top: box.top + depth,
    bottom: box.bottom - 1 - depth,
  }[side];
  const start = across ? from * width + line : line * width + from;
  const stride = across ? width : 1;
  const means = new Float64Array(PARTS);
  const grains = new Float64Array(PARTS);
  for (let part = 0; part < PARTS; part += 1) {
    const first = Math.floor((part * (to - from)) / PARTS);
    const end = Math.floor(((part + 1) * (to - from)) / PARTS);
    let sum = 0;
    let change = 0;
    let before = gray[start + first * stride]!;
    for (let place = first; place < end; place += 1) {
      const level = gray[start + place * stride]!;
      sum += level;
      change += Math.abs(level - before);
      before = level;
    }
    means[part] = sum / (end - first);
    grains[part] = change / (end - first);
  }
  // The odd parts may be as rough as they like.
  return { means, grain: grains.sort()[PARTS - 1 - ODD_PARTS]! };
}

/** Means of a line without the parts that stand out most from the middle one. */
function evenMeans({ means }: Profile): Float64Array {
  const middle = means.slice().sort()[PARTS / 2]!;
  const nearest = means.slice().sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  return nearest.subarray(0, PARTS - ODD_PARTS);
}

const rangeOf = (means: Float64Array) => Math.max(...means) - Math.min(...means);

/** Whether a line is dark all along. */
export function isDark(line: Profile, { dark, darkRange }: Tolerance): boolean {
  const means = evenMeans(line);
  return Math.max(...means) <= dark && rangeOf(means) <= darkRange;
}

/** Whether a line may belong to a margin. */
export function isEven(line: Profile, { grain, step, range }: Tolerance): boolean {
  if (line.grain > grain) return false;
  if (rangeOf(evenMeans(line)) > range) return false;
  let odd = 0;
  for (let part = 1; part < PARTS; part += 1) {
    if (Math.abs(line.means[part]! - line.means[part - 1]!) > step) odd += 1;
  }
  // A part that stands out differs from both its neighbours.
  return odd <= 2 * ODD_PARTS;
}

/** Whether a line goes on as the one before it did. */
export function follows(line: Profile, last: Profile, { step }: Tolerance): boolean {
  let odd = 0;
  for (let part = 0; part < PARTS; part += 1) {
    if (Math.abs(line.means[part]! - last.means[part]!) > step) odd += 1;
  }
  return odd <= ODD_PARTS;
}
