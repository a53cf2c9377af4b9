import type { Label } from "../../core/label.ts";
import { MOVING } from "../../vision/disturb/kinds.ts";
import { mixSeeds } from "../augment/film-seed.ts";
import type { FilmWorkers } from "../dataset/film-workers.ts";
import type { Condition } from "./conditions.ts";
import type { DisturbedFilm } from "./disturb-film.ts";
import { mapOverlap } from "./map-overlap.ts";
import type { Seen, Witness } from "./witness.ts";

/** What came of one film, film by film in the order of the draw. */
export type InputResult = {
  /** One row of probabilities a film, in output order. */
  readonly probabilities: readonly (readonly number[])[];
  readonly top: readonly Label[];
  readonly refusals: readonly (string | null)[];
  /**
   * Overlap of the map of the undisturbed film's top finding with the undisturbed film's, where a place of the picture is still the same
   * place of the film: not of raw input that was moved. Of straightened input it is compared as if straightening were perfect.
   */
  readonly overlaps: readonly (number | null)[];
};

export type ConditionResult = Condition & {
  readonly raw: InputResult;
  readonly straight: InputResult;
  /** Films that straightening left as they were. */
  readonly untouched: number;
  readonly seconds: number;
};

/** Films that are in memory at a time. */
const SLICE = 16;
const BATCH = 8;
/** Decimals of a probability that are kept. */
const PRECISION = 1e6;

export type Measuring = {
  readonly paths: readonly string[];
  readonly seed: number;
  readonly workers: FilmWorkers;
  readonly witness: Witness;
  readonly onFilms: (films: number) => void;
};

type Reference = readonly { readonly top: Label; readonly map: ReturnType<Seen["mapOf"]> }[];

/** The undisturbed films' top findings and maps, which all conditions are compared with. */
export async function seeUndisturbed(measuring: Measuring): Promise<Reference> {
  const reference: { top: Label; map: ReturnType<Seen["mapOf"]> }[] = [];
  await eachSlice({ kind: "identity", level: 1 }, measuring, async (films) => {
    const seen = await see(
      measuring.witness,
      films.map(({ raw }) => raw),
    );
    for (const each of seen) {
      const map = each.mapOf(each.top);
      // A copy: the witness forgets.
      reference.push({ top: each.top, map: { ...map, values: map.values.slice() } });
    }
  });
  return reference;
}

/** Disturbs all films, reads them raw and straightened, and keeps what is compared later. Memory is that of one slice. */
export async function measureCondition(
  condition: Condition,
  reference: Reference,
  measuring: Measuring,
): Promise<ConditionResult> {
  const begun = performance.now();
  const moved = MOVING.includes(condition.kind);
  const [raw, straight] = [createTally(reference, !moved), createTally(reference, true)];
  let untouched = 0;
  await eachSlice(condition, measuring, async (films, from) => {
    const seenRaw = await see(
      measuring.witness,
      films.map((film) => film.raw),
    );
    const changed = films.flatMap(({ straight }) => (straight ? [straight] : []));
    const seenStraight = await see(measuring.witness, changed);
    untouched += films.length - changed.length;
    for (const [place, film] of films.entries()) {
      const before = seenRaw[place]!;
      raw.add(before, from + place);
      straight.add(film.straight ? seenStraight.shift()! : before, from + place);
    }
  });
  const seconds = (performance.now() - begun) / 1000;
  return { ...condition, raw: raw.result, straight: straight.result, untouched, seconds };
}

function createTally(reference: Reference, comparable: boolean) {
  const result = {
    probabilities: [] as number[][],
    top: [] as Label[],
    refusals: [] as (string | null)[],
    overlaps: [] as (number | null)[],
  };
  return {
    result,
    add({ probabilities, top, refusal, mapOf }: Seen, film: number) {
      const { top: topBefore, map } = reference[film]!;
      result.probabilities.push(Array.from(probabilities, (p) => Math.round(p * PRECISION) / PRECISION));
      result.top.push(top);
      result.refusals.push(refusal);
      result.overlaps.push(comparable ? mapOverlap(map, mapOf(topBefore)) : null);
    },
  };
}

async function see(witness: Witness, films: readonly DisturbedFilm["raw"][]): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (let start = 0; start < films.length; start += BATCH) {
    seen.push(...(await witness.see(films.slice(start, start + BATCH))));
  }
  return seen;
}

/** Disturbs slices of films, the next one while the network is busy with this one. */
async function eachSlice(
  { kind, level }: Condition,
  { paths, seed, workers, onFilms }: Measuring,
  take: (films: readonly DisturbedFilm[], from: number) => Promise<void>,
): Promise<void> {
  const open = (from: number) =>
    Promise.all(
      paths.slice(from, from + SLICE).map((path, place) =>
        // Every kind has scenes of its own; its levels share them, so that they differ by strength alone.
        workers.run("disturb", { path, kind, level, seed: mixSeeds(seed, from + place, seedOf(kind)) }),
      ),
    );
  let next = open(0);
  for (let from = 0; from < paths.length; from += SLICE) {
    const films = await next;
    next = from + SLICE < paths.length ? open(from + SLICE) : Promise.resolve([]);
    // A slice that fails while this one is looked at is reported when it is awaited.
    next.catch(() => {});
    await take(films, from);
    onFilms(films.length);
  }
}

/** A number of a kind's own, whatever other kinds there are. */
const seedOf = (kind: string) => mixSeeds(...Buffer.from(kind));
