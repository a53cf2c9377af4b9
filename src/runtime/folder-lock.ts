import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { UserError } from "../core/user-error.ts";

/** What `flock` exits with when somebody else holds the lock. */
const LOCK_HELD = 75;

/** A folder that is ours alone while it is held. */
export type FolderLock = { release(): Promise<void> };

/** The folder is in another process's hands. */
export class FolderHeld extends Error {
  override name = "FolderHeld";
  /** The other process, as far as it is known. */
  readonly owner: string;

  constructor(dir: string, owner: string) {
    super(`${dir} is held by ${owner}`);
    this.owner = owner;
  }
}

/**
 * Holds a folder. The lock is a helper's that ends with this process, however that ends, so a lock never outlives its
 * owner.
 *
 * @param dir must exist
 * @throws {FolderHeld} when another process holds it
 * @throws {UserError} when `flock` is missing
 */
export async function lockFolder(dir: string): Promise<FolderLock> {
  const ownerFile = join(dir, "owner.json");
  // `cat` holds the lock and ends when its input does, which this process's end closes.
  const child = spawn("flock", ["--no-fork", "-n", "-E", String(LOCK_HELD), join(dir, "lock"), "cat"], {
    stdio: ["pipe", "pipe", "ignore"],
    detached: true,
  });
  const ended = once(child, "close");
  ended.catch(() => {}); // a missing program is reported below
  child.stdin.on("error", () => {}); // it has ended, which is seen below
  child.stdin.write("held\n");
  const answer = await Promise.race([
    once(child.stdout, "data").then(() => "held" as const),
    ended.then(([code]) => code as number | null),
  ]).catch((cause: unknown) => {
    throw new UserError("flock is not installed. On Debian or Ubuntu: apt-get install util-linux", { cause });
  });
  if (answer === LOCK_HELD) throw new FolderHeld(dir, await readOwner(ownerFile));
  if (answer !== "held") {
    throw new UserError(
      `cannot lock ${dir} (flock ended with status ${answer}). Is it a folder that can be written?`,
    );
  }
  await writeFile(ownerFile, JSON.stringify({ pid: process.pid, host: hostname() }));
  return {
    async release() {
      await rm(ownerFile, { force: true });
      child.stdin.end();
      await ended;
    },
  };
}

async function readOwner(file: string): Promise<string> {
  try {
    const { pid, host } = JSON.parse(await readFile(file, "utf8")) as { pid?: unknown; host?: unknown };
    return `process ${String(pid)} on ${String(host)}`;
  } catch {
    return "another process";
  }
}
