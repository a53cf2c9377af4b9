import { z } from "zod";
import { createRandom } from "../../core/random.ts";
import { mixSeeds } from "../augment/film-seed.ts";
import { shuffle } from "./split-films.ts";

/**
 * Which films an epoch takes. `all`: each once. `balanced`: as many films as there are, but each source gives an equal share, or
 * the share named; films of a small source come again, changed in another way, and of a large one not every film comes in
 * every epoch. `weighted`: each once, and the loss weighs every source equally.
 */
export const Sampling = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("all") }),
  z.strictObject({
    kind: z.literal("balanced"),
    /** Weights by source; sources not named weigh 1. */
    weights: z.record(z.string(), z.number().nonnegative()).optional(),
  }),
  z.strictObject({ kind: z.literal("weighted") }),
]);
export type Sampling = z.infer<typeof Sampling>;

type Sourced = { readonly source: string };

/** Places of the films of each source, sources in the order of their names. */
export function placesBySource(films: readonly Sourced[]): [source: string, places: number[]][] {
  const places = new Map<string, number[]>();
  for (const [place, { source }] of films.entries()) {
    const its = places.get(source);
    if (its) its.push(place);
    else places.set(source, [place]);
  }
  return [...places].toSorted(([one], [other]) => (one < other ? -1 : 1));
}

/** How many of `total` each weight gets: whole numbers that sum to it, the largest remainders rounded up. */
function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const counts = exact.map(Math.floor);
  const order = exact.map((value, at) => ({ at, rest: value - Math.floor(value) }));
  order.sort((one, other) => other.rest - one.rest || one.at - other.at);
  const missing = total - counts.reduce((all, count) => all + count, 0);
  for (const { at } of order.slice(0, missing)) counts[at]! += 1;
  return counts;
}

/**
 * The films of one epoch, as places in the list, shuffled; the same seed and epoch give the same order.
 *
 * @throws RangeError when every source weighs 0
 */
export function sampleEpoch(
  films: readonly Sourced[],
  sampling: Sampling,
  seed: number,
  epoch: number,
): number[] {
  const random = createRandom(mixSeeds(seed, epoch));
  if (sampling.kind !== "balanced") return shuffle([...films.keys()], random);
  const groups = placesBySource(films);
  const weights = groups.map(([source]) => sampling.weights?.[source] ?? 1);
  if (weights.every((weight) => weight === 0)) throw new RangeError("every source weighs 0: no film is left");
  const drawn = apportion(films.length, weights).flatMap((count, group) => {
    const places = groups[group]![1];
    const taken: number[] = [];
    // Every film of a source comes before one comes again.
    while (taken.length < count) taken.push(...shuffle([...places], random).slice(0, count - taken.length));
    return taken;
  });
  return shuffle(drawn, random);
}

/** What each film counts in the loss, 1 on average: n / (sources * films of its source). */
export function sourceWeights(films: readonly Sourced[]): Float32Array {
  const groups = placesBySource(films);
  const weights = new Float32Array(films.length);
  for (const [, places] of groups) {
    for (const place of places) weights[place] = films.length / (groups.length * places.length);
  }
  return weights;
}
