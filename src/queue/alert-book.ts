import { randomUUID } from "node:crypto";
import { z } from "zod";
import { failFast } from "./queue-unavailable.ts";
import type { Redis } from "./redis.ts";

const KEY = "alerts";
const LEASE = "alerts-lease";
/** A process that holds the pen and dies is followed by another one after this. */
const LEASE_SECONDS = 120;

// KEYS: lease; ARGV: token, seconds. Returns 1 when the lease is held afterwards.
const HOLD = `
local holder = redis.call("GET", KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call("SET", KEYS[1], ARGV[1], "EX", ARGV[2])
return 1
`;
const LET_GO = `if redis.call("GET", KEYS[1]) == ARGV[1] then redis.call("DEL", KEYS[1]) end return 1`;

const AlertRecord = z.object({
  v: z.literal(1),
  /** When it began, milliseconds since 1970. */
  since: z.number(),
  /** Who was told, by pseudonym, and when last. */
  told: z.record(z.string(), z.number()),
  /** What was told, so that its end can be told too. */
  trouble: z.looseObject({ id: z.string(), kind: z.string() }),
});
/** A trouble that lasts, and who knows of it. */
export type AlertRecord = z.infer<typeof AlertRecord>;

/** What admins were told, kept so that a restart tells nothing twice; one process at a time holds the pen. */
export type AlertBook = {
  /** @returns whether this process may tell; asked again before everything that it tells */
  hold(): Promise<boolean>;
  all(): Promise<Map<string, AlertRecord>>;
  write(record: AlertRecord): Promise<void>;
  strike(id: string): Promise<void>;
  /** Lets another process hold the pen. */
  close(): Promise<void>;
};

/** @throws {QueueUnavailable} from every method but `close` */
export function createAlertBook({ redis }: { redis: Redis }): AlertBook {
  const token = randomUUID();
  const within = <T>(operation: () => Promise<T>) => failFast(2_000, operation);
  return {
    hold: async () => (await within(() => redis.eval(HOLD, 1, LEASE, token, LEASE_SECONDS))) === 1,
    async all() {
      const fields = await within(() => redis.hgetall(KEY));
      const records = Object.entries(fields).flatMap(([id, text]) => {
        const parsed = AlertRecord.safeParse(JSON.parse(text));
        return parsed.success ? [[id, parsed.data] as const] : [];
      });
      return new Map(records);
    },
    async write(record) {
      await within(() => redis.hset(KEY, record.trouble.id, JSON.stringify(record)));
    },
    async strike(id) {
      await within(() => redis.hdel(KEY, id));
    },
    async close() {
      await within(() => redis.eval(LET_GO, 1, LEASE, token)).catch(() => {});
    },
  };
}
