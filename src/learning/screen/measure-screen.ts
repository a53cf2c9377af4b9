import type { Refusal } from "../../core/refusal.ts";
import { createFilmScreen, type FilmScreen, type Screen } from "../../vision/screen.ts";
import { type Share, shareOf } from "../metrics/interval.ts";
import type { Example } from "./example.ts";

/** How many pictures of one kind the screen took for a frontal chest X-ray that can be read. */
export type Passed = {
  readonly kind: string;
  readonly foreign: boolean;
  /** The reason that they are to be refused for, where it is another than `not-a-chest-xray`. */
  readonly expected?: Refusal;
  readonly passed: Share;
  /** Numbers of the refused by reason. */
  readonly reasons: ReadonlyMap<Refusal, number>;
  /** Of the passed, those read with the note that some lung may be cut off. */
  readonly doubted: number;
};

type Fate = { readonly refusal: Refusal | undefined; readonly doubted: boolean };

/** Puts a picture through the screen as serving does: what makes it unfit, statistics, then the network's features. */
function fateOf({ unfit, statistics, layout, features }: Example, { before, after }: FilmScreen): Fate {
  if (unfit !== undefined) return { refusal: unfit, doubted: false };
  if (!before(statistics)) return { refusal: "not-a-chest-xray", doubted: false };
  const { refusal, croppedMaybe } = after({ statistics, layout }, features);
  return { refusal, doubted: refusal === undefined && croppedMaybe };
}

function count(fates: readonly Fate[]): Map<Refusal, number> {
  const reasons = new Map<Refusal, number>();
  for (const { refusal } of fates) {
    if (refusal !== undefined) reasons.set(refusal, (reasons.get(refusal) ?? 0) + 1);
  }
  return reasons;
}

/** Puts pictures through the screen, counted by kind. */
export function measureScreen(screen: Screen, examples: readonly Example[]): Passed[] {
  const ready = createFilmScreen(screen);
  const kinds = [...new Set(examples.map(({ kind }) => kind))];
  return kinds.map((kind): Passed => {
    const ofKind = examples.filter((example) => example.kind === kind);
    const fates = ofKind.map((example) => fateOf(example, ready));
    const expected = ofKind[0]?.expected;
    return {
      kind,
      foreign: ofKind[0]?.foreign ?? false,
      ...(expected === undefined ? {} : { expected }),
      passed: shareOf(fates.filter(({ refusal }) => refusal === undefined).length, ofKind.length),
      reasons: count(fates),
      doubted: fates.filter(({ doubted }) => doubted).length,
    };
  });
}

/** Counts of several kinds together. */
export function total(counts: readonly Passed[]): Share {
  return shareOf(
    counts.reduce((sum, { passed }) => sum + passed.count, 0),
    counts.reduce((sum, { passed }) => sum + passed.of, 0),
  );
}

/** The other side of a share: those that did not pass. */
export function refused({ count, of }: Share): Share {
  return shareOf(of - count, of);
}
