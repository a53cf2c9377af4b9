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
const PARTS = 16;
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

/**
 * Where a margin that is not dark ends, most parts change by so much within `sharp` of the side, somewhere in the next
 * `depth` of it: a film may hang askew.
 */
const EDGE = { levels: 6, share: 0.08, sharp: 0.008, depth: 0.05, parts: 5 } as const;

/** Shares of a side: thinner margins stay, and at least so much is left of a picture. */
const LEAST_MARGIN = 0.03;
const LEAST_FILM = 0.25;
/** Pixels of a side that are left at least. */
const LEAST_SIDE = 96;

type Side = "left" | "top" | "right" | "bottom";
const SIDES: readonly Side[] = ["top", "bottom", "left", "right"];

/** A line of pixels along one side of the box, `depth` lines in: the mean of each part, and the grain within parts. */
type Profile = { readonly means: Float64Array; readonly grain: number };

type Tolerance = {
  readonly grain: number;
  readonly step: number;
  readonly range: number;
  readonly dark: number;
  readonly darkRange: number;
  readonly edge: number;
};

const area = ({ left, top, right, bottom }: Rectangle) => (right - left) * (bottom - top);

/**
 * Finds the film within a picture that has near-uniform margins: bars of a phone's upright or wide picture, a dark room,
 * a wall, the light box, or a scanner's black frame.
 *
 * Margins are peeled line by line from each side. A line belongs to a margin where 14 of its 16 parts have no more grain than
 * a sensor's, differ little from their neighbours and from the line before, and vary little in all. A margin that is not
 * dark must also end abruptly, for the lower edge of a chest film is bright, even and fades into the lung: there a cut
 * would take anatomy. A margin under 3 % of the side stays. This repeats until nothing changes, so that a trimmed film
 * is not trimmed again, and costs little more than looking at what is cut.
 *
 * @returns the whole picture where there is no margin, or where next to nothing would be left
 */
export function findFilm({ width, height, gray }: Plane): Rectangle {
  let box: Rectangle = { left: 0, top: 0, right: width, bottom: height };
  for (;;) {
    const tolerance = toleranceOf({ width, height, gray }, box);
    const next = { ...box };
    for (const side of SIDES) {
      const across = side === "left" || side === "right";
      const length = across ? box.right - box.left : box.bottom - box.top;
      const depth = marginOf(gray, width, next, side, tolerance);
      if (depth < LEAST_MARGIN * length) continue;
      next[side] += side === "left" || side === "top" ? depth : -depth;
    }
    if (area(next) === area(box)) return box;
    const wide = next.right - next.left;
    const tall = next.bottom - next.top;
    if (wide < Math.max(LEAST_SIDE, LEAST_FILM * (box.right - box.left))) return box;
    if (tall < Math.max(LEAST_SIDE, LEAST_FILM * (box.bottom - box.top))) return box;
    box = next;
  }
}

/** Interleaved samples cut down to a rectangle; the very ones given where it holds them all. */
export function cutOut(samples: Uint8Array, width: number, channels: number, box: Rectangle): Uint8Array {
  const row = (box.right - box.left) * channels;
  if (row * (box.bottom - box.top) === samples.length) return samples;
  const cut = new Uint8Array(row * (box.bottom - box.top));
  for (let y = box.top, at = 0; y < box.bottom; y += 1, at += row) {
    const from = (y * width + box.left) * channels;
    cut.set(samples.subarray(from, from + row), at);
  }
  return cut;
}

function toleranceOf(plane: Plane, box: Rectangle): Tolerance {
  const [darkest, brightest] = percentilesOf(plane, [0.01, 0.99], box) as [number, number];
  const spread = brightest - darkest;
  const of = ({ levels, share }: { levels: number; share: number }) => Math.max(levels, share * spread);
  return {
    grain: of(GRAIN),
    step: of(STEP),
    range: of(RANGE),
    dark: Math.min(DARK.levels, darkest + DARK.share * spread),
    darkRange: of(DARK_RANGE),
    edge: of(EDGE),
  };
}

/** How many lines of a side are margin. */
function marginOf(gray: Uint8Array, width: number, box: Rectangle, side: Side, limits: Tolerance): number {
  const across = side === "left" || side === "right";
  const length = across ? box.right - box.left : box.bottom - box.top;
  let last: Profile | undefined;
  let depth = 0;
  for (; depth < length; depth += 1) {
    const line = profileOf(gray, width, box, side, depth);
    if (!isEven(line, limits) || (last && !follows(line, last, limits))) break;
    last = line;
  }
  if (!last || depth === length) return 0;
  if (isDark(last, limits)) return depth;
  return endsAbruptly(gray, width, box, side, depth, limits) ? depth : 0;
}

function endsAbruptly(
  gray: Uint8Array,
  width: number,
  box: Rectangle,
  side: Side,
  depth: number,
  { edge }: Tolerance,
): boolean {
  const across = side === "left" || side === "right";
  const length = across ? box.right - box.left : box.bottom - box.top;
  const gap = Math.max(2, Math.round(EDGE.sharp * length));
  const first = Math.max(0, depth - gap);
  const end = Math.min(length, depth + Math.round(EDGE.depth * length));
  const lines: Profile[] = [];
  const changed = new Set<number>();
  for (let line = first; line < end; line += 1) {
    const profile = profileOf(gray, width, box, side, line);
    const before = lines[lines.push(profile) - 1 - gap];
    if (!before) continue;
    for (let part = 0; part < PARTS; part += 1) {
      if (Math.abs(profile.means[part]! - before.means[part]!) >= edge) changed.add(part);
    }
    if (changed.size >= EDGE.parts) return true;
  }
  return false;
}

function profileOf(gray: Uint8Array, width: number, box: Rectangle, side: Side, depth: number): Profile {
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

function isDark(line: Profile, { dark, darkRange }: Tolerance): boolean {
  const means = evenMeans(line);
  return Math.max(...means) <= dark && rangeOf(means) <= darkRange;
}

function isEven(line: Profile, { grain, step, range }: Tolerance): boolean {
  if (line.grain > grain) return false;
  if (rangeOf(evenMeans(line)) > range) return false;
  let odd = 0;
  for (let part = 1; part < PARTS; part += 1) {
    if (Math.abs(line.means[part]! - line.means[part - 1]!) > step) odd += 1;
  }
  // A part that stands out differs from both its neighbours.
  return odd <= 2 * ODD_PARTS;
}

function follows(line: Profile, last: Profile, { step }: Tolerance): boolean {
  let odd = 0;
  for (let part = 0; part < PARTS; part += 1) {
    if (Math.abs(line.means[part]! - last.means[part]!) > step) odd += 1;
  }
  return odd <= ODD_PARTS;
}
