import { percentilesOf } from "../percentiles.ts";
import type { Plane } from "../resize-plane.ts";

/**
 * A film whose greys span fewer levels than hardly any exported one's (5 of 223 validation films) is washed out or underexposed:
 * it gets the span of an ordinary one. More would change films that are pale by nature.
 */
const WASHED_OUT = 150;
const SPAN = { low: 16, high: 232 } as const;
/** Under this nothing is there to be spread. */
const LEAST = 16;
/** Left out on each side: frames, letters, what lies beside the film. */
const BORDER = 0.03;

/** Gives a washed-out film the greys of an ordinary one; the very same plane where it is none. */
export function spreadGreys(plane: Plane): Plane {
  const { width, height } = plane;
  const inner = {
    left: Math.round(BORDER * width),
    top: Math.round(BORDER * height),
    right: Math.round((1 - BORDER) * width),
    bottom: Math.round((1 - BORDER) * height),
  };
  const [low, high] = percentilesOf(plane, [0.005, 0.995], inner) as [number, number];
  const span = high - low;
  if (span >= WASHED_OUT || span < LEAST) return plane;
  const steepness = (SPAN.high - SPAN.low) / span;
  const levels = Uint8Array.from({ length: 256 }, (_, level) =>
    Math.min(Math.max(Math.round(SPAN.low + (level - low) * steepness), 0), 255),
  );
  return { width, height, gray: plane.gray.map((level) => levels[level]!) };
}
