import { createRandom, type Random } from "../../core/random.ts";

/** A stream of its own for each list of whole numbers, such as seed, step and piece. */
export function randomFor(...parts: readonly number[]): Random {
  const seed = parts.reduce(
    (mixed, part) => createRandom((mixed ^ Math.imul(part + 1, 0x9e37_79b1)) >>> 0).integer(2 ** 32),
    0,
  );
  return createRandom(seed);
}

/** The numbers below `count` in an order drawn from a stream (Fisher and Yates). */
export function shuffled(count: number, random: Random): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, place) => place);
  for (let last = count - 1; last > 0; last -= 1) {
    const place = random.integer(last + 1);
    [order[last], order[place]] = [order[place] ?? 0, order[last] ?? 0];
  }
  return order;
}
