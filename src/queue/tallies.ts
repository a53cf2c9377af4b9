import type { Reading } from "../core/reading.ts";
import { REFUSALS, type Refusal } from "../core/refusal.ts";
import { execAll } from "./exec-all.ts";
import { failFast } from "./queue-unavailable.ts";
import type { Redis } from "./redis.ts";

const WEEK_DAYS = 7;
const KEPT_SECONDS = (WEEK_DAYS + 2) * 86_400;
const DAY_MS = 86_400_000;

/** Photos answered, those of them of which the program was not sure, and those that were refused, by reason. */
export type Tally = {
  readonly answered: number;
  readonly unsure: number;
  readonly refused: Readonly<Partial<Record<Refusal, number>>>;
};

/** Counts what was answered, day by day (UTC), without people. */
export type Tallies = {
  count(reading: Pick<Reading, "outcome"> & { readonly refusal?: Refusal }): Promise<void>;
  /** Today, and the last seven days, today among them. */
  read(): Promise<{ today: Tally; week: Tally }>;
};

function sum(days: readonly Record<string, string>[]): Tally {
  const total = (field: string) => days.reduce((all, day) => all + Number(day[field] ?? 0), 0);
  const refused = REFUSALS.map((refusal) => [refusal, total(`refused:${refusal}`)] as const);
  return {
    answered: total("answered"),
    unsure: total("unsure"),
    refused: Object.fromEntries(refused.filter(([, count]) => count > 0)),
  };
}

/** @throws {QueueUnavailable} from every method */
export function createTallies({
  redis,
  patienceMilliseconds = 2_000,
  now = Date.now,
}: {
  redis: Redis;
  patienceMilliseconds?: number;
  now?: () => number;
}): Tallies {
  const keyOf = (daysAgo: number) => `tally:${new Date(now() - daysAgo * DAY_MS).toISOString().slice(0, 10)}`;
  return {
    async count({ outcome, refusal }) {
      const key = keyOf(0);
      await failFast(patienceMilliseconds, () => {
        const counted = redis.multi().hincrby(key, "answered", 1).expire(key, KEPT_SECONDS);
        if (outcome === "unsure") counted.hincrby(key, "unsure", 1);
        if (outcome === "refused") counted.hincrby(key, `refused:${refusal}`, 1);
        return execAll(counted);
      });
    },
    async read() {
      const keys = Array.from({ length: WEEK_DAYS }, (_, daysAgo) => keyOf(daysAgo));
      const days = await failFast(patienceMilliseconds, () =>
        Promise.all(keys.map((key) => redis.hgetall(key))),
      );
      return { today: sum(days.slice(0, 1)), week: sum(days) };
    },
  };
}
