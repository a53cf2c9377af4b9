import type { Channel } from "./jobs.ts";
import { failFast } from "./queue-unavailable.ts";
import type { Redis } from "./redis.ts";
import type { Vault } from "./vault.ts";

/** Messages handled longer ago than this before the mark are not asked about any more. */
const KEPT_MS = 86_400_000;

/**
 * Which messages have been dealt with, for messengers that do not keep count themselves: so that a process that was away
 * can look through what came meanwhile, and handles nothing twice.
 */
export type HandledMessages = {
  /** @returns which of `messages` have been dealt with */
  among(messages: readonly string[]): Promise<Set<string>>;
  /** @param at when the message was sent, milliseconds since 1970 */
  add(message: string, at: number): Promise<void>;
  /** Everything sent before this moment has been dealt with; undefined before the channel's very first start. */
  mark(): Promise<number | undefined>;
  moveMark(at: number): Promise<void>;
};

/** @throws {QueueUnavailable} from every method */
export function createHandledMessages({
  channel,
  redis,
  vault,
  patienceMilliseconds = 2_000,
  keptMilliseconds = KEPT_MS,
}: {
  channel: Channel;
  redis: Redis;
  vault: Vault;
  patienceMilliseconds?: number;
  /** How long before the mark a message can still come again. */
  keptMilliseconds?: number;
}): HandledMessages {
  const list = `handled:${channel}`;
  const markKey = `handled:${channel}:mark`;
  const nameOf = (message: string) => vault.pseudonym(channel, `message ${message}`);
  const within = <T>(operation: () => Promise<T>) => failFast(patienceMilliseconds, operation);
  return {
    async among(messages) {
      if (messages.length === 0) return new Set();
      const scores = await within(() => redis.zmscore(list, ...messages.map(nameOf)));
      return new Set(messages.filter((_, place) => scores[place] !== null));
    },
    async add(message, at) {
      await within(() => redis.zadd(list, at, nameOf(message)));
    },
    async mark() {
      const text = await within(() => redis.get(markKey));
      return text === null ? undefined : Number(text);
    },
    async moveMark(at) {
      await within(() => redis.set(markKey, String(at)));
      await within(() => redis.zremrangebyscore(list, 0, String(at - keptMilliseconds)));
    },
  };
}
