import { UserError } from "../core/user-error.ts";
import { connectOrStartEmbeddedRedis, startEmbeddedRedis } from "../runtime/embedded-redis.ts";
import type { Logger } from "../runtime/logger.ts";
import { loadOrCreatePhotoKey } from "../runtime/photo-key-file.ts";
import { closeRedis, notWritable, openProducerRedis, type Redis, requireRedis } from "./redis.ts";
import { createVault, parsePhotoKey, SealBroken, type Vault } from "./vault.ts";

/** How long a process waits at its start for a Redis that is named by `REDIS_URL`. */
const START_PATIENCE_MS = 15_000;
const KEY_CHECK = "photo-key-check";

/** Redis and the key to what lies in it: what every process stands on. */
export type Backing = {
  readonly url: string;
  /** As `PHOTO_KEY` carries it. */
  readonly photoKey: string;
  readonly vault: Vault;
  /** Ends the embedded Redis, if this process started it. */
  stop(): Promise<void>;
};

/** The first process leaves something sealed; the others must be able to open it. */
async function requireSameKey(redis: Redis, vault: Vault): Promise<void> {
  // Asked first: a full Redis refuses even a write that would change nothing, and its workers must come back to empty it.
  let sealed = await redis.get(KEY_CHECK);
  if (sealed === null) {
    await redis.set(KEY_CHECK, vault.seal("same key", KEY_CHECK), "NX").catch((error: unknown) => {
      throw notWritable(error);
    });
    sealed = await redis.get(KEY_CHECK);
  }
  try {
    if (sealed !== null) vault.open(sealed, KEY_CHECK);
  } catch (cause) {
    if (!(cause instanceof SealBroken)) throw cause;
    throw new UserError(
      `PHOTO_KEY: is not the key that this Redis was used with before. Set that one; or, to give up all that is stored, delete '${KEY_CHECK}' in Redis.`,
      { cause },
    );
  }
}

/** What makes a Redis work well, until the day it loses accepted photos; each with what to set. */
export async function forgettingRisks(redis: Redis): Promise<{ what: string; fix: string }[]> {
  const info = `${await redis.info("memory")}${await redis.info("persistence")}`;
  const policy = /^maxmemory_policy:(\S+)/m.exec(info)?.[1];
  return [
    ...(policy === undefined || policy === "noeviction"
      ? []
      : [{ what: `it may drop accepted photos (${policy})`, fix: "set maxmemory-policy noeviction" }]),
    ...(/^aof_enabled:0/m.test(info)
      ? [{ what: "it forgets accepted photos when it dies", fix: "set appendonly yes" }]
      : []),
  ];
}

/**
 * Opens what a process stands on: the Redis of `REDIS_URL`, or the embedded one of the data folder.
 *
 * @param share whether an embedded Redis that another process runs will do; `false` for the one that runs it for all
 * @param patienceMilliseconds how long to wait for the Redis of `REDIS_URL`
 * @throws {UserError} when Redis does not answer, the data folder cannot be used, or `PHOTO_KEY` is another one
 */
export async function openBacking(
  settings: { REDIS_URL?: string | undefined; PHOTO_KEY?: string | undefined; DATA_DIR: string },
  {
    log,
    share = true,
    patienceMilliseconds = START_PATIENCE_MS,
  }: { log: Logger; share?: boolean; patienceMilliseconds?: number },
): Promise<Backing> {
  const start = share ? connectOrStartEmbeddedRedis : startEmbeddedRedis;
  const embedded =
    settings.REDIS_URL === undefined ? await start({ dir: settings.DATA_DIR, log }) : undefined;
  const stop = async () => embedded?.stop();
  try {
    const url = settings.REDIS_URL ?? embedded?.url ?? "";
    const photoKey = settings.PHOTO_KEY ?? (await loadOrCreatePhotoKey(settings.DATA_DIR));
    const vault = createVault(parsePhotoKey(photoKey));
    const redis = openProducerRedis(url, { log, name: "start" });
    try {
      await requireRedis(redis, patienceMilliseconds);
      await requireSameKey(redis, vault);
      if (!embedded) for (const risk of await forgettingRisks(redis)) log.warn(risk, "redis at risk");
    } finally {
      await closeRedis(redis);
    }
    return { url, photoKey, vault, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
