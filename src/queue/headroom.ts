import { failFast, QueueUnavailable } from "./queue-unavailable.ts";
import type { Redis } from "./redis.ts";

/** New photos are refused above this share of `maxmemory`: the rest is for working off what was accepted. */
const SHARE = 0.9;
const REMEMBERED_MS = 500;

/** Guards the memory that consumers need: when Redis is wholly full, not even a study can be taken up and ended. */
export type Headroom = {
  /**
   * @param bytes about to be stored
   * @throws {QueueUnavailable} `full` when they would go beyond the share of Redis' `maxmemory` (nine tenths unless told)
   */
  require(bytes: number): Promise<void>;
};

/** @param share of `maxmemory` that may be filled */
export function createHeadroom(redis: Redis, patienceMilliseconds: number, share = SHARE): Headroom {
  let known = { at: 0, free: Number.POSITIVE_INFINITY };
  return {
    async require(bytes) {
      if (Date.now() - known.at > REMEMBERED_MS) {
        const info = await failFast(patienceMilliseconds, () => redis.info("memory"));
        const used = Number(/^used_memory:(\d+)/m.exec(info)?.[1] ?? 0);
        const most = Number(/^maxmemory:(\d+)/m.exec(info)?.[1] ?? 0);
        known = { at: Date.now(), free: most === 0 ? Number.POSITIVE_INFINITY : most * share - used };
      }
      if (bytes > known.free) throw new QueueUnavailable("full");
      known.free -= bytes;
    },
  };
}
