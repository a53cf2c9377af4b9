import type { Plane } from "../resize-plane.ts";
import { type EdgeLine, type EdgeProfile, profileEdge } from "./edge-profile.ts";

/** A film is held up to 25 degrees askew; more is a whole turn's affair. */
const STEEPEST = Math.tan((25 * Math.PI) / 180);
const SLOPES = 45;
/** Grey levels per pixel from which on a step counts, and from which on it counts no more. */
const STEP = { least: 3, most: 12 } as const;
/** Lines kept of each direction, and pixels or slopes within which there is but one. */
const KEPT = 12;
const APART = { offset: 5, slope: 4 } as const;

/** Pixels that vote: places along and across the lines sought, and weights; `count` of them. */
type Votes = {
  readonly along: Float64Array;
  readonly place: Float64Array;
  readonly weight: Float64Array;
  count: number;
};

/** Steps across the lines sought (Sobel / 8, grey levels per pixel), where they are larger than beside them. */
function votesOf(
  { width, height, gray }: Plane,
  upright: boolean,
): readonly [brightening: Votes, darkening: Votes] {
  const [length, breadth] = upright ? [height, width] : [width, height];
  const [along, beside] = upright ? [width, 1] : [1, width];
  const most = Math.ceil((length * breadth) / 2);
  const none = (): Votes => ({
    along: new Float64Array(most),
    place: new Float64Array(most),
    weight: new Float64Array(most),
    count: 0,
  });
  const [brightening, darkening] = [none(), none()];
  const steps = new Float64Array(breadth);
  for (let line = 1; line < length - 1; line += 1) {
    for (let place = 1; place < breadth - 1; place += 1) {
      const there = line * along + (place + 1) * beside;
      const back = there - 2 * beside;
      const after = gray[there - along]! + 2 * gray[there]! + gray[there + along]!;
      steps[place] = (after - gray[back - along]! - 2 * gray[back]! - gray[back + along]!) / 8;
    }
    for (let place = 2; place < breadth - 2; place += 1) {
      const step = Math.abs(steps[place]!);
      if (step < STEP.least || step <= Math.abs(steps[place - 1]!) || step < Math.abs(steps[place + 1]!))
        continue;
      const votes = steps[place]! > 0 ? brightening : darkening;
      votes.along[votes.count] = line - (length - 1) / 2;
      votes.place[votes.count] = place;
      votes.weight[votes.count] = Math.min(step, STEP.most);
      votes.count += 1;
    }
  }
  return [brightening, darkening];
}

/**
 * Finds the straight edges of one direction by a Hough transform over steps (Duda and Hart 1972), those that brighten and
 * those that darken apart: each pixel votes for the lines through it, a weak step less than a strong one, none with more than
 * twelve levels.
 */
export function edgeLines(plane: Plane, upright: boolean): EdgeProfile[] {
  const [length, breadth] = upright ? [plane.height, plane.width] : [plane.width, plane.height];
  const slopes = Float64Array.from({ length: SLOPES }, (_, at) => ((2 * at) / (SLOPES - 1) - 1) * STEEPEST);
  // Lines may leave the picture at its ends.
  const room = Math.ceil((STEEPEST * length) / 2) + 1;
  const places = breadth + 2 * room;
  const peaks = votesOf(plane, upright).flatMap((votes) => {
    const counts = new Float32Array(SLOPES * places);
    for (let slope = 0; slope < SLOPES; slope += 1) {
      const [lean, base] = [slopes[slope]!, slope * places + room + 0.5];
      for (let vote = 0; vote < votes.count; vote += 1) {
        const cell = (base + votes.place[vote]! - lean * votes.along[vote]!) | 0;
        counts[cell] = counts[cell]! + votes.weight[vote]!;
      }
    }
    return peaksOf(counts, places, slopes, room, upright);
  });
  return peaks
    .toSorted((a, b) => b.votes - a.votes)
    .slice(0, KEPT)
    .map(({ line }) => profileEdge(plane, line));
}

function peaksOf(
  votes: Float32Array,
  places: number,
  slopes: Float64Array,
  room: number,
  upright: boolean,
): { line: EdgeLine; votes: number }[] {
  const smooth = new Float32Array(votes.length);
  for (let at = 1; at < votes.length - 1; at += 1) smooth[at] = votes[at - 1]! + votes[at]! + votes[at + 1]!;
  const found: { line: EdgeLine; votes: number }[] = [];
  for (let kept = 0; kept < KEPT; kept += 1) {
    let best = 0;
    for (let at = 1; at < smooth.length; at += 1) if (smooth[at]! > smooth[best]!) best = at;
    const most = smooth[best]!;
    if (most <= 0) break;
    const [slope, place] = [Math.floor(best / places), best % places];
    found.push({ line: { upright, offset: place - room, slope: slopes[slope]! }, votes: most });
    for (
      let near = Math.max(0, slope - APART.slope);
      near <= Math.min(slopes.length - 1, slope + APART.slope);
      near += 1
    ) {
      const from = near * places + Math.max(0, place - APART.offset);
      smooth.fill(0, from, Math.min(from + 2 * APART.offset + 1, (near + 1) * places));
    }
  }
  return found;
}
