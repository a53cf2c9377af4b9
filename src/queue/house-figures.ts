import type { HouseFigures } from "../runtime/house-metrics.ts";
import { readPulse } from "./heartbeats.ts";
import { disksOf, readMemory } from "./house-state.ts";
import { CHANNELS } from "./jobs.ts";
import type { Redis } from "./redis.ts";

/**
 * What is quick to know of the house, for metrics that are asked for every few seconds.
 *
 * @throws {QueueUnavailable}
 */
export async function readHouseFigures(redis: Redis): Promise<HouseFigures> {
  const [{ alive, silentSeconds }, memory] = await Promise.all([readPulse(redis), readMemory(redis)]);
  const channels = CHANNELS.filter((channel) => silentSeconds.has(channel)).map((channel) => {
    const beats = alive.filter(({ kind }) => kind === channel);
    return { channel, runs: beats.length > 0, works: beats.some(({ state }) => state === "ready") };
  });
  const workers = alive.filter(({ kind }) => kind === "worker").length;
  return { channels, workers, memory, disks: disksOf(alive) };
}
