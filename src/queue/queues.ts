import { Queue } from "bullmq";
import type { Redis } from "./redis.ts";

/** Opens queues on one connection, each once and only when Redis has answered. */
export type Queues = {
  /** @throws when Redis does not answer; the next call tries anew */
  of(name: string): Promise<Queue>;
  /** Forgets the queues. The connection stays open: it belongs to whoever opened it. */
  close(): Promise<void>;
};

export function createQueues(redis: Redis): Queues {
  const known = new Map<string, Promise<Queue>>();

  async function openQueue(name: string): Promise<Queue> {
    // A queue whose first contact fails stays broken, so make sure that there is somebody to contact.
    await redis.ping();
    const queue = new Queue(name, { connection: redis, skipWaitingForReady: true });
    queue.on("error", () => {}); // the connection's own listener reports it
    try {
      await queue.waitUntilReady();
      return queue;
    } catch (error) {
      await queue.close().catch(() => {});
      throw error;
    }
  }

  return {
    of(name) {
      const existing = known.get(name);
      if (existing) return existing;
      const opening = openQueue(name);
      known.set(name, opening);
      opening.catch(() => known.delete(name));
      return opening;
    },
    async close() {
      const opened = await Promise.allSettled(known.values());
      known.clear();
      await Promise.all(
        opened.map((queue) =>
          queue.status === "fulfilled" ? queue.value.close().catch(() => {}) : undefined,
        ),
      );
    },
  };
}
