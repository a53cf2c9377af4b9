import type { GraphBuilder } from "../builder.ts";
import { integers } from "../tensor-data.ts";

const FAR = 2 ** 31 - 1;

type Slide = {
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  /** Rows and columns of each tap. */
  readonly size: readonly [number, number];
  /** Whether the last tap comes first, as when a gradient is looked at from its input. */
  readonly reversed: boolean;
};

/**
 * What a window's places see as it slides over images: `[n, c, h, w]` to `[n, places * c, rows * columns]`, place by place in
 * C order. Every `strides`-th row and column is taken apart first, so that what remains are copies of runs.
 *
 * @param images padded, so that every place stays on them
 */
export function taps(
  builder: GraphBuilder,
  images: string,
  { kernel, strides, size, reversed }: Slide,
): string {
  const ints = (values: readonly number[]) => builder.constant("bounds", integers(values));
  const axes = builder.constant("axes", integers([2, 3]));
  const phases = new Map<string, string>();
  function phase(row: number, column: number): string {
    if (strides[0] === 1 && strides[1] === 1) return images;
    const key = `${row} ${column}`;
    const made =
      phases.get(key) ??
      builder.add("Slice", [images, ints([row, column]), ints([FAR, FAR]), axes, ints(strides)]);
    phases.set(key, made);
    return made;
  }
  const [high, wide] = kernel;
  const seen: string[] = [];
  for (let row = 0; row < high; row += 1) {
    for (let column = 0; column < wide; column += 1) {
      const [down, across] = reversed ? [high - 1 - row, wide - 1 - column] : [row, column];
      const [top, left] = [Math.floor(down / strides[0]), Math.floor(across / strides[1])];
      const from = phase(down % strides[0], across % strides[1]);
      const bounds = [ints([top, left]), ints([top + size[0], left + size[1]])];
      seen.push(builder.add("Slice", [from, ...bounds, axes]));
    }
  }
  const joined = builder.add("Concat", seen, { axis: 1 });
  return builder.add("Reshape", [joined, builder.constant("flat", integers([0, 0, -1]))]);
}
