import { randomUUID } from "node:crypto";
import { failFast } from "./queue-unavailable.ts";
import type { Redis } from "./redis.ts";

/** What a reply consists of. */
type Part = "text" | "picture";

/** `intended`: a send was begun and nobody knows whether the messenger took it. */
type PartState =
  | { readonly state: "new" | "intended" }
  | { readonly state: "sent"; readonly messageId: string };

const KEPT_SECONDS = 7 * 86_400;

// KEYS: delivery; ARGV: part, token, seconds. Returns {intent before, message id}. A connection that broke before the
// answer sends the same command again: its own token is no intent of an earlier send.
const INTEND = `
local before = redis.call("HGET", KEYS[1], ARGV[1] .. ":intent")
if before == ARGV[2] then before = "" end
redis.call("HSETNX", KEYS[1], ARGV[1] .. ":intent", ARGV[2])
redis.call("EXPIRE", KEYS[1], ARGV[3])
return { before or "", redis.call("HGET", KEYS[1], ARGV[1] .. ":sent") or "" }
`;

/** What has been sent of each reply (DESIGN 3.7): an intent before each send, a mark after it. */
export type DeliveryLog = {
  /** Stores the intent to send a part and tells how things stood before. `sent` means: do not send. */
  intend(study: string, part: Part): Promise<PartState>;
  /**
   * Should it fail (Redis full, read-only, away), this process still knows: its next `intend` says `sent`.
   *
   * @param messageId the messenger's own id of what was sent
   */
  markSent(study: string, part: Part, messageId: string | number): Promise<void>;
  /** Takes an intent back after a send that certainly did not happen, such as a 429. */
  withdraw(study: string, part: Part): Promise<void>;
  stateOf(study: string, part: Part): Promise<PartState>;
};

function toState([intent, sent]: [string, string]): PartState {
  if (sent !== "") return { state: "sent", messageId: sent };
  return { state: intent === "" ? "new" : "intended" };
}

/** @throws {QueueUnavailable} from every method */
export function createDeliveryLog({
  redis,
  patienceMilliseconds = 2_000,
}: {
  redis: Redis;
  patienceMilliseconds?: number;
}): DeliveryLog {
  const keyOf = (study: string) => `delivery:${study}`;
  const within = <T>(operation: () => Promise<T>) => failFast(patienceMilliseconds, operation);
  /** Message ids of what was sent and could not be marked yet. */
  const unmarked = new Map<string, string>();

  async function mark(study: string, part: Part, messageId: string): Promise<void> {
    const name = `${study} ${part}`;
    unmarked.set(name, messageId);
    await within(() => redis.hset(keyOf(study), `${part}:sent`, messageId));
    unmarked.delete(name);
  }

  return {
    async intend(study, part) {
      const messageId = unmarked.get(`${study} ${part}`);
      if (messageId !== undefined) {
        await mark(study, part, messageId);
        return { state: "sent", messageId };
      }
      const token = `${Date.now()} ${randomUUID()}`;
      const before = await within(() => redis.eval(INTEND, 1, keyOf(study), part, token, KEPT_SECONDS));
      return toState(before as [string, string]);
    },
    markSent: (study, part, messageId) => mark(study, part, String(messageId)),
    async withdraw(study, part) {
      await within(() => redis.hdel(keyOf(study), `${part}:intent`));
    },
    async stateOf(study, part) {
      const [intent, sent] = await within(() => redis.hmget(keyOf(study), `${part}:intent`, `${part}:sent`));
      return toState([intent ?? "", sent ?? ""]);
    },
  };
}
