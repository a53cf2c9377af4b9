import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../../core/user-error.ts";
import { FolderHeld, type FolderLock, lockFolder } from "../../runtime/folder-lock.ts";
import type { Logger } from "../../runtime/logger.ts";
import { makeFolder } from "../../runtime/make-folder.ts";
import { findProcesses } from "../../runtime/process-tree.ts";

/** Where the library keeps the browser's profile within the session folder. */
function profileOf(sessionDir: string): string {
  return join(sessionDir, "session");
}

/**
 * Makes the session folder and holds it for this process alone: a second browser on one profile would end the link.
 *
 * @throws {UserError} when another process holds it, or it cannot be written
 */
export async function holdSession(sessionDir: string): Promise<FolderLock> {
  try {
    await makeFolder(sessionDir, 0o700);
    return await lockFolder(sessionDir);
  } catch (cause) {
    if (cause instanceof FolderHeld) {
      throw new UserError(
        `WHATSAPP_SESSION_DIR: ${sessionDir} is in use by ${cause.owner}. Two processes on one session would end each other's link: stop that one, or choose another folder and link it by a QR code of its own.`,
        { cause },
      );
    }
    if (cause instanceof UserError) throw cause;
    const code = (cause as NodeJS.ErrnoException).code ?? "unknown";
    throw new UserError(
      `WHATSAPP_SESSION_DIR: cannot write to ${sessionDir} (${code}). Choose a folder that this user may write to.`,
      { cause },
    );
  }
}

/**
 * Makes the profile ready for a browser: ends browsers that outlived an earlier process, and removes the locks that they
 * or another container left. Only for whoever holds the session.
 */
export async function tidyProfile(sessionDir: string, log: Logger): Promise<void> {
  const profile = profileOf(sessionDir);
  const orphans = await findProcesses(`--user-data-dir=${profile}`);
  for (const pid of orphans) {
    try {
      process.kill(pid, "SIGKILL");
    } catch (error) {
      // Children of one that was ended just now are gone as well.
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
  if (orphans.length > 0) log.warn({ browsers: orphans.length }, "browsers of an earlier process ended");
  const names = await readdir(profile).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  for (const name of names) {
    if (name.startsWith("Singleton")) await rm(join(profile, name), { force: true });
  }
}

/** Forgets the link to the phone: the next start asks for a new one. */
export async function forgetLink(sessionDir: string): Promise<void> {
  await rm(profileOf(sessionDir), { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** Whether there is a profile, which a link was made in unless its code was never scanned. */
export async function hasLink(sessionDir: string): Promise<boolean> {
  const names = await readdir(profileOf(sessionDir)).catch(() => []);
  return names.length > 0;
}
