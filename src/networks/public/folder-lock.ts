import { rmSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { UserError } from "../../core/user-error.ts";
import { withCleaning } from "../on-interrupt.ts";

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another person's process runs too.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** @returns whether the lock was free; one of a process that is gone is taken over */
async function take(path: string): Promise<boolean> {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const taken = await writeFile(path, String(process.pid), { flag: "wx" }).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === "EEXIST") return false;
        throw new UserError(`${path}: cannot be written (${error.code}). Choose another folder with --out.`, {
          cause: error,
        });
      },
    );
    if (taken) return true;
    const holder = Number(await readFile(path, "utf8").catch(() => ""));
    // One that is just being written says nothing yet: it is held.
    if (!Number.isInteger(holder) || holder <= 0 || isRunning(holder)) return false;
    await rm(path, { force: true });
  }
  return false;
}

/**
 * Does work that only one process may do at a time; its folder must be there.
 *
 * @param path of the lock, which goes away with the work or with the process
 * @throws {UserError} while another process does it
 */
export async function withLock<T>(path: string, what: string, work: () => Promise<T>): Promise<T> {
  if (!(await take(path))) {
    throw new UserError(
      `${what} is under way in another process (${path}). Wait for it, or choose another folder; if none runs, remove that file.`,
    );
  }
  try {
    return await withCleaning(() => rmSync(path, { force: true }), work);
  } finally {
    await rm(path, { force: true });
  }
}
