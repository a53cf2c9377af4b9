import { randomBytes } from "node:crypto";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../core/user-error.ts";
import { makeFolder } from "./make-folder.ts";

/**
 * The `PHOTO_KEY` of a data folder, made on first use; readable by this user alone. Used only beside the embedded
 * Redis: whoever has the folder has both.
 *
 * @returns 32 bytes in base64
 * @throws {UserError} when it can be neither read nor made
 */
export async function loadOrCreatePhotoKey(dir: string): Promise<string> {
  const path = join(dir, "photo.key");
  try {
    await makeFolder(dir);
    try {
      const file = await open(path, "wx", 0o600);
      try {
        await file.writeFile(`${randomBytes(32).toString("base64")}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    // A second process may read between the making and the writing of the file.
    for (let tries = 0; ; tries += 1) {
      const key = (await readFile(path, "utf8")).trim();
      if (key !== "" || tries > 20) return key;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? "unknown";
    throw new UserError(
      `DATA_DIR: cannot read or make ${path} (${code}). Check the folder's permissions and space.`,
      {
        cause,
      },
    );
  }
}
