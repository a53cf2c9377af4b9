import { PICTURE_KINDS } from "../core/picture.ts";
import type { Channel } from "./jobs.ts";
import { photoKey, pictureKey } from "./photo-store.ts";
import { fetchesOf, repliesOf, STUDIES } from "./queue-names.ts";
import { failFast } from "./queue-unavailable.ts";
import { createQueues } from "./queues.ts";
import type { Redis } from "./redis.ts";
import type { Vault } from "./vault.ts";

/** Longer than anything of a study is kept. */
const FORGOTTEN_SECONDS = 8 * 86_400;

/** Which studies are whose, for as long as anything of them is kept, so that a person can have them erased. */
export type PersonStudies = {
  note(channel: Channel, person: string | number, study: string): Promise<void>;
  /**
   * Erases photos, pictures and jobs of the person's studies, and the list itself. A study that a process has in hand
   * right now is marked instead, and dropped at its next stage.
   *
   * @param before called for each study before it is erased; when this is cut short, the next call finds the study again
   */
  forget(channel: Channel, person: string | number, before?: (study: string) => Promise<void>): Promise<void>;
  /** True for a study whose sender wanted it erased: nothing more is stored or sent. */
  isForgotten(study: string): Promise<boolean>;
  /** Forgets the queues; the connection belongs to whoever opened it. */
  close(): Promise<void>;
};

/**
 * @param keptSeconds how long anything of a study can be left
 * @throws {QueueUnavailable} from every method
 */
export function createPersonStudies({
  redis,
  vault,
  keptSeconds,
  patienceMilliseconds = 2_000,
}: {
  redis: Redis;
  vault: Vault;
  keptSeconds: number;
  patienceMilliseconds?: number;
}): PersonStudies {
  const queues = createQueues(redis);
  const listOf = (channel: Channel, person: string | number) =>
    `studies-of:${channel}:${vault.pseudonym(channel, person)}`;
  const markOf = (study: string) => `forgotten:${study}`;
  const within = <T>(operation: () => Promise<T>) => failFast(patienceMilliseconds, operation);

  async function erase(channel: Channel, study: string): Promise<void> {
    await redis.set(markOf(study), 1, "EX", FORGOTTEN_SECONDS);
    for (const name of [fetchesOf(channel), STUDIES, repliesOf(channel)]) {
      // A job in somebody's hands is locked and stays; the mark stops it.
      await (await queues.of(name)).remove(study);
    }
    await redis.del(photoKey(study), ...PICTURE_KINDS.map((kind) => pictureKey(study, kind)));
  }

  return {
    note: (channel, person, study) =>
      within(async () => {
        const list = listOf(channel, person);
        const now = Date.now();
        await redis
          .multi()
          .zremrangebyscore(list, 0, String(now - keptSeconds * 1000))
          .zadd(list, now, study)
          .expire(list, Math.ceil(keptSeconds))
          .exec();
      }),
    async forget(channel, person, before = async () => {}) {
      const list = listOf(channel, person);
      for (const study of await within(() => redis.zrange(list, 0, "-1"))) {
        await before(study);
        await within(() => erase(channel, study));
        await within(() => redis.zrem(list, study));
      }
    },
    isForgotten: async (study) => (await within(() => redis.exists(markOf(study)))) === 1,
    close: () => queues.close(),
  };
}
