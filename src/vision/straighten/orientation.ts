import type { Plane } from "../resize-plane.ts";
import { thumbnailOf } from "../thumbnail.ts";
import { ORIENTATION_WEIGHTS } from "./orientation-weights.ts";

/** Side of the small square picture that is judged. */
export const SIDE = 24;
const AREA = SIDE * SIDE;

/** How a film hangs. */
export type Orientation = {
  /** Quarter turns clockwise that would set it upright, 0 to 3. */
  readonly quarters: number;
  /** Whether its greys are those of a negative. */
  readonly inverted: boolean;
  /** Log odds that it hangs so, and not as it should; 0 where it hangs as it should. */
  readonly odds: number;
  /** Log odds that the heart lies on the other side than in most people. */
  readonly mirrored: number;
};

/** A small square picture of a film with mean 0 and deviation 1, row-major; undefined of a blank one. */
export function smallPicture(film: Plane): Float64Array | undefined {
  const { values } = thumbnailOf(film, SIDE);
  const mean = values.reduce((sum, value) => sum + value, 0) / AREA;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / AREA);
  if (deviation < 0.01) return undefined;
  return values.map((value) => (value - mean) / deviation);
}

/** A square turned by a quarter, clockwise. */
export function turnSquare(square: Float64Array): Float64Array {
  return square.map((_, at) => square[(SIDE - 1 - (at % SIDE)) * SIDE + Math.floor(at / SIDE)]!);
}

function readWeights(base64: string): Float32Array {
  const bytes = Buffer.from(base64, "base64");
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
const upright = readWeights(ORIENTATION_WEIGHTS.upright);
const heart = readWeights(ORIENTATION_WEIGHTS.heart);

function dot(weights: Float32Array, values: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < AREA; at += 1) sum += weights[at]! * values[at]!;
  return sum;
}

/**
 * Judges how a chest film hangs. One linear score says how much a square picture looks like an upright positive film; of the
 * eight ways to turn and invert the film the one with the best score is taken (McFadden's conditional logit, 1974). A second
 * one, odd under mirroring, says on which side the heart lies.
 *
 * @returns undefined of a blank picture
 */
export function judgeOrientation(film: Plane): Orientation | undefined {
  let square = smallPicture(film);
  if (!square) return undefined;
  const ways: { quarters: number; inverted: boolean; score: number; square: Float64Array }[] = [];
  for (let quarters = 0; quarters < 4; quarters += 1) {
    const score = dot(upright, square);
    ways.push(
      { quarters, inverted: false, score, square },
      { quarters, inverted: true, score: -score, square },
    );
    square = turnSquare(square);
  }
  const best = ways.reduce((most, way) => (way.score > most.score ? way : most));
  const sign = best.inverted ? -1 : 1;
  return {
    quarters: best.quarters,
    inverted: best.inverted,
    odds: best.score - ways[0]!.score,
    mirrored: -sign * dot(heart, best.square),
  };
}
