/** A rectangle on a film in pixels; (x, y) is its upper left corner. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Gathers points into the smallest box around them. */
export type BoxGatherer = {
  add(x: number, y: number): void;
  /** @param scale multiplies all coordinates; `undefined` when nothing was added */
  box(scale: number): Box | undefined;
};

export function createBoxGatherer(): BoxGatherer {
  let left = Number.POSITIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let right = -1;
  let bottom = -1;
  return {
    add: (x, y) => {
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    },
    box: (scale) =>
      right < 0
        ? undefined
        : {
            x: left * scale,
            y: top * scale,
            width: (right - left + 1) * scale,
            height: (bottom - top + 1) * scale,
          },
  };
}
