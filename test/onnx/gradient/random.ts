import { count, type Float64 } from "./float64/array.ts";

/** Numbers that are the same in every run: mulberry32. */
export function createRandom(seed: number) {
  let state = seed;
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  return {
    next,
    /** A whole number from `least` to `most`. */
    whole: (least: number, most: number) => least + Math.floor(next() * (most - least + 1)),
    /**
     * Elements that float32 holds exactly, spread evenly over -1.5..1.5 in random order: no two are nearer than a step of
     * the differences, none is near 0, so that neither a maximum nor a ReLU changes its mind on the way.
     */
    apart(dims: readonly number[]): Float64 {
      const length = count(dims);
      const order = Array.from({ length }, (_, index) => ({ index, key: next() })).toSorted(
        (a, b) => a.key - b.key,
      );
      const data = Float64Array.from(order, ({ index }) =>
        Math.fround(((index + 0.5 + 0.2 * (next() - 0.5)) / length) * 3 - 1.5),
      );
      return { dims, data: data.map((value) => (Math.abs(value) < 0.01 ? 0.013 : value)) };
    },
    /** Elements in 0.3..2, for what takes positive ones. */
    positive: (dims: readonly number[]): Float64 => ({
      dims,
      data: Float64Array.from({ length: count(dims) }, () => Math.fround(0.3 + 1.7 * next())),
    }),
  };
}

export type Random = ReturnType<typeof createRandom>;
