import { Redis as Client, type RedisOptions } from "ioredis";
import { UserError } from "../core/user-error.ts";
import type { Logger } from "../runtime/logger.ts";
import { createRepeatFilter } from "../runtime/repeat-filter.ts";
import { failFast } from "./queue-unavailable.ts";

export type Redis = Client;

/** How long a producer waits for Redis before it gives up, in milliseconds. */
const PRODUCER_PATIENCE_MS = 1_800;

const LONGEST_RECONNECT_PAUSE_MS = 1_000;
/** Redis' own words for a wrong or missing user or password. */
const REFUSED = /NOAUTH|WRONGPASS|NOPERM|invalid username-password/;

type Profile = Pick<
  RedisOptions,
  "enableOfflineQueue" | "maxRetriesPerRequest" | "commandTimeout" | "autoResendUnfulfilledCommands"
>;

/** What the library connects to: a `REDIS_URL` may also name a unix socket, as `unix:/run/redis.sock`. */
function endpointOf(url: string): string {
  return url.startsWith("unix:") ? url.slice("unix:".length).replace(/^\/\/(?=\/)/, "") : url;
}

function open(url: string, name: string, log: Logger, profile: Profile): Redis {
  const redis = new Client(endpointOf(url), {
    connectionName: name,
    connectTimeout: 2_000,
    retryStrategy: (times: number) => Math.min(50 * 2 ** Math.min(times, 10), LONGEST_RECONNECT_PAUSE_MS),
    ...(profile as object),
  });
  watch(redis, name, log);
  return redis;
}

/** Reports a connection's troubles: each kind once in a while, not once per retry. */
function watch(redis: Redis, name: string, log: Logger): void {
  const mayRepeat = createRepeatFilter(30_000);
  let lost = false;
  redis.on("error", (error: Error) => {
    if (mayRepeat(error.message))
      log.warn({ connection: name, error: error.message }, "redis connection error");
  });
  redis.on("close", () => {
    lost = true;
  });
  redis.on("ready", () => {
    if (lost) log.info({ connection: name }, "redis connection restored");
    lost = false;
  });
}

/**
 * A connection for those who must not wait, such as the intake of a channel: a command fails within two seconds
 * when Redis is away, and nothing is kept back to be sent later.
 */
export function openProducerRedis(
  url: string,
  { log, name = "producer" }: { log: Logger; name?: string },
): Redis {
  return open(url, name, log, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: PRODUCER_PATIENCE_MS,
    autoResendUnfulfilledCommands: false,
  });
}

/** A connection for those who wait, such as workers: commands are kept and sent when Redis is back. */
export function openWaitingRedis(
  url: string,
  { log, name = "consumer" }: { log: Logger; name?: string },
): Redis {
  return open(url, name, log, { maxRetriesPerRequest: null });
}

/** Closes a connection, politely when Redis answers, at once when it does not. */
export async function closeRedis(redis: Redis): Promise<void> {
  if (redis.status === "ready") await failFast(500, () => redis.quit()).catch(() => {});
  redis.disconnect();
}

/**
 * Makes sure that Redis answers and may be used before a process calls itself started.
 *
 * @throws {UserError} when nothing answers within `milliseconds`, the password is wrong, or Redis is older than 6.2
 */
export async function requireRedis(redis: Redis, milliseconds: number): Promise<void> {
  const place = redis.options.path ?? `${redis.options.host}:${redis.options.port}`;
  const deadline = Date.now() + milliseconds;
  // A refused password fails the connection itself; commands then only hear that there is none.
  let refused = "";
  const note = ({ message }: Error) => {
    if (REFUSED.test(message)) refused = message;
  };
  redis.on("error", note);
  try {
    await insistOnRedis(redis, { place, deadline, refused: () => refused });
  } finally {
    redis.off("error", note);
  }
}

async function insistOnRedis(
  redis: Redis,
  { place, deadline, refused }: { place: string; deadline: number; refused: () => string },
): Promise<void> {
  for (;;) {
    try {
      const info = await failFast(Math.max(1, Math.min(2_000, deadline - Date.now())), () =>
        redis.info("server"),
      );
      const version = /redis_version:(\d+)\.(\d+)/.exec(info);
      if (version && Number(version[1]) * 100 + Number(version[2]) < 602) {
        throw new UserError(
          `REDIS_URL: Redis ${version[1]}.${version[2]} at ${place} is too old; 6.2 or later is needed`,
        );
      }
      // Redis answers INFO while it still reads its files, and the library before it is ready for anything else.
      await failFast(2_000, () => redis.ping());
      if (redis.status !== "ready") throw new Error(`the connection is not ready (${redis.status})`);
      return;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (error instanceof UserError) throw error;
      if (REFUSED.test(message) || refused() !== "") {
        throw new UserError(`REDIS_URL: Redis at ${place} refuses the user or password`, { cause: error });
      }
      if (Date.now() >= deadline) {
        throw new UserError(
          `REDIS_URL: no Redis answers at ${place}. Start it, or mend REDIS_URL; without REDIS_URL one is started here.`,
          { cause: error },
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** What an administrator has to do about a Redis that answers and takes nothing. */
export function notWritable(error: unknown): unknown {
  const message = error instanceof Error ? error.message : String(error);
  const [kind, what] =
    [
      ["OOM", "is full (maxmemory). Give it more memory, or empty it"],
      ["READONLY", "is a read-only replica. Name its primary"],
      ["MISCONF", "cannot write to its disk. Make room there"],
      ["NOPERM", "does not let this user write. Give the user all keys and commands"],
    ].find(([code = ""]) => message.startsWith(code)) ?? [];
  return kind === undefined ? error : new UserError(`REDIS_URL: this Redis ${what}.`, { cause: error });
}

/** @throws {UserError} saying what to do when Redis answers, but is full, read-only or out of disk */
export async function requireWritable(redis: Redis): Promise<void> {
  await failFast(2_000, () => redis.set("write-check", 1, "EX", 10)).catch((error: unknown) => {
    throw notWritable(error instanceof Error && error.cause !== undefined ? error.cause : error);
  });
}
