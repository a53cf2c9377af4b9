/** An update whose handling fails in an unexpected way is tried this often. */
const TRIES = 3;

/** Counts how often updates failed, so that one that cannot be handled does not come for ever. */
export type FailureCount = {
  /** @returns true when this update has failed often enough to be given up */
  failed(update: number): boolean;
  succeeded(update: number): void;
};

export function createFailureCount(): FailureCount {
  const counts = new Map<number, number>();
  return {
    failed(update) {
      const count = (counts.get(update) ?? 0) + 1;
      if (count < TRIES) counts.set(update, count);
      else counts.delete(update);
      return count >= TRIES;
    },
    succeeded: (update) => void counts.delete(update),
  };
}
