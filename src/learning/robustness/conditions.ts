import { KINDS, type Kind, levelsOf } from "../../vision/disturb/kinds.ts";
import type { Level } from "../../vision/disturb/level.ts";

/** One disturbance at one strength. */
export type Condition = { readonly kind: Kind; readonly level: Level };

export const nameOf = ({ kind, level }: Condition): string =>
  levelsOf(kind).length > 1 ? `${kind}-${level}` : kind;

/** The conditions of some kinds and levels; the undisturbed films come first, always. Kinds of one strength count for every level. */
export function listConditions(kinds: readonly Kind[], levels: readonly Level[]): Condition[] {
  return KINDS.filter((kind) => kind === "identity" || kinds.includes(kind)).flatMap((kind) => {
    const own = levelsOf(kind);
    return own
      .filter((level) => own.length === 1 || levels.includes(level))
      .map((level) => ({ kind, level }));
  });
}
