/**
 * Makes names differ, so that none of the files called by them replaces another: the first keeps its name, later ones
 * get `-2`, `-3` and so on. Names that differ only in case count as one, as they do on many file systems.
 *
 * @returns as many names as came, in their order
 */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let chosen = name;
    for (let count = 2; taken.has(chosen.toLowerCase()); count += 1) chosen = `${name}-${count}`;
    taken.add(chosen.toLowerCase());
    return chosen;
  });
}
