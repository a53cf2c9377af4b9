import { createFilmScreen, type Screen } from "../../vision/screen.ts";
import { type Share, shareOf } from "../metrics/interval.ts";
import type { Example } from "./example.ts";

/** How many pictures of one kind the screen took for a chest X-ray. */
export type Passed = { readonly kind: string; readonly foreign: boolean; readonly passed: Share };

/**
 * Puts pictures through the screen as serving does: statistics first, then the network's features. One that is too dark or
 * blurred to be read did not pass either.
 */
export function measureScreen(screen: Screen, examples: readonly Example[]): Passed[] {
  const { before, after } = createFilmScreen(screen);
  const kinds = [...new Set(examples.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const ofKind = examples.filter((example) => example.kind === kind);
    const passed = ofKind.filter(
      ({ unfit, statistics, features }) =>
        unfit === undefined && before(statistics) && after(statistics, features),
    );
    return {
      kind,
      foreign: ofKind[0]?.foreign ?? false,
      passed: shareOf(passed.length, ofKind.length),
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
