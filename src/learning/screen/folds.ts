import { createRandom } from "../../core/random.ts";
import { foreignness } from "../../vision/screen.ts";
import type { Example } from "./example.ts";
import { type FittedJudge, fitJudge } from "./fit-judge.ts";

const FOLDS = 5;

/** Pictures and what a judge sees of each. */
export type Rows = { readonly rows: readonly Float64Array[]; readonly examples: readonly Example[] };

/**
 * Deals groups to folds at random, seeded. Each kind is dealt evenly, by the first word of its name, so that no fold holds
 * all drawn bones or all photos.
 */
function foldsOf(examples: readonly Example[], seed: number): number[] {
  const random = createRandom(seed);
  const kinds = new Map(examples.map(({ group, kind }) => [group, kind.split(/[ ,]/)[0]!]));
  const dealt = [...kinds]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, kind]) => ({ group, kind, key: random.next() }))
    .toSorted((a, b) => (a.kind === b.kind ? a.key - b.key : a.kind < b.kind ? -1 : 1));
  const fold = new Map(dealt.map(({ group }, place) => [group, place % FOLDS]));
  return examples.map(({ group }) => fold.get(group)!);
}

/**
 * What each picture looks like to a judge fitted without its fold: near 1 for what `refused` holds of.
 *
 * @param seed of the deal
 */
export function judgeOutOfFold(
  { rows, examples }: Rows,
  refused: readonly boolean[],
  ridge: number,
  seed: number,
): number[] {
  const folds = foldsOf(examples, seed);
  const judges = Array.from({ length: FOLDS }, (_, fold): FittedJudge => {
    const kept = folds.flatMap((other, place) => (other === fold ? [] : [place]));
    return fitJudge(
      kept.map((place) => rows[place]!),
      kept.map((place) => refused[place]!),
      ridge,
    );
  });
  return rows.map((row, place) => foreignness(row, judges[folds[place]!]!));
}
