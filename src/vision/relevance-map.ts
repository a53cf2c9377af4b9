/**
 * Where a network looked for one finding (Grad-CAM): a coarse grid stretched over the whole film, so that its first
 * value belongs to the film's upper left corner patch.
 */
export type RelevanceMap = {
  readonly width: number;
  readonly height: number;
  /** Row-major, `width * height` values, zero or more; only their proportion to the greatest one counts. */
  readonly values: Float32Array;
};
