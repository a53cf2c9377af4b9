import type { Point } from "../homography.ts";

/** A film's corners clockwise from the upper left, in pixels. */
export type Corners = readonly [Point, Point, Point, Point];
