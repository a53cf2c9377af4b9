import { createRandom, type Random } from "../../core/random.ts";

/** A stream of its own for each list of whole numbers, such as seed, step and piece. */
export function randomFor(...parts: readonly number[]): Random {
  const seed = parts.reduce(
    (mixed, part) => createRandom((mixed ^ Math.imul(part + 1, 0x9e37_79b1)) >>> 0).integer(2 ** 32),
    0,
  );
  return createRandom(seed);
}
