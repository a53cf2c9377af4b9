import { execAll } from "./exec-all.ts";
import { createHeadroom } from "./headroom.ts";
import { failFast, QueueUnavailable } from "./queue-unavailable.ts";
import type { Redis } from "./redis.ts";
import type { Vault } from "./vault.ts";

/** Given photos kept at most: Redis holds them in memory. */
const LIMIT = 2_000;
/** Given photos may fill Redis up to this share of its `maxmemory`; the rest belongs to photos that wait to be read. */
const SHARE = 0.5;
/** Which are kept, each with its end. */
const INDEX = "given-until";

/** Photos that people gave for improving the network: sealed, each with a day on which it goes by itself. */
export type GivenPhotos = {
  /**
   * Again for the same study: nothing changes.
   *
   * @param until milliseconds since 1970
   * @returns false when there is no room for it
   */
  keep(study: string, photo: Uint8Array, until: number): Promise<boolean>;
  /** Moves the end of a photo, if there is one. An end that has passed erases it. */
  keepUntil(study: string, until: number): Promise<void>;
  get(study: string): Promise<Buffer | undefined>;
  erase(studies: readonly string[]): Promise<void>;
};

/** @throws {QueueUnavailable} from every method */
export function createGivenPhotos({
  redis,
  vault,
  patienceMilliseconds = 2_000,
  limit = LIMIT,
  now = Date.now,
}: {
  redis: Redis;
  vault: Vault;
  patienceMilliseconds?: number;
  limit?: number;
  now?: () => number;
}): GivenPhotos {
  const within = <T>(operation: () => Promise<T>) => failFast(patienceMilliseconds, operation);
  const headroom = createHeadroom(redis, patienceMilliseconds, SHARE);
  const keyOf = (study: string) => `given:${study}`;

  async function hasRoom(bytes: number): Promise<boolean> {
    await redis.zremrangebyscore(INDEX, 0, now());
    if ((await redis.zcard(INDEX)) >= limit) return false;
    try {
      await headroom.require(bytes);
      return true;
    } catch (error) {
      if (error instanceof QueueUnavailable && error.reason === "full") return false;
      throw error;
    }
  }

  return {
    keep: (study, photo, until) =>
      within(async () => {
        const key = keyOf(study);
        if ((await redis.exists(key)) === 1) return true;
        if (!(await hasRoom(photo.byteLength))) return false;
        const sealed = vault.sealBytes(photo, key);
        await execAll(redis.multi().set(key, sealed, "PXAT", until, "NX").zadd(INDEX, "NX", until, study));
        return true;
      }),
    keepUntil: (study, until) =>
      within(() => execAll(redis.multi().pexpireat(keyOf(study), until).zadd(INDEX, "XX", until, study))),
    async get(study) {
      const key = keyOf(study);
      const sealed = await within(() => redis.getBuffer(key));
      return sealed === null ? undefined : vault.openBytes(sealed, key);
    },
    async erase(studies) {
      if (studies.length === 0) return;
      await within(() =>
        execAll(
          redis
            .multi()
            .del(...studies.map(keyOf))
            .zrem(INDEX, ...studies),
        ),
      );
    },
  };
}
