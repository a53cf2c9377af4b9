import { type DiskSpace, readDiskSpace } from "../runtime/disk-space.ts";
import type { QueueSnapshot } from "../runtime/metrics.ts";
import { type Heartbeat, readPulse } from "./heartbeats.ts";
import { CHANNELS, type Channel } from "./jobs.ts";
import { createPeopleCounts, type PeopleCounts } from "./people-counts.ts";
import { ALL_QUEUES, snapshotQueues } from "./queue-snapshot.ts";
import { failFast } from "./queue-unavailable.ts";
import { createQueues } from "./queues.ts";
import type { Redis } from "./redis.ts";
import { createTallies, type Tally } from "./tallies.ts";
import type { Vault } from "./vault.ts";

/** A channel that runs, or has run within a day. */
export type ChannelState = {
  readonly channel: Channel;
  /** Absent when no process of it runs. */
  readonly process?: Heartbeat;
  /** Since a process of it has last shown itself. */
  readonly silentSeconds: number;
};

/** The state of the house: all that an admin wants to know, in counts. */
export type HouseState = {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Queues that hold anything, `studies` always. */
  readonly queues: readonly QueueSnapshot[];
  readonly channels: readonly ChannelState[];
  readonly workers: readonly Heartbeat[];
  readonly tallies: { readonly today: Tally; readonly week: Tally };
  readonly people: PeopleCounts;
  /** `maxBytes` is 0 where Redis has no limit. */
  readonly memory: { readonly usedBytes: number; readonly maxBytes: number };
  /** One for each host and folder; Redis' own where it runs on this machine. */
  readonly disks: readonly (DiskSpace & { readonly host: string })[];
};

/** Looks at everything at once. */
export type HouseWatch = {
  /** @throws {QueueUnavailable} */
  read(): Promise<HouseState>;
  close(): Promise<void>;
};

function isLocal({ options }: Redis): boolean {
  return options.path !== undefined || ["localhost", "127.0.0.1", "::1"].includes(options.host ?? "");
}

/** The disk under Redis' own files; none where it is on another machine, or does not say where they are. */
async function redisDisk(redis: Redis): Promise<(DiskSpace & { host: string })[]> {
  if (!isLocal(redis)) return [];
  try {
    const [, dir] = (await failFast(2_000, () => redis.config("GET", "dir"))) as string[];
    return dir === undefined ? [] : [{ ...(await readDiskSpace(dir)), host: "redis" }];
  } catch {
    return [];
  }
}

/** Processes on one host often share a folder: each is told once. */
export function disksOf(beats: readonly Heartbeat[]): (DiskSpace & { host: string })[] {
  const disks = beats.flatMap(({ host, disks: own }) => own.map((disk) => ({ ...disk, host })));
  return [...new Map(disks.map((disk) => [`${disk.host} ${disk.place}`, disk])).values()];
}

/** @throws {QueueUnavailable} */
export async function readMemory(redis: Redis): Promise<HouseState["memory"]> {
  const info = await failFast(2_000, () => redis.info("memory"));
  const figure = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, "m").exec(info)?.[1] ?? 0);
  return { usedBytes: figure("used_memory"), maxBytes: figure("maxmemory") };
}

/** @param hasAgreed judges what is remembered of a person */
export function createHouseWatch({
  redis,
  vault,
  hasAgreed,
}: {
  redis: Redis;
  vault: Vault;
  hasAgreed: (person: unknown) => boolean;
}): HouseWatch {
  const queues = createQueues(redis);
  const tallies = createTallies({ redis });
  const countPeople = createPeopleCounts({ redis, vault, hasAgreed });
  return {
    async read() {
      const [snapshots, pulse, counted, people, memory, ownDisk] = await Promise.all([
        failFast(3_000, () => snapshotQueues(queues, ALL_QUEUES)),
        readPulse(redis),
        tallies.read(),
        countPeople(),
        readMemory(redis),
        redisDisk(redis),
      ]);
      const channels = CHANNELS.flatMap((channel) => {
        const silentSeconds = pulse.silentSeconds.get(channel);
        const process = pulse.alive.find(({ kind }) => kind === channel);
        return silentSeconds === undefined
          ? []
          : [{ channel, silentSeconds, ...(process ? { process } : {}) }];
      });
      return {
        at: Date.now(),
        queues: snapshots.filter(
          ({ queue, counts }) => queue === "studies" || Object.values(counts).some((jobs) => jobs > 0),
        ),
        channels,
        workers: pulse.alive.filter(({ kind }) => kind === "worker"),
        tallies: counted,
        people,
        memory,
        disks: [...disksOf(pulse.alive), ...ownDisk],
      };
    },
    close: () => queues.close(),
  };
}
