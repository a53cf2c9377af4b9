import type { Point } from "../homography.ts";
import { percentilesOf } from "../percentiles.ts";
import type { Plane } from "../resize-plane.ts";
import type { Corners } from "./corners.ts";
import { edgeLines } from "./edge-lines.ts";
import { type EdgeLine, type EdgeProfile, evidenceBetween, type SideEvidence } from "./edge-profile.ts";
import { warpPlane } from "./warp-plane.ts";

/** A film's outline in a picture. */
export type Outline = {
  readonly corners: Corners;
  /** In the order top, right, bottom, left; undefined for a side that lies on the picture's border. */
  readonly sides: readonly (SideEvidence | undefined)[];
};

/** Of two outlines within each other the outer one is the film's, the inner one that of what was exposed; of a score. */
const SIZE = 0.8;
/** Share of the picture that a film takes at least. */
const LEAST_AREA = 0.12;
/**
 * Share of a side that must show a sharp step, of each and of all together, by the number of sides seen: the fewer, the
 * surer each must be.
 */
const SUPPORT: Readonly<Record<number, { side: number; mean: number; visible: number }>> = {
  4: { side: 0.4, mean: 0.75, visible: 0.25 },
  3: { side: 0.65, mean: 0.82, visible: 0.5 },
  2: { side: 0.85, mean: 0.92, visible: 0.8 },
};
/** Shares of the picture's sides that a corner lies from the picture's own, at least, where there is anything to mend. */
const LEAST_AWAY = 0.04;
/** Longer to shorter of two opposite sides, and width to height either way. */
const MOST_SKEW = 1.8;
const MOST_ASPECT = 1.9;

/** Grey levels between the 5th and the 95th percentile of what an outline holds: fewer is a wall, a flash, a sheet of paper. */
const LEAST_SPREAD = 24;
/** Share of a side beyond its corner that is looked at for more of it, pixels of it at least, and the support that it needs. */
const BEYOND = { share: 0.2, least: 8, support: 0.5 } as const;

type Side = { readonly line: EdgeLine; readonly profile: EdgeProfile | undefined };

function sidesOf(plane: Plane, upright: boolean): Side[] {
  const end = (upright ? plane.width : plane.height) - 1;
  const border = (offset: number): Side => ({ line: { upright, offset, slope: 0 }, profile: undefined });
  const lines = edgeLines(plane, upright).map((profile) => ({ line: profile.line, profile }));
  return [border(0), border(end), ...lines];
}

/** Pairs of lines, the first left of or above the second. */
function pairsOf(sides: readonly Side[], breadth: number): [Side, Side][] {
  return sides.flatMap((first) =>
    sides.flatMap((second): [Side, Side][] =>
      second.line.offset - first.line.offset >= 0.3 * breadth ? [[first, second]] : [],
    ),
  );
}

/** Where an upright line and one from left to right meet. */
function crossing(upright: EdgeLine, level: EdgeLine, { width, height }: Plane): Point {
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  const { offset: a, slope: b } = upright;
  const { offset: c, slope: d } = level;
  const x = (a + b * (c - d * middleX - middleY)) / (1 - b * d);
  return { x, y: c + d * (x - middleX) };
}

/** The share of a picture that an outline takes. */
function shareOf(corners: Corners, { width, height }: Plane): number {
  const twice = corners.reduce((sum, from, at) => {
    const to = corners[(at + 1) % 4]!;
    return sum + from.x * to.y - to.x * from.y;
  }, 0);
  return twice / (2 * width * height);
}

function isFilmShaped(corners: Corners): boolean {
  const lengths = corners.map((from, at) => {
    const to = corners[(at + 1) % 4]!;
    return Math.hypot(to.x - from.x, to.y - from.y);
  });
  const [top, right, bottom, left] = lengths as [number, number, number, number];
  const skew = (one: number, other: number) => Math.max(one / other, other / one);
  if (skew(top, bottom) > MOST_SKEW || skew(left, right) > MOST_SKEW) return false;
  return skew(top + bottom, left + right) <= MOST_ASPECT;
}

