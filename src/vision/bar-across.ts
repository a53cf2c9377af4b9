import { LOOK_SIDE, lookSquareOf } from "./look-square.ts";
import type { Plane } from "./resize-plane.ts";

/** Pixels on either side of a line whose levels are compared. */
const STEP = 2;
/** Left out on each side, where a film's own frame and borders lie. */
const BORDER = 22;
/** Of a line's places, so many must step the same way: anatomy is never straight from end to end. */
const SAME = 0.92;
/** Grey levels that a place must step by to count, and that half of them must: none of 548 NIH films reaches 35. */
const LEAST = { place: 6, line: 40 } as const;
/** How far a line may lean over the film's length, and in what steps; pixels. */
const LEAN = 24;
const LEAN_STEP = 3;
/** Every so many pixels of a line are looked at. */
const EVERY = 4;
/** A bar's width in pixels: less is a line on the film, more the field between its own borders. */
const WIDTH = { least: 8, most: 75 } as const;

/** A straight step from end to end: where, and by how many levels. */
type Edge = { readonly at: number; readonly step: number };

/** Steps of grey level across columns, or rows where `down`; row-major as seen with the line upright. */
function stepsOf(gray: Uint8Array, down: boolean): Int16Array {
  const steps = new Int16Array(LOOK_SIDE * LOOK_SIDE);
  const [along, across] = down ? [1, LOOK_SIDE] : [LOOK_SIDE, 1];
  for (let place = 0; place < LOOK_SIDE; place += EVERY) {
    for (let at = STEP; at < LOOK_SIDE - STEP; at += 1) {
      const from = place * along + at * across;
      steps[place * LOOK_SIDE + at] = gray[from + STEP * across]! - gray[from - STEP * across]!;
    }
  }
  return steps;
}

/** Straight steps from end to end of the film, brighter (`sign` 1) or darker (-1) beyond them. */
function edgesOf(steps: Int16Array, sign: 1 | -1): Edge[] {
  const edges: Edge[] = [];
  const allowed = (1 - SAME) * Math.ceil(LOOK_SIDE / EVERY);
  for (let lean = -LEAN; lean <= LEAN; lean += LEAN_STEP) {
    for (let at = BORDER; at < LOOK_SIDE - BORDER; at += 1) {
      const heights: number[] = [];
      let missed = 0;
      for (let place = 0; place < LOOK_SIDE && missed <= allowed; place += EVERY) {
        const step = sign * steps[place * LOOK_SIDE + Math.round(at + lean * (place / LOOK_SIDE - 0.5))]!;
        if (step < LEAST.place) missed += 1;
        heights.push(step);
      }
      if (missed > allowed) continue;
      const step = heights.toSorted((a, b) => a - b)[heights.length >> 1]!;
      if (step >= LEAST.line) edges.push({ at, step });
    }
  }
  return edges;
}

/**
 * How strongly a bar lies across a film, a window's or a shadow: a straight band from end to end, darker or brighter than what
 * lies on both sides of it, upright or level but for some lean.
 *
 * @returns the weaker of its two edges' steps, in grey levels of 255; 0 where there is no such bar
 */
export function barAcross(film: Plane): number {
  const { gray } = lookSquareOf(film);
  let most = 0;
  for (const down of [false, true]) {
    const steps = stepsOf(gray, down);
    const falls = edgesOf(steps, -1);
    for (const rise of edgesOf(steps, 1)) {
      for (const fall of falls) {
        const width = Math.abs(rise.at - fall.at);
        if (width < WIDTH.least || width > WIDTH.most) continue;
        most = Math.max(most, Math.min(rise.step, fall.step));
      }
    }
  }
  return most;
}
