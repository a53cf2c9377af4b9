import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { totalmem } from "node:os";
import { UserError } from "../core/user-error.ts";
import type { RedisFolder } from "./redis-folder.ts";
import { pingRedis } from "./redis-ping.ts";

/** What `flock` exits with when somebody else holds the lock. */
const LOCK_HELD = 75;
const START_MS = 60_000;
const LAST_CHARACTERS = 4_000;

export type RedisChild = {
  readonly process: ChildProcess;
  /** Settles when the process has ended; `lines` are the last ones it printed. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; lines: string[] }>;
};

/** The folder is in use by another process's Redis. */
export class RedisFolderHeld extends Error {
  override name = "RedisFolderHeld";
}

function argumentsOf({ dir, lock, socket }: RedisFolder, maxmemoryBytes: number): string[] {
  const settings = {
    port: "0",
    unixsocket: socket,
    unixsocketperm: "700",
    dir,
    appendonly: "yes",
    // A receipt is a promise: what Redis has acknowledged is on the disk.
    appendfsync: "always",
    save: "",
    "maxmemory-policy": "noeviction",
    maxmemory: String(maxmemoryBytes),
    daemonize: "no",
    logfile: "",
    loglevel: "notice",
    "always-show-logo": "no",
  };
  const redis = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  // The lock is held by redis-server itself, for as long as it lives; and it lives no longer than this process.
  return [
    "--no-fork",
    "-n",
    "-E",
    String(LOCK_HELD),
    lock,
    "setpriv",
    "--pdeathsig",
    "TERM",
    "redis-server",
    ...redis,
  ];
}

/** Half of the memory there is: the machine's, or less where a container allows less. */
export function defaultMaxmemoryBytes(total = totalmem(), allowed = process.constrainedMemory()): number {
  return Math.floor((allowed > 0 ? Math.min(total, allowed) : total) / 2);
}

/**
 * Starts `redis-server` on its unix socket and waits until it answers.
 *
 * @throws {RedisFolderHeld} when another process has the folder open
 * @throws {UserError} when a program is missing or Redis ends at its start
 */
export async function startRedisChild(folder: RedisFolder, maxmemoryBytes: number): Promise<RedisChild> {
  // A group of its own: Ctrl-C ends this process, which then ends Redis after everything else.
  const child = spawn("flock", argumentsOf(folder, maxmemoryBytes), {
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  // Chunks may end within a line, so the text is kept and cut into lines when somebody asks.
  let text = "";
  const keep = (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-LAST_CHARACTERS);
  };
  const lastLines = () => text.split("\n").filter(Boolean);
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const missing = new Promise<never>((_, reject) =>
    child.once("error", (cause) =>
      reject(
        new UserError("flock is not installed. On Debian or Ubuntu: apt-get install util-linux", { cause }),
      ),
    ),
  );
  missing.catch(() => {}); // reported below, or the process is long started
  const ended = once(child, "close").then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
    lines: lastLines(),
  }));

  const deadline = Date.now() + START_MS;
  let over: Awaited<typeof ended> | undefined;
  void ended.then(
    (end) => {
      over = end;
    },
    () => {},
  );
  while (Date.now() < deadline) {
    await Promise.race([missing, new Promise((resolve) => setTimeout(resolve, 10))]);
    if (over) {
      if (over.code === LOCK_HELD) throw new RedisFolderHeld(folder.dir);
      throw new UserError(whyNotStarted(over.code, over.lines));
    }
    // Another instance's socket would answer too, so only a living child of ours counts.
    if ((await pingRedis(folder.socket)) === "ready" && child.exitCode === null)
      return { process: child, ended };
  }
  await stopRedisChild({ process: child, ended }, 1_000);
  throw new UserError(
    `redis-server did not answer within ${START_MS / 1000} s: ${lastLines().slice(-2).join(" / ")}`,
  );
}

function whyNotStarted(code: number | null, lines: readonly string[]): string {
  const text = lines.join("\n");
  const missing = /failed to execute (\S+): No such file/.exec(text)?.[1];
  if (missing === "setpriv")
    return "setpriv is not installed. On Debian or Ubuntu: apt-get install util-linux";
  if (missing === "redis-server") {
    return "redis-server is not installed. On Debian or Ubuntu: apt-get install redis-server; or set REDIS_URL.";
  }
  if (/No space left/i.test(text)) return "DATA_DIR: the disk is full: redis-server cannot write its log";
  return `redis-server ended at its start (status ${code}): ${lines.slice(-3).join(" / ")}`;
}

/** SIGTERM, and SIGKILL when it does not end in time. Its data is on the disk either way. */
export async function stopRedisChild(child: RedisChild, milliseconds: number): Promise<void> {
  if (child.process.exitCode !== null || child.process.signalCode !== null) return;
  child.process.kill("SIGTERM");
  const timer = setTimeout(() => child.process.kill("SIGKILL"), milliseconds);
  await child.ended;
  clearTimeout(timer);
}

/** Removes what a stopped instance leaves behind. */
export async function tidyRedisFolder({ owner, socket }: RedisFolder): Promise<void> {
  await rm(owner, { force: true });
  await rm(socket, { force: true });
}
