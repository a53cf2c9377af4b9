import { STUDIES } from "./queue-names.ts";
import { failFast } from "./queue-unavailable.ts";
import { createQueues } from "./queues.ts";
import type { Redis } from "./redis.ts";

/** How far a study has come. `ahead`: photos that are read before it. */
type Progress =
  | { readonly state: "waiting"; readonly ahead: number }
  | { readonly state: "reading" | "read"; readonly ahead: 0 };

export type StudyProgress = {
  /** @returns undefined for a study that was never accepted, was erased, or was finished more than a day ago */
  of(study: string): Promise<Progress | undefined>;
  /** Forgets the queues; the connection belongs to whoever opened it. */
  close(): Promise<void>;
};

/** @throws {QueueUnavailable} from `of` */
export function createStudyProgress({
  redis,
  patienceMilliseconds = 2_000,
}: {
  redis: Redis;
  patienceMilliseconds?: number;
}): StudyProgress {
  const queues = createQueues(redis);
  return {
    of: (study) =>
      failFast(patienceMilliseconds, async () => {
        const queue = await queues.of(STUDIES);
        const state = await queue.getJobState(study);
        if (state === "unknown") return undefined;
        if (state === "completed" || state === "failed") return { state: "read", ahead: 0 };
        if (state === "active") return { state: "reading", ahead: 0 };
        const waiting = queue.toKey("wait");
        // Studies come in at the list's head and are taken up at its tail.
        const [place, length] = await Promise.all([redis.lpos(waiting, study), redis.llen(waiting)]);
        return { state: "waiting", ahead: place === null ? 0 : Math.max(0, length - 1 - place) };
      }),
    close: () => queues.close(),
  };
}
