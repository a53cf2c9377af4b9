import type { Plane } from "../resize-plane.ts";

/** How strong a disturbance is: 1 is hardly seen, 4 is as bad as people send. */
export const LEVELS = [1, 2, 3, 4] as const;
export type Level = (typeof LEVELS)[number];

/** One value a level, weakest first. */
export type PerLevel<Value> = readonly [Value, Value, Value, Value];

export const atLevel = <Value>(values: PerLevel<Value>, level: Level): Value => values[level - 1]!;

/**
 * Longest side of the pictures that CheXphoto's pixel figures were chosen on: the small release of CheXpert, about 390 x 320.
 * Radii and shifts in pixels are scaled from it to the film's longest side, so that they mean the same share of a chest.
 */
const REFERENCE_SIDE = 390;

/** Pixels of this film for one of CheXphoto's. */
export const pixelScale = ({ width, height }: Plane): number => Math.max(width, height) / REFERENCE_SIDE;
