import {
  follows,
  isDark,
  isEven,
  PARTS,
  type Profile,
  profileOf,
  type Rectangle,
  type Side,
  type Tolerance,
  toleranceOf,
} from "./margin-lines.ts";
import type { Plane } from "./resize-plane.ts";

/**
 * Where a margin that is not dark ends, most parts change by so much within `sharp` of the side, somewhere in the next
 * `depth` of it: a film may hang askew.
 */
const EDGE = { sharp: 0.008, depth: 0.05, parts: 5 } as const;

/** Shares of a side: thinner margins stay, and at least so much is left of a picture. */
const LEAST_MARGIN = 0.03;
const LEAST_FILM = 0.25;
/** Pixels of a side that are left at least. */
const LEAST_SIDE = 96;

const SIDES: readonly Side[] = ["top", "bottom", "left", "right"];

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
 * @param options.thin cuts dark margins of any width: a screen's frame, beside a film that was cut out by its outline
 * @returns the whole picture where there is no margin, or where next to nothing would be left
 */
export function findFilm({ width, height, gray }: Plane, { thin = false } = {}): Rectangle {
  let box: Rectangle = { left: 0, top: 0, right: width, bottom: height };
  for (;;) {
    const tolerance = toleranceOf({ width, height, gray }, box);
    const next = { ...box };
    for (const side of SIDES) {
      const across = side === "left" || side === "right";
      const length = across ? box.right - box.left : box.bottom - box.top;
      const { depth, dark } = marginOf(gray, width, next, side, tolerance);
      if (depth < LEAST_MARGIN * length && !(thin && dark)) continue;
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

/** How many lines of a side are margin, and whether it is a dark one. */
function marginOf(
  gray: Uint8Array,
  width: number,
  box: Rectangle,
  side: Side,
  limits: Tolerance,
): { depth: number; dark: boolean } {
  const across = side === "left" || side === "right";
  const length = across ? box.right - box.left : box.bottom - box.top;
  let last: Profile | undefined;
  let depth = 0;
  for (; depth < length; depth += 1) {
    const line = profileOf(gray, width, box, side, depth);
    if (!isEven(line, limits) || (last && !follows(line, last, limits))) break;
    last = line;
  }
  if (!last || depth === length) return { depth: 0, dark: false };
  if (isDark(last, limits)) return { depth, dark: true };
  return { depth: endsAbruptly(gray, width, box, side, depth, limits) ? depth : 0, dark: false };
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
