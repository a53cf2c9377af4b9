import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { UserError } from "../../core/user-error.ts";

/** Programs that will do, the best first. */
const PROGRAMS = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"] as const;

function mayRun(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/**
 * The browser to use.
 *
 * @param chosen the path in `CHROMIUM_PATH`
 * @param searched the value of `PATH`
 * @throws {UserError} when there is none
 */
export async function findChromium(chosen: string | undefined, searched: string): Promise<string> {
  if (chosen !== undefined) {
    if (await mayRun(chosen)) return chosen;
    throw new UserError(`CHROMIUM_PATH: ${chosen} is no program that can be run`);
  }
  for (const program of PROGRAMS) {
    for (const folder of searched.split(delimiter)) {
      if (await mayRun(join(folder, program))) return join(folder, program);
    }
  }
  throw new UserError(
    "CHROMIUM_PATH: no Chromium is installed. On Debian or Ubuntu: apt-get install chromium; or name one by CHROMIUM_PATH",
  );
}
