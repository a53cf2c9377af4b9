import { readFile } from "node:fs/promises";
import { UserError } from "../../core/user-error.ts";
import type { Split } from "../labels.ts";
import { stemOf } from "./split-films.ts";

/**
 * Reads lists of films, one name a line, such as NIH's own `train_val_list.txt` and `test_list.txt`.
 *
 * @returns the split by name without ending
 * @throws {UserError} for a list that cannot be read or is empty, and for a film in two lists
 */
export async function readSplitLists(
  lists: Readonly<Partial<Record<Split, string>>>,
): Promise<Map<string, Split>> {
  const splits = new Map<string, Split>();
  for (const [split, path] of Object.entries(lists) as [Split, string][]) {
    const text = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
      throw new UserError(`${path}: cannot open the list (${cause.code}). Check the path.`, {
        exitCode: 2,
        cause,
      });
    });
    const names = text.split(/\r?\n/).map((line) => line.trim());
    if (names.every((name) => name === "")) throw new UserError(`${path}: the list names no film`);
    for (const [place, name] of names.entries()) {
      if (name === "") continue;
      const before = splits.get(stemOf(name));
      if (before !== undefined && before !== split) {
        throw new UserError(
          `${path}: line ${place + 1}: '${name}' stands in the list of split '${before}' too`,
        );
      }
      splits.set(stemOf(name), split);
    }
  }
  return splits;
}
