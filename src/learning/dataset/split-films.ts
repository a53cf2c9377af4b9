import { createRandom, type Random } from "../../core/random.ts";
import { UserError } from "../../core/user-error.ts";
import { type LabelRow, SPLITS, type Split } from "../labels.ts";

/** Parts of 100 for train, val and test. */
export type Shares = Readonly<Record<Split, number>>;

/** How films come into train, val and test. */
export type SplitWay =
  | { readonly by: "image" | "patient"; readonly shares: Shares; readonly seed: number }
  | { readonly by: "column" }
  | {
      readonly by: "lists";
      /** Films by name without ending. */
      readonly lists: ReadonlyMap<string, Split>;
      /** Part of 100 of train's films that become val, by patient. */
      readonly valShare: number;
      readonly seed: number;
    };

/** Patients whose films lie in more than one split: a measurement would see people known from training. */
export type Leak = {
  readonly patients: number;
  /** All films of these patients. */
  readonly films: number;
  /** Patients by pair of splits, such as `train and val`. */
  readonly between: Readonly<Record<string, number>>;
  /** Some of them, to look at. */
  readonly some: readonly string[];
};

type Splittable = Pick<LabelRow, "image" | "patient" | "split">;

/** Shuffles in place (Fisher and Yates). */
export function shuffle<Item>(items: Item[], random: Random): Item[] {
  for (let at = items.length - 1; at > 0; at -= 1) {
    const other = random.integer(at + 1);
    [items[at], items[other]] = [items[other]!, items[at]!];
  }
  return items;
}

const byName = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

/** File name without its ending: NIH's PNGs are often kept as JPEGs. */
export const stemOf = (name: string) => name.replace(/\.[^.]*$/, "");

/**
 * Deals groups of films out by shares: groups in random order fill val, then test, neither beyond its
 * share; train takes the rest.
 */
function deal(groups: ReadonlyMap<string, number>, { val, test }: Shares, seed: number): Map<string, Split> {
  const order = shuffle([...groups.keys()].toSorted(byName), createRandom(seed));
  const films = [...groups.values()].reduce((sum, count) => sum + count, 0);
  const dealt = new Map<string, Split>();
  const room = { val: Math.floor((films * val) / 100), test: Math.floor((films * test) / 100) };
  for (const group of order) {
    const count = groups.get(group)!;
    const into = (["val", "test"] as const).find((split) => room[split] >= count);
    if (into) room[into] -= count;
    dealt.set(group, into ?? "train");
  }
  return dealt;
}

function countBy<Film>(films: readonly Film[], key: (film: Film) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const film of films) counts.set(key(film), (counts.get(key(film)) ?? 0) + 1);
  return counts;
}

function splitByLists(
  films: readonly Splittable[],
  { lists, valShare, seed }: Extract<SplitWay, { by: "lists" }>,
): (Split | undefined)[] {
  const listed = films.map(({ image }) => lists.get(stemOf(image)));
  const train = films.filter((_, place) => listed[place] === "train");
  const patients = countBy(train, ({ patient }) => patient);
  const held = deal(patients, { train: 100 - valShare, val: valShare, test: 0 }, seed);
  return listed.map((split, place) => (split === "train" ? held.get(films[place]!.patient) : split));
}

/**
 * Says for each film in which split it is. The same films and seed give the same splits, whatever the films' order.
 *
 * @returns `undefined` for a film that no list names
 * @throws {UserError} where `column` is asked for and a film has none
 */
export function splitFilms(films: readonly Splittable[], way: SplitWay): (Split | undefined)[] {
  switch (way.by) {
    case "image":
    case "patient": {
      const key = ({ image, patient }: Splittable) => (way.by === "image" ? image : patient);
      const dealt = deal(countBy(films, key), way.shares, way.seed);
      return films.map((film) => dealt.get(key(film)));
    }
    case "column":
      return films.map(({ image, split }) => {
        if (split) return split;
        throw new UserError(
          `${image}: no column 'split' in its label file. Split with --split patient, or with --train-list and --test-list.`,
        );
      });
    case "lists":
      return splitByLists(films, way);
  }
}

/** Counts the patients whose films lie in more than one split. */
export function leakOf(films: readonly { readonly patient: string; readonly split: Split }[]): Leak {
  const splits = new Map<string, Set<Split>>();
  for (const { patient, split } of films) {
    splits.set(patient, (splits.get(patient) ?? new Set()).add(split));
  }
  const leaking = new Set([...splits].filter(([, its]) => its.size > 1).map(([patient]) => patient));
  const between: Record<string, number> = {};
  for (const patient of leaking) {
    const its = SPLITS.filter((split) => splits.get(patient)?.has(split));
    for (const [place, one] of its.entries()) {
      for (const other of its.slice(place + 1)) {
        between[`${one} and ${other}`] = (between[`${one} and ${other}`] ?? 0) + 1;
      }
    }
  }
  return {
    patients: leaking.size,
    films: films.filter(({ patient }) => leaking.has(patient)).length,
    between,
    some: [...leaking].toSorted(byName).slice(0, 5),
  };
}
