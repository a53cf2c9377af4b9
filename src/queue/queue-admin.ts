import { ALL_QUEUES } from "./queue-snapshot.ts";
import type { Queues } from "./queues.ts";

/** A job that no repetition could mend, or that is being repeated. */
type TroubledJob = {
  readonly queue: string;
  readonly study: string;
  readonly state: "failed" | "delayed";
  readonly reason: string;
  readonly attempts: number;
  /** When it was added. */
  readonly since: string;
};

/** What an admin can see of the queues and do with them. */
export type QueueAdmin = {
  /** Failed jobs, and those waiting for their next attempt. At most 100 per queue and state, oldest first. */
  troubled(): Promise<TroubledJob[]>;
  /**
   * Lets failed jobs, and those waiting for their next attempt, run at once.
   *
   * @param study one study; without it all
   * @returns how many
   */
  retry(study?: string): Promise<number>;
  /**
   * Removes every job that waits, is delayed or has failed. Jobs in a worker's hands are left alone.
   *
   * @returns how many
   */
  drain(): Promise<number>;
};

const PAGE = 100;

export function createQueueAdmin(queues: Queues): QueueAdmin {
  const all = () => Promise.all(ALL_QUEUES.map((name) => queues.of(name)));

  async function stuckJobs(state: "failed" | "delayed") {
    const found = await Promise.all(
      (await all()).map(async (queue) =>
        (await queue.getJobs([state], 0, PAGE - 1, true)).flatMap((job) =>
          job ? [{ queue: queue.name, job }] : [],
        ),
      ),
    );
    return found.flat();
  }

  return {
    async troubled() {
      const states = ["failed", "delayed"] as const;
      const lists = await Promise.all(
        states.map(async (state) =>
          (await stuckJobs(state)).map(({ queue, job }) => ({
            queue,
            study: job.id ?? "",
            state,
            reason: job.failedReason ?? "",
            attempts: job.attemptsMade,
            since: new Date(job.timestamp).toISOString(),
          })),
        ),
      );
      return lists.flat();
    },
    async retry(study) {
      let count = 0;
      for (const state of ["failed", "delayed"] as const) {
        // A page at a time, until none is left: those that were let go are gone from the state.
        for (;;) {
          const jobs = (await stuckJobs(state)).filter(({ job }) => study === undefined || job.id === study);
          for (const { job } of jobs) await (state === "failed" ? job.retry("failed") : job.promote());
          count += jobs.length;
          if (jobs.length < PAGE) break;
        }
      }
      return count;
    },
    async drain() {
      let count = 0;
      for (const queue of await all()) {
        const counts = await queue.getJobCounts("waiting", "delayed", "prioritized", "failed");
        await queue.drain(true);
        for (let removed = PAGE; removed === PAGE; ) {
          removed = (await queue.clean(0, PAGE, "failed")).length;
        }
        count += Object.values(counts).reduce((sum, jobs) => sum + jobs, 0);
      }
      return count;
    },
  };
}