/**
 * Finds the outline of a film, or of a screen, as the quadrilateral of straight edges with the most sharp steps along
 * them. Sides may lie on the picture's border, two at most.
 *
 * @param plane a small copy of the photo, about 256 pixels long
 * @returns undefined where no outline is sure enough, as in an exported film
 */
export function findOutline(plane: Plane): Outline | undefined {
  const uprights = pairsOf(sidesOf(plane, true), plane.width);
  const levels = pairsOf(sidesOf(plane, false), plane.height);
  let best: (Outline & { score: number }) | undefined;
  for (const [left, right] of uprights) {
    for (const [top, bottom] of levels) {
      const sides = [top, right, bottom, left] as const;
      if (sides.filter(({ profile }) => profile).length < 2) continue;
      const corners: Corners = [
        crossing(left.line, top.line, plane),
        crossing(right.line, top.line, plane),
        crossing(right.line, bottom.line, plane),
        crossing(left.line, bottom.line, plane),
      ];
      const share = shareOf(corners, plane);
      if (share < LEAST_AREA || !isFilmShaped(corners)) continue;
      const found = judge(corners, sides, SIZE * share);
      if (!found || (best && found.score <= best.score)) continue;
      if (!goesOn(corners, sides) && !isBlank(corners, plane)) best = found;
    }
  }
  return best && !isWhole(best.corners, plane) ? best : undefined;
}

/** Whether both neighbours of a side go on beyond it: then it lies within the film, as a spine or a tube does. */
function goesOn(corners: Corners, sides: readonly Side[]): boolean {
  /** Whether a side goes on beyond the corner `end`, seen from the corner `start`. The picture's border does. */
  const beyond = ({ line, profile }: Side, start: Point, end: Point) => {
    if (!profile) return true;
    const [from, to] = line.upright ? [start.y, end.y] : [start.x, end.x];
    const further = to + BEYOND.share * (to - from);
    const { support, seen } = evidenceBetween(profile, Math.min(to, further), Math.max(to, further));
    return seen * Math.abs(further - to) >= BEYOND.least && support >= BEYOND.support;
  };
  return sides.some(({ profile }, at) => {
    const [before, after] = [(at + 3) % 4, (at + 1) % 4];
    return (
      profile &&
      beyond(sides[before]!, corners[before]!, corners[at]!) &&
      beyond(sides[after]!, corners[(at + 2) % 4]!, corners[after]!)
    );
  });
}

/** Whether what an outline holds is all of one grey. */
function isBlank(corners: Corners, plane: Plane): boolean {
  const inner = warpPlane(plane, corners);
  const [low, high] = percentilesOf(inner, [0.05, 0.95]) as [number, number];
  return high - low < LEAST_SPREAD;
}

/** Whether an outline is as good as the picture's own. */
function isWhole(corners: Corners, { width, height }: Plane): boolean {
  return corners.every(({ x, y }, at) => {
    const away = [at === 0 || at === 3 ? x : width - 1 - x, at < 2 ? y : height - 1 - y];
    return Math.abs(away[0]!) < LEAST_AWAY * width && Math.abs(away[1]!) < LEAST_AWAY * height;
  });
}

function judge(
  corners: Corners,
  sides: readonly Side[],
  bonus: number,
): (Outline & { score: number }) | undefined {
  const limits = SUPPORT[sides.filter(({ profile }) => profile).length];
  if (!limits) return undefined;
  const evidence: (SideEvidence | undefined)[] = [];
  let [seen, support, score] = [0, 0, bonus];
  for (const [at, { profile, line }] of sides.entries()) {
    if (!profile) {
      evidence.push(undefined);
      continue;
    }
    const ends = [corners[at]!, corners[(at + 1) % 4]!].map(({ x, y }) => (line.upright ? y : x));
    const found = evidenceBetween(profile, Math.min(...ends), Math.max(...ends));
    if (found.support < limits.side || found.seen < limits.visible) return undefined;
    evidence.push(found);
    seen += found.seen;
    support += found.seen * found.support;
    score += found.seen * (found.support - 0.3 + 0.3 * found.strength);
  }
  if (support / seen < limits.mean) return undefined;
  return { corners, sides: evidence, score };
}
