import { describeTrouble, lasting, standingOf } from "../admin/words.ts";
import type { HouseState } from "../queue/house-state.ts";
import type { Tally } from "../queue/tallies.ts";
import { findTroubles, type TroubleLimits } from "../queue/troubles.ts";

const MEGABYTE = 1024 ** 2;
const GIGABYTE = 1024 ** 3;
const megabytes = (bytes: number) => Math.round(bytes / MEGABYTE);

function line(name: string, text: string): string {
  return name.padEnd(12) + text;
}

function refusedOf({ refused }: Tally): number {
  return Object.values(refused).reduce((all, count) => all + count, 0);
}

function reasonsOf({ refused }: Tally): string {
  const reasons = Object.entries(refused).toSorted(([, a], [, b]) => b - a);
  return reasons.length === 0
    ? ""
    : ` (${reasons.map(([reason, count]) => `${reason} ${count}`).join(", ")})`;
}

/** The state of the house for a terminal, beside the queues: what is wrong first. */
export function renderHouse(state: HouseState, limits: TroubleLimits): string[] {
  const { queues, channels, workers, tallies, memory, disks, at } = state;
  const { today, week } = tallies;
  const oldest = Math.max(0, ...queues.map(({ oldestSeconds }) => oldestSeconds));
  const limit = memory.maxBytes === 0 ? "no limit" : `of ${megabytes(memory.maxBytes)} MB`;
  return [
    ...findTroubles(state, limits).map((trouble) => line("!", describeTrouble(trouble))),
    ...channels.map((channel) => line("channel", `${channel.channel}: ${standingOf(channel)}`)),
    ...(channels.length === 0 ? [line("channel", "none has run within a day")] : []),
    ...workers.map(({ host, provider, trouble, since }) =>
      line(
        "worker",
        `${host}: ${trouble ?? "ready"}, on ${provider ?? "–"}, for ${lasting((at - since) / 1_000)}`,
      ),
    ),
    ...(workers.length === 0 ? [line("worker", "none")] : []),
    line("oldest", oldest === 0 ? "nothing waits" : `waits for ${lasting(oldest)}`),
    line("answered", `${today.answered} today, ${week.answered} in 7 days`),
    line("not sure", `${today.unsure} today, ${week.unsure} in 7 days`),
    line("refused", `${refusedOf(today)} today, ${refusedOf(week)} in 7 days${reasonsOf(week)}`),
    line("memory", `${megabytes(memory.usedBytes)} MB of Redis used, ${limit}`),
    ...disks.map(({ host, place, freeBytes }) =>
      line("disk", `${host} ${place}: ${(freeBytes / GIGABYTE).toFixed(1)} GB free`),
    ),
  ];
}
