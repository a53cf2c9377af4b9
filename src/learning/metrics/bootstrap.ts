import { createRandom } from "../../core/random.ts";
import type { Interval } from "./interval.ts";

type Draws = { readonly repeats: number; readonly seed: number };

/**
 * Draws patients with replacement, as many as there are, and says how often each of their films was drawn. Films of
 * one patient come together, for they are no independent witnesses. One draw is held at a time.
 *
 * @param patients the patient of each film
 * @returns one array of film weights per repeat
 */
export function* drawPatients(
  patients: readonly string[],
  { repeats, seed }: Draws,
): Generator<Float64Array> {
  const numbers = new Map<string, number>();
  for (const patient of patients) if (!numbers.has(patient)) numbers.set(patient, numbers.size);
  const patientOf = Uint32Array.from(patients, (patient) => numbers.get(patient)!);
  const random = createRandom(seed);
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const drawn = new Float64Array(numbers.size);
    for (let draw = 0; draw < numbers.size; draw += 1) {
      const patient = random.integer(numbers.size);
      drawn[patient] = drawn[patient]! + 1;
    }
    yield Float64Array.from(patientOf, (patient) => drawn[patient]!);
  }
}

/** All draws of `drawPatients` at once. */
export const resamplePatients = (patients: readonly string[], draws: Draws): Float64Array[] => [
  ...drawPatients(patients, draws),
];

/** The value below which `share` of the values lie, interpolated linearly (NumPy's default, Hyndman and Fan's type 7). */
export function quantile(values: ArrayLike<number>, share: number): number {
  if (values.length === 0) throw new RangeError("no values to take a quantile of");
  const sorted = Float64Array.from(values).sort();
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)]!;
  return below + (sorted[Math.ceil(place)]! - below) * (place - Math.floor(place));
}

/** Middle part of the values; those that do not exist are left out, and it is `null` when none does. */
export function percentilesOf(values: readonly (number | null)[], level = 0.95): Interval | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  return [quantile(known, (1 - level) / 2), quantile(known, (1 + level) / 2)];
}

/**
 * The percentile interval of a statistic over resampled films. Repeats in which the statistic does not exist (no
 * positive film was drawn) are left out; `null` when it never does.
 */
export function percentileInterval(
  statistic: (weights: Float64Array) => number | null,
  resamples: readonly Float64Array[],
  level = 0.95,
): Interval | null {
  return percentilesOf(resamples.map(statistic), level);
}

/** Mean of the figures that exist; `null` when none does. */
export function meanOf(figures: readonly (number | null)[]): number | null {
  const known = figures.filter((figure) => figure !== null);
  return known.length > 0 ? known.reduce((sum, figure) => sum + figure, 0) / known.length : null;
}
