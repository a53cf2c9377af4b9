import { execAll } from "./exec-all.ts";
import { CHANNELS, type Channel } from "./jobs.ts";
import { activeKey, blockedKey, membersKey } from "./people-keys.ts";
import { failFast } from "./queue-unavailable.ts";
import type { Redis } from "./redis.ts";
import type { Vault } from "./vault.ts";

/** Somebody silent for so long is dropped from the register. */
const REMEMBERED_SECONDS = 400 * 86_400;
/** Who wrote lately is known for two days: enough to count those of the last 24 hours. */
const ACTIVE_SECONDS = 2 * 86_400;

/** What is known of who writes, under a pseudonym: days and a count, never an id. */
export type RegisteredPerson = {
  readonly channel: Channel;
  readonly pseudonym: string;
  /** As `2026-11-25`; empty for somebody who is only blocked. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** Photos accepted. */
  readonly studies: number;
  readonly blocked: boolean;
  /** Let in by an invitation code. */
  readonly member: boolean;
};

/** Who writes, since when, how much, and who is shut out. */
export type People = {
  /** Notes that somebody wrote today. @returns whether they are shut out */
  greet(channel: Channel, person: string | number): Promise<{ blocked: boolean }>;
  countStudy(channel: Channel, person: string | number): Promise<void>;
  /** Erases the days and the count. That somebody is shut out stays: it would else be undone by forgetting. */
  forget(channel: Channel, person: string | number): Promise<void>;
  list(): Promise<RegisteredPerson[]>;
  /** @returns false when nothing changed */
  setBlocked(channel: Channel, pseudonym: string, blocked: boolean): Promise<boolean>;
};

/** @throws {QueueUnavailable} from every method */
export function createPeople({
  redis,
  vault,
  patienceMilliseconds = 2_000,
  now = Date.now,
}: {
  redis: Redis;
  vault: Vault;
  patienceMilliseconds?: number;
  now?: () => number;
}): People {
  const within = <T>(operation: () => Promise<T>) => failFast(patienceMilliseconds, operation);
  const seenKey = (channel: Channel, pseudonym: string) => `seen:${channel}:${pseudonym}`;
  const keyOf = (channel: Channel, person: string | number) =>
    seenKey(channel, vault.pseudonym(channel, person));

  async function pseudonymsOf(channel: Channel): Promise<string[]> {
    const found = new Set(await redis.smembers(blockedKey(channel)));
    let cursor = "0";
    do {
      const [next, keys] = await redis.scan(cursor, "MATCH", seenKey(channel, "*"), "COUNT", 500);
      for (const key of keys) found.add(key.slice(key.lastIndexOf(":") + 1));
      cursor = next;
    } while (cursor !== "0");
    return [...found];
  }

  async function read(channel: Channel, pseudonym: string): Promise<RegisteredPerson> {
    const [seen, blocked, member] = await Promise.all([
      redis.hgetall(seenKey(channel, pseudonym)),
      redis.sismember(blockedKey(channel), pseudonym),
      redis.sismember(membersKey(channel), pseudonym),
    ]);
    return {
      channel,
      pseudonym,
      firstSeen: seen["first"] ?? "",
      lastSeen: seen["last"] ?? "",
      studies: Number(seen["studies"] ?? 0),
      blocked: blocked === 1,
      member: member === 1,
    };
  }

  return {
    greet: (channel, person) =>
      within(async () => {
        const pseudonym = vault.pseudonym(channel, person);
        const key = seenKey(channel, pseudonym);
        const active = activeKey(channel);
        const day = new Date(now()).toISOString().slice(0, 10);
        const transaction = redis.multi().hsetnx(key, "first", day).hset(key, "last", day);
        transaction.expire(key, REMEMBERED_SECONDS).zadd(active, now(), pseudonym);
        transaction.zremrangebyscore(active, 0, now() - ACTIVE_SECONDS * 1_000);
        await execAll(transaction.expire(active, ACTIVE_SECONDS));
        return { blocked: (await redis.sismember(blockedKey(channel), pseudonym)) === 1 };
      }),
    countStudy: async (channel, person) => {
      const key = keyOf(channel, person);
      await within(() => execAll(redis.multi().hincrby(key, "studies", 1).expire(key, REMEMBERED_SECONDS)));
    },
    forget: async (channel, person) => {
      const pseudonym = vault.pseudonym(channel, person);
      const erased = redis.multi().del(seenKey(channel, pseudonym)).zrem(activeKey(channel), pseudonym);
      await within(() => execAll(erased));
    },
    list: () =>
      within(async () => {
        const lists = await Promise.all(
          CHANNELS.map(async (channel) =>
            Promise.all((await pseudonymsOf(channel)).map((pseudonym) => read(channel, pseudonym))),
          ),
        );
        return lists
          .flat()
          .toSorted((a, b) => b.lastSeen.localeCompare(a.lastSeen) || a.pseudonym.localeCompare(b.pseudonym));
      }),
    setBlocked: (channel, pseudonym, blocked) =>
      within(async () => {
        const key = blockedKey(channel);
        return (blocked ? await redis.sadd(key, pseudonym) : await redis.srem(key, pseudonym)) === 1;
      }),
  };
}
