/** How many letters must be put in, taken out, changed or swapped with their neighbour to make one word of the other. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  let above: number[] = [];
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const change = row[to - 1]! + (one[at - 1] === other[to - 1] ? 0 : 1);
      const swapped = at > 1 && to > 1 && one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1];
      const swap = swapped ? above[to - 2]! + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min(change, row[to]! + 1, next[to - 1]! + 1, swap));
    }
    above = row;
    row = next;
  }
  return row[other.length]!;
}

const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

/** The known name that was probably meant; undefined where none is near. Case, spaces and signs do not count. */
export function nearestName<Name extends string>(name: string, known: readonly Name[]): Name | undefined {
  const meant = plain(name);
  if (meant === "") return undefined;
  let best: { name: Name; distance: number } | undefined;
  for (const candidate of known) {
    const distance = editDistance(meant, plain(candidate));
    if (!best || distance < best.distance) best = { name: candidate, distance };
  }
  const allowed = Math.max(1, Math.floor(meant.length / 3));
  return best && best.distance <= allowed ? best.name : undefined;
}

/** ` Did you mean 'X'?`, or nothing where no known name is near. */
export function didYouMean(name: string, known: readonly string[]): string {
  const meant = nearestName(name, known);
  return meant === undefined ? "" : ` Did you mean '${meant}'?`;
}
