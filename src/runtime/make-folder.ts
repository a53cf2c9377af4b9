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
    return (await makeOne(path, mode)) ? path : undefined;
  } catch (error) {
    const above = dirname(path);
    if ((error as NodeJS.ErrnoException).code !== "ENOENT" || above === path) throw error;
    // Someone else may have made it meanwhile: so another try tells, not whether it is there.
    const uppermost = (await isFolder(above)) ? undefined : await makeFolder(above, mode);
    return (await makeOne(path, mode)) ? (uppermost ?? path) : uppermost;
  }
}

/** @returns whether it had to be made */
async function makeOne(path: string, mode: number): Promise<boolean> {
  try {
    await mkdir(path, mode);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || !(await isFolder(path))) throw error;
    return false;
  }
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (status) => status.isDirectory(),
    () => false,
  );
}
