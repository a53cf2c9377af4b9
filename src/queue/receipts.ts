import { failFast } from "./queue-unavailable.ts";
import type { Redis } from "./redis.ts";

const KEPT_SECONDS = 7 * 86_400;

// KEYS: receipt, waiting, receipt-of; ARGV: study, group, seconds. Returns 1 for the first study of its group.
const EXPECT = `
redis.call("SET", KEYS[3], ARGV[2], "EX", ARGV[3])
redis.call("SADD", KEYS[2], ARGV[1])
redis.call("EXPIRE", KEYS[2], ARGV[3])
local first = redis.call("HSETNX", KEYS[1], "opened", 1)
redis.call("EXPIRE", KEYS[1], ARGV[3])
return first
`;

// KEYS: receipt, waiting; ARGV: message id, seconds. Returns how many studies still wait.
const SENT = `
redis.call("HSET", KEYS[1], "message", ARGV[1])
redis.call("EXPIRE", KEYS[1], ARGV[2])
return redis.call("SCARD", KEYS[2])
`;

// KEYS: receipt, waiting; ARGV: study. Returns the receipt's message when the last study of its group is answered.
const SETTLE = `
redis.call("SREM", KEYS[2], ARGV[1])
if redis.call("SCARD", KEYS[2]) > 0 then return "" end
return redis.call("HGET", KEYS[1], "message") or ""
`;

/** Which receipt ("I have your photo") belongs to which studies: one for a photo, one for a whole album. */
export type Receipts = {
  /**
   * @param group the album, or the study itself for a single photo
   * @returns true when no receipt has been asked for in this group yet, so one should be sent
   */
  expect(group: string, study: string): Promise<boolean>;
  /**
   * Remembers the receipt's message.
   *
   * @returns false when every study of the group has been answered meanwhile: the receipt can go at once
   */
  sent(group: string, messageId: string | number): Promise<boolean>;
  /**
   * Takes note that a study is answered. May be repeated.
   *
   * @returns the receipt to delete, when this was the last study that waited on it
   */
  settle(study: string): Promise<string | undefined>;
  /** Whether a receipt was sent for the group, and under which message id. */
  messageOf(group: string): Promise<string | undefined>;
};

/** @throws {QueueUnavailable} from every method */
export function createReceipts({
  redis,
  patienceMilliseconds = 2_000,
}: {
  redis: Redis;
  patienceMilliseconds?: number;
}): Receipts {
  const receiptOf = (group: string) => `receipt:${group}`;
  const waitingOn = (group: string) => `receipt:${group}:waiting`;
  const groupOf = (study: string) => `receipt-of:${study}`;
  const within = <T>(operation: () => Promise<T>) => failFast(patienceMilliseconds, operation);
  return {
    async expect(group, study) {
      const keys = [receiptOf(group), waitingOn(group), groupOf(study)];
      return (await within(() => redis.eval(EXPECT, 3, ...keys, study, group, KEPT_SECONDS))) === 1;
    },
    async sent(group, messageId) {
      const keys = [receiptOf(group), waitingOn(group)];
      const waiting = await within(() => redis.eval(SENT, 2, ...keys, String(messageId), KEPT_SECONDS));
      return Number(waiting) > 0;
    },
    settle: (study) =>
      within(async () => {
        const group = await redis.get(groupOf(study));
        if (group === null) return undefined;
        const message = await redis.eval(SETTLE, 2, receiptOf(group), waitingOn(group), study);
        return message === "" ? undefined : String(message);
      }),
    async messageOf(group) {
      return (await within(() => redis.hget(receiptOf(group), "message"))) ?? undefined;
    },
  };
}
