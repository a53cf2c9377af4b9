import type { Channel } from "./jobs.ts";
import { failFast } from "./queue-unavailable.ts";
import type { Redis } from "./redis.ts";
import type { Vault } from "./vault.ts";

const HOUR_MS = 3_600_000;

// KEYS[1] times of this person's photos; ARGV: now, window, limit, study. Returns the milliseconds to wait, 0 for none.
const TAKE = `
redis.call("ZREMRANGEBYSCORE", KEYS[1], 0, ARGV[1] - ARGV[2])
if redis.call("ZSCORE", KEYS[1], ARGV[4]) then return 0 end
if redis.call("ZCARD", KEYS[1]) < tonumber(ARGV[3]) then
  redis.call("ZADD", KEYS[1], ARGV[1], ARGV[4])
  redis.call("PEXPIRE", KEYS[1], ARGV[2])
  return 0
end
local oldest = redis.call("ZRANGE", KEYS[1], 0, 0, "WITHSCORES")
return math.max(1, oldest[2] + ARGV[2] - ARGV[1])
`;

/** How many photos one person may send in an hour. */
export type RateLimit = {
  /**
   * Counts a study, once however often it is asked.
   *
   * @returns 0 when it may come in, else the milliseconds until the next one may
   * @throws {QueueUnavailable}
   */
  take(channel: Channel, person: string | number, study: string): Promise<number>;
};

export function createRateLimit({
  redis,
  vault,
  perHour,
  patienceMilliseconds = 2_000,
}: {
  redis: Redis;
  vault: Vault;
  perHour: number;
  patienceMilliseconds?: number;
}): RateLimit {
  return {
    async take(channel, person, study) {
      const key = `rate:${channel}:${vault.pseudonym(channel, person)}`;
      const wait = await failFast(patienceMilliseconds, () =>
        redis.eval(TAKE, 1, key, Date.now(), HOUR_MS, perHour, study),
      );
      return Number(wait);
    },
  };
}
