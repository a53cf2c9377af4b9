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
 * Finds films by name in a folder and the folders below it. A name that is not there is looked for with another
 * ending, as NIH's PNGs are often kept as JPEGs.
 *
 * @returns one path per name, in the order of `names`
 * @throws {UserError} naming the missing ones
 */
export async function locateFilms(folder: string, names: readonly string[]): Promise<string[]> {
  const paths = await listFiles(folder);
  const byName = new Map(paths.map((path) => [basename(path), path]));
  const byStem = new Map(paths.map((path) => [stem(basename(path)), path]));
  const found = names.map((name) => byName.get(name) ?? byStem.get(stem(name)));
  const missing = names.filter((_, place) => found[place] === undefined);
  if (missing.length > 0) {
    const some = missing.slice(0, 5).join(", ");
    const more = missing.length > 5 ? ` and ${missing.length - 5} more` : "";
    throw new UserError(`${folder}: ${missing.length} of ${names.length} films are missing: ${some}${more}`);
  }
  return found.filter((path) => path !== undefined);
}
