import { readFile, writeFile } from "node:fs/promises";
import { UserError } from "../core/user-error.ts";
import type { Logger } from "./logger.ts";
import {
  defaultMaxmemoryBytes,
  type RedisChild,
  RedisFolderHeld,
  startRedisChild,
  stopRedisChild,
  tidyRedisFolder,
} from "./redis-child.ts";
import { prepareRedisFolder, type RedisFolder, redisFolderOf } from "./redis-folder.ts";
import { pingRedis } from "./redis-ping.ts";

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
const STOP_MS = 10_000;

export type EmbeddedRedis = {
  /** As `REDIS_URL` names it: `unix:/path/redis.sock`. */
  readonly url: string;
  readonly socket: string;
  /** False when another process on this machine runs it. */
  readonly own: boolean;
  /** The process that runs now; changes when it had to be started again. */
  pid(): number | undefined;
  /** Ends it, if it is this process's own. */
  stop(): Promise<void>;
};

type Options = {
  /** The data folder; Redis keeps its files in `redis/` below it. */
  dir: string;
  log: Logger;
  /** Redis refuses new data beyond this; default half of the machine's memory. */
  maxmemoryBytes?: number;
};

async function held(folder: RedisFolder, dir: string, cause: unknown): Promise<UserError> {
  const owner = await readFile(folder.owner, "utf8").then(
    (text) => JSON.parse(text) as { pid?: number; since?: string },
    () => ({}) as { pid?: number; since?: string },
  );
  const who = owner.pid === undefined ? "another process" : `process ${owner.pid} (since ${owner.since})`;
  return new UserError(
    `DATA_DIR: ${dir} is in use by ${who}. Stop it first, choose another DATA_DIR, or share its Redis with REDIS_URL=unix:${folder.socket}`,
    { cause },
  );
}

/**
 * Runs a Redis of this process's own: on a private unix socket, every acknowledged write on the disk. It ends with
 * this process, however this process ends, and is started again with its data when it dies by itself.
 *
 * @throws {UserError} when the folder is in use, cannot be written to, its disk is full, or a program is missing
 */
export async function startEmbeddedRedis({
  dir,
  log,
  maxmemoryBytes = defaultMaxmemoryBytes(),
}: Options): Promise<EmbeddedRedis> {
  const folder = await prepareRedisFolder(dir);
  let child: RedisChild;
  try {
    child = await startRedisChild(folder, maxmemoryBytes);
  } catch (error) {
    throw error instanceof RedisFolderHeld ? await held(folder, dir, error) : error;
  }
  await writeFile(folder.owner, JSON.stringify({ pid: process.pid, since: new Date().toISOString() }));
  let stopping = false;
  let restart: NodeJS.Timeout | undefined;
  let restarting: Promise<void> | undefined;

  function watch(running: RedisChild): void {
    child = running;
    void running.ended.then(({ code, signal, lines }) => {
      if (stopping) return;
      log.error({ code, signal, last: lines.slice(-3) }, "redis ended by itself");
      scheduleRestart(FIRST_PAUSE_MS);
    });
  }
  function scheduleRestart(pause: number): void {
    restart = setTimeout(() => {
      restarting = startRedisChild(folder, maxmemoryBytes).then(
        (running) => {
          log.info({ pid: running.process.pid }, "redis started again");
          watch(running);
        },
        (error: unknown) => {
          log.error(
            { error: error instanceof Error ? error.message : String(error) },
            "redis cannot be started again",
          );
          if (!stopping) scheduleRestart(Math.min(pause * 2, LONGEST_PAUSE_MS));
        },
      );
    }, pause);
  }
  watch(child);

  return {
    url: `unix:${folder.socket}`,
    socket: folder.socket,
    own: true,
    pid: () => child.process.pid,
    async stop() {
      stopping = true;
      clearTimeout(restart);
      await restarting;
      await stopRedisChild(child, STOP_MS);
      await tidyRedisFolder(folder);
    },
  };
}

/**
 * For commands beside a running service: uses the Redis that another process runs in this data folder, or starts one
 * for as long as the command lasts.
 *
 * @throws {UserError} as {@link startEmbeddedRedis}
 */
export async function connectOrStartEmbeddedRedis(options: Options): Promise<EmbeddedRedis> {
  const folder = redisFolderOf(options.dir);
  for (let tries = 0; (await pingRedis(folder.socket)) !== "absent"; tries += 1) {
    if ((await pingRedis(folder.socket)) === "ready") {
      return {
        url: `unix:${folder.socket}`,
        socket: folder.socket,
        own: false,
        pid: () => undefined,
        stop: () => Promise.resolve(),
      };
    }
    if (tries > 600) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return startEmbeddedRedis(options);
}
