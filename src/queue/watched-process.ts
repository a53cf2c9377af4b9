import type { Redis } from "ioredis";
import { readVersion } from "../config/version.ts";
import type { Lifecycle } from "../runtime/lifecycle.ts";
import type { Logger } from "../runtime/logger.ts";
import type { Metrics } from "../runtime/metrics.ts";
import { startProbeServer } from "../runtime/probe-server.ts";
import { type Beating, type ProcessKind, type Standing, startHeartbeat } from "./heartbeats.ts";
import { readHouseFigures } from "./house-figures.ts";
import { ALL_QUEUES, snapshotQueues } from "./queue-snapshot.ts";
import { failFast } from "./queue-unavailable.ts";
import { createQueues, type Queues } from "./queues.ts";

/** A process that others watch: what its heartbeat and its probes have in common. */
export type WatchedProcess = { readonly lifecycle: Lifecycle; readonly redis: Redis; readonly log: Logger };

/**
 * Tells admins that this process lives, until its lifecycle closes.
 *
 * @param places folders whose disks are watched
 */
export function ownHeartbeat(
  { lifecycle, redis, log }: WatchedProcess,
  heart: { kind: ProcessKind; look: () => Standing; places: readonly string[] },
): Beating {
  const heartbeat = startHeartbeat({ redis, version: readVersion(), log, ...heart });
  return lifecycle.own("heartbeat", heartbeat, (it) => it.close());
}

/**
 * Serves probes, with the queues' and the house's figures among the metrics, until the lifecycle closes; without a port, nothing.
 *
 * @param trouble asked once Redis has answered: undefined when well
 * @param queues opened here when left out
 */
export async function ownProbes(
  { lifecycle, redis, log }: WatchedProcess,
  {
    config,
    queues,
    trouble,
    standing,
    metrics,
  }: {
    config: { readonly PROBE_PORT?: number | undefined; readonly PROBE_HOST: string };
    queues?: Queues;
    trouble: () => string | undefined;
    standing?: () => string;
    metrics: Metrics;
  },
): Promise<void> {
  if (config.PROBE_PORT === undefined) return;
  const counted = queues ?? lifecycle.own("probe queues", createQueues(redis), (it) => it.close());
  metrics.observeHouse(() => readHouseFigures(redis));
  metrics.observeQueues(() => failFast(2_000, () => snapshotQueues(counted, ALL_QUEUES)));
  const server = await startProbeServer({
    port: config.PROBE_PORT,
    host: config.PROBE_HOST,
    // Redis being away is no reason to end a process that waits for it: what it has sent and not marked yet, only it knows.
    live: () => undefined,
    ready: async () => {
      await failFast(1_000, () => redis.ping());
      return trouble();
    },
    ...(standing && { standing }),
    metrics,
  });
  lifecycle.own("probes", server, (it) => it.close());
  log.info({ port: server.port }, "probes answer");
}
