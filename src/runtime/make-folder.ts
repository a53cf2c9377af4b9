import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a folder and those above it; one that is there already will do. Node's own recursive mkdir never returns where a
 * file system says "no such file" to the making itself, as /proc does.
 *
 * @param mode permissions of what is made
 * @returns the uppermost folder that had to be made, undefined when all were there
 * @throws the system's error with its `code`
 */
export async function makeFolder(path: string, mode = 0o777): Promise<string | undefined> {
  try {
    await mkdir(path, mode);
    return path;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const above = dirname(path);
    if (code === "ENOENT" && above !== path) {
      if (await isFolder(above)) throw error;
      const uppermost = await makeFolder(above, mode);
      return (await makeFolder(path, mode)) && (uppermost ?? path);
    }
    if (!(await isFolder(path))) throw error;
    return undefined;
  }
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (status) => status.isDirectory(),
    () => false,
  );
}
