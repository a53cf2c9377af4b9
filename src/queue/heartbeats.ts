import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { z } from "zod";
import { type DiskSpace, readDiskSpace } from "../runtime/disk-space.ts";
import type { Logger } from "../runtime/logger.ts";
import { createRepeatFilter } from "../runtime/repeat-filter.ts";
import { CHANNELS } from "./jobs.ts";
import { failFast } from "./queue-unavailable.ts";
import type { Redis } from "./redis.ts";

const BEAT_MS = 8_000;
/** A process silent for so long is gone. Longer than the network keeps a worker's event loop from turning. */
const ALIVE_SECONDS = 25;
/** A process gone for so long is no longer missed. */
const MISSED_SECONDS = 86_400;
/** Every process that has shown itself within a day, by the time of its last sign on Redis' own clock. */
const INDEX = "heartbeats";

/** Processes that show that they live. */
const PROCESS_KINDS = [...CHANNELS, "worker", "admin"] as const;
export type ProcessKind = (typeof PROCESS_KINDS)[number];

/** `link-wanted`: waits for its code to be scanned by a phone. */
const STATES = ["starting", "ready", "link-wanted", "trouble"] as const;

const Heartbeat = z.object({
  v: z.literal(1),
  kind: z.enum(PROCESS_KINDS),
  host: z.string(),
  version: z.string(),
  /** When the process began, milliseconds since 1970. */
  since: z.number(),
  state: z.enum(STATES),
  /** What keeps it from working, in a few words without secrets. */
  trouble: z.string().nullable(),
  /** What a worker's network runs on. */
  provider: z.string().nullable(),
  disks: z.array(z.object({ place: z.string(), freeBytes: z.number(), totalBytes: z.number() })),
});
export type Heartbeat = z.infer<typeof Heartbeat>;

/** How a process says that it stands. */
export type Standing = Pick<Heartbeat, "state"> & {
  readonly trouble?: string | undefined;
  readonly provider?: string;
};

/** Who is alive, and how long ago a process of each kind has last shown itself, in seconds. */
export type Pulse = {
  readonly alive: readonly Heartbeat[];
  readonly silentSeconds: ReadonlyMap<ProcessKind, number>;
};

export type Beating = {
  /** Shows a change at once, instead of at the next beat. */
  renew(): void;
  close(): Promise<void>;
};

// KEYS: beat, index; ARGV: content, seconds it is good for, member, seconds until it is no longer missed. The clock is Redis' own:
// those of several hosts differ.
const BEAT = `
local now = tonumber(redis.call("TIME")[1])
redis.call("SET", KEYS[1], ARGV[1], "EX", ARGV[2])
redis.call("ZADD", KEYS[2], now, ARGV[3])
redis.call("ZREMRANGEBYSCORE", KEYS[2], 0, now - ARGV[4])
return 1
`;

const keyOf = (member: string) => `heartbeat:${member}`;

async function spaceOf(places: readonly string[]): Promise<DiskSpace[]> {
  const read = await Promise.allSettled(places.map((place) => readDiskSpace(place)));
  return read.flatMap((it) => (it.status === "fulfilled" ? [it.value] : []));
}

/**
 * Shows every few seconds that this process lives and how it stands, until it is closed. Redis being away is waited out.
 *
 * @param places folders whose disks are watched
 */
export function startHeartbeat({
  redis,
  kind,
  version,
  look,
  places,
  log,
  beatMilliseconds = BEAT_MS,
}: {
  redis: Redis;
  kind: ProcessKind;
  version: string;
  look: () => Standing;
  places: readonly string[];
  log: Logger;
  beatMilliseconds?: number;
}): Beating {
  const member = `${kind}:${randomBytes(6).toString("hex")}`;
  const since = Date.now();
  const mayReport = createRepeatFilter(60_000);
  let beating: Promise<void> | undefined;

  async function beat(): Promise<void> {
    const { state, trouble, provider } = look();
    const content: Heartbeat = {
      v: 1,
      kind,
      host: hostname(),
      version,
      since,
      state,
      trouble: trouble ?? null,
      provider: provider ?? null,
      disks: await spaceOf(places),
    };
    await failFast(BEAT_MS, () =>
      redis.eval(
        BEAT,
        2,
        keyOf(member),
        INDEX,
        JSON.stringify(content),
        ALIVE_SECONDS,
        member,
        MISSED_SECONDS,
      ),
    );
  }

  // One at a time: a connection that waits for Redis would else collect them. A lost connection is reported by itself.
  function tick(): void {
    if (redis.status !== "ready") return;
    beating ??= beat()
      .catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        if (mayReport("beat")) log.warn({ error: message }, "sign of life not given");
      })
      .finally(() => {
        beating = undefined;
      });
  }

  const timer = setInterval(tick, beatMilliseconds);
  redis.on("ready", tick);
  tick();
  return {
    renew: () => void (beating ?? Promise.resolve()).then(tick),
    async close() {
      clearInterval(timer);
      redis.off("ready", tick);
      await beating;
      // It ends in order: nobody has to wait for its silence. The index still remembers when it was last here.
      await failFast(1_000, () => redis.del(keyOf(member))).catch(() => {});
    },
  };
}

/** @throws {QueueUnavailable} */
export async function readPulse(redis: Redis): Promise<Pulse> {
  return failFast(2_000, async () => {
    const indexed = await redis.zrange(INDEX, "0", "-1", "WITHSCORES");
    const [seconds] = await redis.time();
    const members = indexed.filter((_, place) => place % 2 === 0);
    const beats = members.length === 0 ? [] : await redis.mget(...members.map(keyOf));
    const alive = beats.flatMap((text) => {
      const parsed = text === null ? undefined : Heartbeat.safeParse(JSON.parse(text));
      return parsed?.success ? [parsed.data] : [];
    });
    const silentSeconds = new Map<ProcessKind, number>();
    for (const [place, member] of members.entries()) {
      const kind = PROCESS_KINDS.find((name) => member.startsWith(`${name}:`));
      const silent = Math.max(0, Number(seconds) - Number(indexed[place * 2 + 1] ?? 0));
      if (kind !== undefined && silent < MISSED_SECONDS) {
        silentSeconds.set(kind, Math.min(silent, silentSeconds.get(kind) ?? silent));
      }
    }
    return { alive, silentSeconds };
  });
}
