import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { promisify } from "node:util";
import { findChromium } from "../channels/whatsapp/find-chromium.ts";
import { hasLink } from "../channels/whatsapp/profile-folder.ts";
import { UserError } from "../core/user-error.ts";
import { makeFolder } from "../runtime/make-folder.ts";
import { type Check, failure, guarded, ok, warning } from "./doctor-check.ts";

const execute = promisify(execFile);
const PATIENCE_MS = 10_000;

/** The browser that the WhatsApp channel needs. */
export async function checkBrowser(chosen: string | undefined, path: string): Promise<Check> {
  return guarded("chromium", "apt-get install chromium, or set CHROMIUM_PATH", async () => {
    try {
      const program = await findChromium(chosen, path);
      const { stdout } = await execute(program, ["--version"], { timeout: PATIENCE_MS });
      return ok("chromium", stdout.trim());
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return failure("chromium", error.message, "apt-get install chromium, or set CHROMIUM_PATH");
    }
  });
}

/** The session folder can be written, and holds a link to a phone. */
export async function checkSession(dir: string): Promise<Check> {
  const fix = "choose a WHATSAPP_SESSION_DIR that this user may write to";
  return guarded("whatsapp", fix, async () => {
    await makeFolder(dir, 0o700);
    await access(dir, constants.W_OK | constants.X_OK);
    return (await hasLink(dir))
      ? ok("whatsapp", `${dir}, with a session`)
      : warning("whatsapp", `${dir}, not linked yet`, "start the channel and scan the code it shows");
  });
}
