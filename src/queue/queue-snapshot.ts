import type { QueueSnapshot } from "../runtime/metrics.ts";
import { CHANNELS } from "./jobs.ts";
import { fetchesOf, repliesOf, STUDIES } from "./queue-names.ts";
import type { Queues } from "./queues.ts";

/** States a job can be in until it is done; failed ones stay a week to be looked at. */
const JOB_STATES = ["waiting", "active", "delayed", "failed"] as const;

const UNFINISHED = ["waiting", "active", "delayed"] as const;

/** Every queue there can be. */
export const ALL_QUEUES: readonly string[] = [
  STUDIES,
  ...CHANNELS.flatMap((channel) => [fetchesOf(channel), repliesOf(channel)]),
];

/** Looks at the given queues: how many jobs in which state, and how old the oldest unfinished one is. */
export async function snapshotQueues(queues: Queues, names: readonly string[]): Promise<QueueSnapshot[]> {
  return Promise.all(
    names.map(async (name) => {
      const queue = await queues.of(name);
      const counts = await queue.getJobCounts(...JOB_STATES);
      const oldest = await Promise.all(UNFINISHED.map((state) => queue.getJobs([state], 0, 0, true)));
      const times = oldest.flat().flatMap((job) => (job ? [job.timestamp] : []));
      const oldestSeconds = times.length === 0 ? 0 : Math.max(0, Date.now() - Math.min(...times)) / 1000;
      return { queue: name, counts, oldestSeconds };
    }),
  );
}
