/** A share of the memory that uploads may take together. */
export type Share = {
  /** @returns false when there is no room for so much more: the upload must be given up */
  grow(bytes: number): boolean;
  /** Gives everything back. May be repeated. */
  release(): void;
};

/**
 * Bounds what all uploads under way hold in memory. One that finds no room is refused at once rather than made to wait:
 * uploads that wait for each other with their memory full would wait for ever.
 */
export function createByteBudget(most: number): { open(): Share; held(): number } {
  let held = 0;
  return {
    held: () => held,
    open() {
      let own = 0;
      return {
        grow(bytes) {
          if (held + bytes > most) return false;
          held += bytes;
          own += bytes;
          return true;
        },
        release() {
          held -= own;
          own = 0;
        },
      };
    },
  };
}
