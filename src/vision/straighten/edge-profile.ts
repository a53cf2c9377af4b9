import type { Plane } from "../resize-plane.ts";

/**
 * A line that runs along one side of a picture: `along` pixels from the picture's middle in its main direction it lies
 * at `offset + slope * along` across. `upright` lines run from top to bottom, the others from left to right.
 */
export type EdgeLine = { readonly upright: boolean; readonly offset: number; readonly slope: number };

/** A line with what is seen along it. */
export type EdgeProfile = {
  readonly line: EdgeLine;
  /**
   * `length + 1` sums: how many pixels before each place along the line have a sharp step on it that brightens to the right
   * or downwards, and how many have one that darkens.
   */
  readonly brightens: Uint16Array;
  readonly darkens: Uint16Array;
  /** As those: how many lie within the picture. */
  readonly seen: Uint16Array;
  /** As those: the heights of those steps, 24 levels at most each. */
  readonly height: Float64Array;
};

/** Pixels around a line among which its step is looked for. */
const REACH = 3;
/** From so many pixels away the step must have fallen to half: the edge of a body is a slope, that of a film a step. */
const SHARP = 4;
/** Grey levels that a step has at least, and beyond which more counts no more. */
const STEP = { least: 5, most: 24 } as const;
/** Pixels from the line that a step may lie. */
const ON_LINE = 1.25;
const FITS = 3;
/** Before a room, a film's edge is here the brighter side and there the darker one: worth a little less. */
const CHANGING = 0.9;

type Step = {
  readonly along: number;
  readonly place: number /** Grey levels, above 0 where the picture brightens. */;
  readonly height: number;
};

/** The sharp steps near a line, one for each place along it. */
function stepsNear(
  { width, height, gray }: Plane,
  { upright, offset, slope }: EdgeLine,
): (Step | undefined)[] {
  const [length, breadth] = upright ? [height, width] : [width, height];
  const [along, beside] = upright ? [width, 1] : [1, width];
  const middle = (length - 1) / 2;
  /** Grey levels by which the picture brightens there, two pixels against two. */
  const rise = (line: number, place: number) => {
    if (place < 2 || place > breadth - 3) return 0;
    const at = line * along + place * beside;
    return (gray[at + beside]! + gray[at + 2 * beside]! - gray[at - beside]! - gray[at - 2 * beside]!) / 2;
  };
  const steps: (Step | undefined)[] = [];
  for (let line = 0; line < length; line += 1) {
    const centre = Math.round(offset + slope * (line - middle));
    let [best, most] = [centre, 0];
    for (let place = centre - REACH; place <= centre + REACH; place += 1) {
      const here = rise(line, place);
      if (Math.abs(here) > Math.abs(most)) [best, most] = [place, here];
    }
    steps.push(sharpStep(line, best, most));
  }
  return steps;

  function sharpStep(line: number, place: number, step: number): Step | undefined {
    const height = Math.abs(step);
    if (height < STEP.least) return undefined;
    const sign = Math.sign(step);
    if (Math.max(sign * rise(line, place - SHARP), sign * rise(line, place + SHARP)) > height / 2)
      return undefined;
    // The vertex of a parabola through three rises: the edge between the pixels.
    const [before, after] = [sign * rise(line, place - 1), sign * rise(line, place + 1)];
    const bend = before - 2 * height + after;
    const shift = bend < 0 ? Math.min(Math.max((before - after) / (2 * bend), -0.5), 0.5) : 0;
    return { along: line - middle, place: place + shift, height: step };
  }
}

/** Least squares, again and again with those steps alone that lie near the last line. */
function fitLine(line: EdgeLine, steps: readonly Step[]): EdgeLine {
  let { offset, slope } = line;
  for (let round = 0; round < FITS; round += 1) {
    const limit = round === 0 ? REACH + 1 : ON_LINE * 1.5;
    const near = steps.filter(({ along, place }) => Math.abs(place - offset - slope * along) <= limit);
    if (near.length < 8) break;
    let [sum, sumX, sumY, sumXX, sumXY] = [0, 0, 0, 0, 0];
    for (const { along: x, place: y } of near) {
      sum += 1;
      sumX += x;
      sumY += y;
      sumXX += x * x;
      sumXY += x * y;
    }
    const spread = sum * sumXX - sumX * sumX;
    if (spread < 1e-6) break;
    slope = (sum * sumXY - sumX * sumY) / spread;
    offset = (sumY - slope * sumX) / sum;
  }
  return { ...line, offset, slope };
}

/** Moves a rough line onto the steps beside it, and notes where along it there is a sharp one. */
export function profileEdge(plane: Plane, rough: EdgeLine): EdgeProfile {
  const [length, breadth] = rough.upright ? [plane.height, plane.width] : [plane.width, plane.height];
  const middle = (length - 1) / 2;
  const line = fitLine(
    rough,
    stepsNear(plane, rough).filter((step) => step !== undefined),
  );
  const [brightens, darkens, seen] = [0, 1, 2].map(() => new Uint16Array(length + 1)) as [
    Uint16Array,
    Uint16Array,
    Uint16Array,
  ];
  const height = new Float64Array(length + 1);
  const steps = stepsNear(plane, line);
  for (let at = 0; at < length; at += 1) {
    const place = line.offset + line.slope * (at - middle);
    const within = place >= 2 && place <= breadth - 3;
    const step = steps[at];
    const rise = within && step && Math.abs(step.place - place) <= ON_LINE ? step.height : 0;
    seen[at + 1] = seen[at]! + (within ? 1 : 0);
    brightens[at + 1] = brightens[at]! + (rise > 0 ? 1 : 0);
    darkens[at + 1] = darkens[at]! + (rise < 0 ? 1 : 0);
    height[at + 1] = height[at]! + Math.min(Math.abs(rise), STEP.most);
  }
  return { line, brightens, darkens, seen, height };
}

/** How plainly a line parts two areas between two places along it. */
export type SideEvidence = {
  /** Share of what is seen that has a sharp step. */
  readonly support: number;
  /** Share that lies within the picture. */
  readonly seen: number;
  /** Mean height of the steps over what is seen, of 24 levels at most; in [0, 1]. */
  readonly strength: number;
};

/** @param from in pixels from the picture's first line; `to` as well, the larger */
export function evidenceBetween(profile: EdgeProfile, from: number, to: number): SideEvidence {
  const { brightens, darkens, seen, height } = profile;
  const end = seen.length - 1;
  const inside = (place: number) => Math.min(Math.max(Math.round(place), 0), end);
  const [first, last] = [inside(from), inside(to)];
  const visible = seen[last]! - seen[first]!;
  const brighter = brightens[last]! - brightens[first]!;
  const darker = darkens[last]! - darkens[first]!;
  if (visible === 0) return { support: 0, seen: 0, strength: 0 };
  return {
    support: Math.max(brighter, darker, CHANGING * (brighter + darker)) / visible,
    seen: visible / Math.max(1, to - from),
    strength: (height[last]! - height[first]!) / (STEP.most * visible),
  };
}
