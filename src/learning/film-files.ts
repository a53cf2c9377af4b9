import { readdir } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { UserError } from "../core/user-error.ts";

/** A file name without its ending. */
export const stem = (name: string) => name.slice(0, name.length - extname(name).length);

/** All files below a folder, sorted by path; hidden ones are passed over. */
export async function listFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted();
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? "cannot be read";
    throw new UserError(`${folder}: cannot open the folder (${code}). Check the path.`, {
      exitCode: 2,
      cause,
    });
  }
}

/**
 * Looks for films by name in a folder and the folders below it. A name that is not there is looked for with another
 * ending, as NIH's PNGs are often kept as JPEGs.
 *
 * @returns one path per name, in the order of `names`; `undefined` for a film that is not there
 */
export async function findFilms(
  folder: string,
  names: readonly string[],
): Promise<readonly (string | undefined)[]> {
  const paths = await listFiles(folder);
  const byName = new Map(paths.map((path) => [basename(path), path]));
  const byStem = new Map(paths.map((path) => [stem(basename(path)), path]));
  return names.map((name) => byName.get(name) ?? byStem.get(stem(name)));
}

/** The first names of a list, and how many more there are. */
export function nameSome(names: readonly string[], most = 5): string {
  const some = names.slice(0, most).join(", ");
  return names.length > most ? `${some} and ${names.length - most} more` : some;
}

/**
 * Finds films that must all be there (`findFilms`).
 *
 * @throws {UserError} naming the missing ones
 */
export async function locateFilms(folder: string, names: readonly string[]): Promise<string[]> {
  const found = await findFilms(folder, names);
  const missing = names.filter((_, place) => found[place] === undefined);
  if (missing.length > 0) {
    throw new UserError(
      `${folder}: ${missing.length} of ${names.length} films are missing: ${nameSome(missing)}`,
    );
  }
  return found.filter((path) => path !== undefined);
}
