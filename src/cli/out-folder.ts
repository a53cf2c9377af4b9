import { access, constants } from "node:fs/promises";
import { UserError } from "../core/user-error.ts";
import { makeFolder } from "../runtime/make-folder.ts";

/**
 * Makes the folder that a command writes pictures to, and makes sure that it can be written to.
 *
 * @throws {UserError} (exit status 2) when it cannot
 */
export async function makeOutFolder(command: string, out: string): Promise<void> {
  const refuse = (what: string) => (cause: NodeJS.ErrnoException) => {
    throw new UserError(`${command}: cannot ${what} ${out} (${cause.code}). Choose another with --out.`, {
      exitCode: 2,
      cause,
    });
  };
  await makeFolder(out).catch(refuse("make the folder"));
  await access(out, constants.W_OK).catch(refuse("write into the folder"));
}
