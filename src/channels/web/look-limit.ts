const WINDOW_MS = 60_000;
/** Addresses remembered at a time; past that the one that came first is forgotten. */
const MOST_ADDRESSES = 10_000;

/**
 * Counts looks at pages by address, a minute at a time, in this process's memory: a look must cost less than the answer it
 * saves. @returns the milliseconds to wait, 0 for none
 */
export function createLookLimit(
  perMinute: number,
  now: () => number = Date.now,
): (address: string) => number {
  const seen = new Map<string, { since: number; looks: number }>();
  return (address) => {
    const at = now();
    const known = seen.get(address);
    if (known === undefined || at - known.since >= WINDOW_MS) {
      seen.delete(address);
      seen.set(address, { since: at, looks: 1 });
      const [first] = seen.keys();
      if (seen.size > MOST_ADDRESSES && first !== undefined) seen.delete(first);
      return 0;
    }
    known.looks += 1;
    return known.looks > perMinute ? known.since + WINDOW_MS - at : 0;
  };
}
