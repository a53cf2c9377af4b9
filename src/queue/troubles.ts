import type { HouseState } from "./house-state.ts";
import type { Channel } from "./jobs.ts";

/** Redis is nearly full above this share of its limit; at nine tenths it takes no more photos. */
const MEMORY_SHARE = 0.8;
const MEGABYTE = 1024 ** 2;
const GIGABYTE = 1024 ** 3;

/** Something an admin has to see to. `id` names it for as long as it lasts. */
export type Trouble = { readonly id: string } & (
  | { readonly kind: "queue"; readonly queue: string; readonly minutes: number }
  | { readonly kind: "channel-down" | "channel-trouble" | "channel-link"; readonly channel: Channel }
  | { readonly kind: "no-worker" }
  /** The fullest disk of all. */
  | { readonly kind: "disk"; readonly host: string; readonly freeGigabytes: number }
  | { readonly kind: "memory"; readonly usedMegabytes: number; readonly limitMegabytes: number }
);

/** From when on something is a trouble. */
export type TroubleLimits = { readonly queueMinutes: number; readonly diskGigabytes: number };

/** Where nobody has set others. */
export const TROUBLE_LIMITS: TroubleLimits = { queueMinutes: 5, diskGigabytes: 1 };

/** What is wrong in the house, the worst first. */
export function findTroubles(
  { queues, channels, workers, disks, memory }: HouseState,
  { queueMinutes, diskGigabytes }: TroubleLimits,
): Trouble[] {
  const troubles: Trouble[] = [];
  if (workers.length === 0) troubles.push({ id: "no-worker", kind: "no-worker" });
  for (const { channel, process } of channels) {
    if (!process) troubles.push({ id: `channel-down:${channel}`, kind: "channel-down", channel });
    else if (process.state === "link-wanted") {
      troubles.push({ id: `channel-link:${channel}`, kind: "channel-link", channel });
    } else if (process.trouble !== null) {
      troubles.push({ id: `channel-trouble:${channel}`, kind: "channel-trouble", channel });
    }
  }
  for (const { queue, oldestSeconds } of queues) {
    if (oldestSeconds <= queueMinutes * 60) continue;
    troubles.push({ id: `queue:${queue}`, kind: "queue", queue, minutes: Math.floor(oldestSeconds / 60) });
  }
  if (memory.maxBytes > 0 && memory.usedBytes > memory.maxBytes * MEMORY_SHARE) {
    troubles.push({
      id: "memory",
      kind: "memory",
      usedMegabytes: Math.round(memory.usedBytes / MEGABYTE),
      limitMegabytes: Math.round(memory.maxBytes / MEGABYTE),
    });
  }
  const [lowest] = disks.toSorted((a, b) => a.freeBytes - b.freeBytes);
  if (lowest && lowest.freeBytes < diskGigabytes * GIGABYTE) {
    const freeGigabytes = Math.round((lowest.freeBytes / GIGABYTE) * 10) / 10;
    troubles.push({ id: "disk", kind: "disk", host: lowest.host, freeGigabytes });
  }
  return troubles;
}
