import type { ChainableCommander } from "ioredis";
import { failFast } from "./queue-unavailable.ts";
import type { Redis } from "./redis.ts";

/** `together`: in a batch with others; `alone`: nothing else in the worker's hands. */
export type FlightMode = "together" | "alone";

/** Deaths (or failures) while read alone after which a study is given up. */
const DEATHS_ALLOWED = 3;

/** A worker's sign of life expires before the lock of its jobs does, so a live worker is never taken for a dead one. */
const SIGN_OF_LIFE_MS = 6_000;
const SIGN_EVERY_MS = 1_500;
const KEPT_SECONDS = 7 * 86_400;

type FlightPlan = "together" | "alone" | "give-up";

// KEYS: flight; ARGV: seconds, prefix of signs of life. Charges a death only to a study that was alone with it.
const PLAN = `
local mode = redis.call("HGET", KEYS[1], "mode")
if mode then
  local worker = redis.call("HGET", KEYS[1], "worker")
  if redis.call("EXISTS", ARGV[2] .. worker) == 0 then
    redis.call("HDEL", KEYS[1], "mode", "worker")
    redis.call("HSET", KEYS[1], "suspect", 1)
    if mode == "alone" then redis.call("HINCRBY", KEYS[1], "deaths", 1) end
    redis.call("EXPIRE", KEYS[1], ARGV[1])
  end
end
return { redis.call("HGET", KEYS[1], "suspect") or "0", redis.call("HGET", KEYS[1], "deaths") or "0" }
`;

/**
 * Which studies are being read by whom, so that a study that kills its worker is found without charging those that
 * happened to be read beside it. A study that was in flight when a worker died is next read alone; only deaths while
 * alone count, and after three the study is given up.
 */
export type FlightLog = {
  /** How to read a study that has just been taken up. */
  plan(study: string): Promise<FlightPlan>;
  /** Written before the first byte of the photo is touched. */
  depart(study: string, mode: FlightMode): Promise<void>;
  /** Written when the study has its outcome; clears its record. */
  arrive(study: string): Promise<void>;
  /** Reading ended in an unexpected error: charged like a death when alone, next read alone otherwise. */
  stumble(study: string, mode: FlightMode): Promise<void>;
  /** The study was put back untouched, for example at shutdown. */
  cancel(study: string): Promise<void>;
  /** Stops the signs of life. */
  close(): Promise<void>;
};

/**
 * @param worker name of this process, unique among all
 * @param onError told of signs of life that could not be given
 * @throws {QueueUnavailable} from every method when `patienceMilliseconds` is finite
 */
export async function openFlightLog({
  redis,
  worker,
  onError = () => {},
  patienceMilliseconds = Number.POSITIVE_INFINITY,
}: {
  redis: Redis;
  worker: string;
  onError?: (error: unknown) => void;
  patienceMilliseconds?: number;
}): Promise<FlightLog> {
  const keyOf = (study: string) => `flight:${study}`;
  const within = <T>(operation: () => Promise<T>) => failFast(patienceMilliseconds, operation);
  const signKey = `worker:${worker}`;
  let signing: Promise<unknown> | undefined;
  const sign = async () => {
    // With Redis away one sign waits for its return; more would only pile up.
    signing ??= redis.set(signKey, 1, "PX", SIGN_OF_LIFE_MS);
    try {
      await signing;
    } finally {
      signing = undefined;
    }
  };
  await within(sign);
  const timer = setInterval(() => void sign().catch(onError), SIGN_EVERY_MS);

  /** A transaction reports its commands' failures one by one. */
  async function execute(change: ChainableCommander): Promise<void> {
    const replies = await within(() => change.exec());
    for (const [error] of replies ?? []) if (error) throw error;
  }

  return {
    async plan(study) {
      const reply = await within(() => redis.eval(PLAN, 1, keyOf(study), KEPT_SECONDS, "worker:"));
      const [suspect, deaths] = reply as [string, string];
      if (Number(deaths) >= DEATHS_ALLOWED) return "give-up";
      return suspect === "1" ? "alone" : "together";
    },
    async depart(study, mode) {
      const key = keyOf(study);
      const change = redis.multi().set(signKey, 1, "PX", SIGN_OF_LIFE_MS).hset(key, { mode, worker });
      await execute(change.expire(key, KEPT_SECONDS));
    },
    async arrive(study) {
      await within(() => redis.del(keyOf(study)));
    },
    async stumble(study, mode) {
      const key = keyOf(study);
      const change = redis.multi().hdel(key, "mode", "worker").hset(key, "suspect", 1);
      if (mode === "alone") change.hincrby(key, "deaths", 1);
      await execute(change.expire(key, KEPT_SECONDS));
    },
    async cancel(study) {
      await within(() => redis.hdel(keyOf(study), "mode", "worker"));
    },
    async close() {
      clearInterval(timer);
      await failFast(500, () => redis.del(signKey)).catch(onError);
    },
  };
}
