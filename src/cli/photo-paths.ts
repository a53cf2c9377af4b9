import { access, constants, open, stat } from "node:fs/promises";
import { PHOTO_LIMITS } from "../core/budgets.ts";
import { UserError } from "../core/user-error.ts";

/**
 * Makes sure that every path is a file that can be opened, before anything is read.
 *
 * @throws {UserError} (exit status 2) naming every one that cannot
 */
export async function requireReadable(command: string, paths: readonly string[]): Promise<void> {
  const problems = await Promise.all(
    paths.map(async (path) => {
      try {
        await access(path, constants.R_OK);
        return (await stat(path)).isFile() ? [] : [`${path} (not a file)`];
      } catch (error) {
        return [`${path} (${(error as NodeJS.ErrnoException).code ?? "cannot be read"})`];
      }
    }),
  );
  if (problems.flat().length > 0) {
    throw new UserError(
      `${command}: cannot open ${problems.flat().join(", ")}. Check the path and its permissions.`,
      {
        exitCode: 2,
      },
    );
  }
}

/**
 * Reads a photo, but of a file over the limit no more than shows that it is.
 *
 * @throws {UserError} when the disk does not give the file after all
 */
export async function readPhoto(command: string, path: string): Promise<Uint8Array> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      const bytes = Buffer.alloc(Math.min(size, PHOTO_LIMITS.bytes + 1));
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return bytes.subarray(0, filled);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new UserError(
      `${command}: cannot read ${path} (${(cause as NodeJS.ErrnoException).code}). Copy it to another disk and try again.`,
      { cause },
    );
  }
}
