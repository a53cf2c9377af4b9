import { mkdir, rmdir } from "node:fs/promises";
import { dirname } from "node:path";
import { UserError } from "../../core/user-error.ts";

/** A folder that was made; `undo` takes away again what was made and is still empty. */
export type MadeFolder = { undo(): Promise<void> };

/** @throws {UserError} when it cannot be made */
export async function makeFolderFor(dir: string): Promise<MadeFolder> {
  const made = await mkdir(dir, { recursive: true }).catch((cause: NodeJS.ErrnoException) => {
    throw new UserError(`${dir}: cannot be made (${cause.code}). Choose another folder with --out.`, {
      cause,
    });
  });
  return {
    async undo() {
      for (let path = dir; made !== undefined && path.startsWith(made); path = dirname(path)) {
        const emptied = await rmdir(path).then(
          () => true,
          () => false,
        );
        if (!emptied) return;
      }
    },
  };
}
