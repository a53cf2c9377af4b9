import { CHANNELS } from "./jobs.ts";
import { activeKey, blockedKey, membersKey } from "./people-keys.ts";
import { failFast } from "./queue-unavailable.ts";
import type { Redis } from "./redis.ts";
import type { Vault } from "./vault.ts";

const DAY_MS = 86_400_000;
/** Keys asked for at a time, and how often at most: beyond two million keys the counts say that they are incomplete. */
const PAGE = 1_000;
const MOST_PAGES = 2_000;
/** Counting walks over all keys: not more often than this. */
const REMEMBERED_MS = 60_000;

/** People by count; nobody can be read off it. */
export type PeopleCounts = {
  /** Who has ever written and is not forgotten. */
  readonly total: number;
  /** Who has agreed to the terms as they stand. */
  readonly agreed: number;
  /** Who wrote within the last 24 hours. */
  readonly active: number;
  readonly invited: number;
  readonly blocked: number;
  /** False where there were too many keys to look at: total and agreed are then at least so many. */
  readonly complete: boolean;
};

/**
 * Counts people, at most once a minute.
 *
 * @param hasAgreed judges what is remembered of a person
 * @throws {QueueUnavailable} from the function made
 */
export function createPeopleCounts({
  redis,
  vault,
  hasAgreed,
  now = Date.now,
}: {
  redis: Redis;
  vault: Vault;
  hasAgreed: (person: unknown) => boolean;
  now?: () => number;
}): () => Promise<PeopleCounts> {
  const within = <T>(operation: () => Promise<T>) => failFast(5_000, operation);
  let known: { at: number; counts: PeopleCounts } | undefined;

  async function walk(match: string, visit: (keys: string[]) => Promise<void>): Promise<boolean> {
    let cursor = "0";
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const [next, keys] = await within(() => redis.scan(cursor, "MATCH", match, "COUNT", PAGE));
      if (keys.length > 0) await visit(keys);
      cursor = next;
      if (cursor === "0") return true;
    }
    return false;
  }

  async function sum(count: (channel: (typeof CHANNELS)[number]) => Promise<number>): Promise<number> {
    const counts = await within(() => Promise.all(CHANNELS.map(count)));
    return counts.reduce((all, some) => all + some, 0);
  }

  async function count(): Promise<PeopleCounts> {
    // A walk may meet a key twice.
    const seen = new Set<string>();
    const agreed = new Set<string>();
    const allSeen = await walk("seen:*", async (keys) => {
      for (const key of keys) seen.add(key);
    });
    const allRead = await walk("person:*", async (keys) => {
      const sealed = await within(() => redis.mget(...keys));
      for (const [place, text] of sealed.entries()) {
        const key = keys[place] ?? "";
        if (text !== null && hasAgreed(JSON.parse(vault.open(text, key)))) agreed.add(key);
      }
    });
    return {
      total: seen.size,
      agreed: agreed.size,
      active: await sum((channel) => redis.zcount(activeKey(channel), now() - DAY_MS, "+inf")),
      invited: await sum((channel) => redis.scard(membersKey(channel))),
      blocked: await sum((channel) => redis.scard(blockedKey(channel))),
      complete: allSeen && allRead,
    };
  }

  return async () => {
    if (!known || now() - known.at > REMEMBERED_MS) known = { at: now(), counts: await count() };
    return known.counts;
  };
}
