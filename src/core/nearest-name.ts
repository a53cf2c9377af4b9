/** Letters to put in, take out or replace to turn one word into the other (Levenshtein 1965). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1];
    for (let place = 0; place < other.length; place += 1) {
      const replaced = (row[place] ?? 0) + (letter === other[place] ? 0 : 1);
      next.push(Math.min(replaced, (row[place + 1] ?? 0) + 1, (next[place] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

/** The known name that somebody probably meant; undefined where none is near. */
export function nearestName(given: string, known: readonly string[]): string | undefined {
  const wanted = plain(given);
  const [best] = known
    .map((name) => ({ name, apart: distance(wanted, plain(name)) }))
    .toSorted((one, other) => one.apart - other.apart);
  return best && best.apart <= Math.max(2, Math.floor(wanted.length / 3)) ? best.name : undefined;
}
