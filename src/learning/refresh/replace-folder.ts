import { renameSync, rmSync } from "node:fs";
import { cp, lstat, readdir, realpath, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../../core/user-error.ts";
import { withCleaning } from "../../networks/on-interrupt.ts";
import { withLock } from "../../networks/public/folder-lock.ts";

const isThere = (path: string) =>
  lstat(path).then(
    () => true,
    () => false,
  );

/** What a folder's files look like from outside: a file that is written again shows another time or size. */
async function lookOf(dir: string): Promise<string> {
  const names = (await readdir(dir, { recursive: true })).toSorted();
  const looks = await Promise.all(
    names.map(async (name) => {
      const { size, mtimeMs, ino } = await stat(join(dir, name));
      return `${name} ${size} ${mtimeMs} ${ino}`;
    }),
  );
  return looks.join("\n");
}

const failed = (what: string) => (cause: NodeJS.ErrnoException) =>
  new UserError(
    `${what} (${cause.code}). Make room, or make the folder above it writable; nothing was changed.`,
    { cause },
  );

/** Puts right what a killed process left: between two renames the old folder stands under another name. */
async function recover(dir: string, old: string, beside: string): Promise<void> {
  if (await isThere(old)) {
    if (await isThere(dir)) await rm(old, { recursive: true });
    else await rename(old, dir);
  }
  await rm(beside, { recursive: true, force: true });
}

/** In one go, so that no signal comes between the two renames. */
function swap(dir: string, old: string, beside: string): void {
  try {
    renameSync(dir, old);
  } catch (cause) {
    throw failed(`${dir}: cannot be renamed`)(cause as NodeJS.ErrnoException);
  }
  try {
    renameSync(beside, dir);
  } catch (cause) {
    renameSync(old, dir);
    throw failed(`${dir}: cannot be replaced`)(cause as NodeJS.ErrnoException);
  }
  rmSync(old, { recursive: true });
}

/**
 * Changes a folder all or nothing: works on a copy beside it (`<dir>.new`) and puts that in its place. After a failure or a
 * signal the folder is as it was; after a kill between the two renames it is put back by the next call.
 *
 * Where a person changed it meanwhile it stays as they left it, and the work lies in `<dir>.measured`.
 *
 * @param check throws where the folder is not one to be changed; asked before anything is copied
 * @throws {UserError} when there is no room, somebody else is at it, or a person changed it meanwhile
 */
export async function replaceFolder<T>(
  dir: string,
  check: (place: string) => Promise<void>,
  work: (beside: string) => Promise<T>,
): Promise<T> {
  const place = await realpath(dir).catch(() => dir.replace(/\/+$/, ""));
  const [beside, old, lock] = [`${place}.new`, `${place}.old`, `${place}.lock`];
  return withLock(lock, "a refresh of this model", async () => {
    await recover(place, old, beside);
    await check(place);
    const before = await lookOf(place);
    const clean = () => rmSync(beside, { recursive: true, force: true });
    return withCleaning(clean, async () => {
      try {
        await cp(place, beside, { recursive: true }).catch((cause: NodeJS.ErrnoException) => {
          throw failed(`${beside}: cannot be written`)(cause);
        });
        const result = await work(beside);
        if ((await lookOf(place)) !== before) {
          const kept = `${place}.measured`;
          await rm(kept, { recursive: true, force: true });
          await rename(beside, kept);
          throw new UserError(
            `${dir}: was changed by somebody else meanwhile, and was left as it is. What was measured of it as it was before lies in ${kept}: take over from there what still holds, or run it again.`,
          );
        }
        swap(place, old, beside);
        return result;
      } finally {
        clean();
      }
    });
  });
}
