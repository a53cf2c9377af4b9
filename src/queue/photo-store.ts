import type { Picture } from "../core/picture.ts";
import { UserError } from "../core/user-error.ts";
import { failFast } from "./queue-unavailable.ts";
import type { Redis } from "./redis.ts";
import { SealBroken, type Vault } from "./vault.ts";

/** Where a study's photo lies. */
export function photoKey(study: string): string {
  return `photo:${study}`;
}

/** Where a study's picture lies. */
export function pictureKey(study: string, kind: Picture["kind"]): string {
  return `picture:${study}:${kind}`;
}

/** Photos and pictures: binary keys beside the queue, encrypted, expiring. */
export type PhotoStore = {
  /** @param ttlSeconds after which Redis forgets the bytes by itself */
  put(key: string, bytes: Uint8Array, ttlSeconds: number): Promise<void>;
  /** @returns undefined when they were deleted or their time is up */
  get(key: string): Promise<Buffer | undefined>;
  /** Deletes what is there of `keys`. */
  delete(...keys: string[]): Promise<void>;
};

/**
 * @param patienceMilliseconds how long to wait for Redis; `Infinity` for those who wait
 * @throws {QueueUnavailable} from every method, when Redis cannot take or give the bytes in time
 */
export function createPhotoStore({
  redis,
  vault,
  patienceMilliseconds = 2_000,
}: {
  redis: Redis;
  vault: Vault;
  patienceMilliseconds?: number;
}): PhotoStore {
  return {
    async put(key, bytes, ttlSeconds) {
      const sealed = vault.sealBytes(bytes, key);
      const milliseconds = Math.max(1, Math.round(ttlSeconds * 1000));
      await failFast(patienceMilliseconds, () => redis.set(key, sealed, "PX", milliseconds));
    },
    async get(key) {
      const sealed = await failFast(patienceMilliseconds, () => redis.getBuffer(key));
      if (sealed === null) return undefined;
      try {
        return vault.openBytes(sealed, key);
      } catch (cause) {
        if (!(cause instanceof SealBroken)) throw cause;
        throw new UserError(
          `PHOTO_KEY: a stored photo cannot be opened (${key}). Every process needs the key it was stored with.`,
          { cause },
        );
      }
    },
    async delete(...keys) {
      if (keys.length > 0) await failFast(patienceMilliseconds, () => redis.del(...keys));
    },
  };
}
