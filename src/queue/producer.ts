import type { JobsOptions } from "bullmq";
import type { Picture } from "../core/picture.ts";
import { createHeadroom } from "./headroom.ts";
import type { FetchJob, ReplyJob, StudyJob } from "./jobs.ts";
import { type PhotoStore, photoKey, pictureKey } from "./photo-store.ts";
import { fetchesOf, repliesOf, STUDIES } from "./queue-names.ts";
import { failFast, unavailableReason } from "./queue-unavailable.ts";
import { createQueues } from "./queues.ts";
import type { Redis } from "./redis.ts";

/** Largest payload of a job in bytes of JSON: photos and pictures never travel inside one. */
const PAYLOAD_LIMIT_BYTES = 8 * 1024;

const DAY_SECONDS = 86_400;
/** So that what has just been stored can still be read. */
const LEAST_SECONDS = 60;

/** A job's id protects against a second delivery only as long as the finished job is kept. */
const JOB_OPTIONS = {
  // Outages are waited out; the consumer spaces the attempts, and a study's photo expires in the end.
  attempts: 1_000_000,
  backoff: { type: "capped" },
  // Otherwise every attempt of a long outage would leave its stack in Redis.
  stackTraceLimit: 1,
  removeOnComplete: { age: DAY_SECONDS },
  removeOnFail: { age: 7 * DAY_SECONDS },
} satisfies JobsOptions;

type Added = {
  /** False when this study was already in the queue, or has been within the last day. */
  readonly added: boolean;
  /** Studies waiting to be taken up, this one included; 0 when a worker takes it at once. */
  readonly position: number;
};

/** Adds jobs. Each method may be called again for the same study: it then changes nothing. */
export type Producer = {
  /** A photo that is still at the messenger. */
  addFetch(job: FetchJob): Promise<Added>;
  /** Stores the photo, then adds its study. Without `photo` it must be in the store already. */
  addStudy(job: StudyJob, photo?: Uint8Array): Promise<Added>;
  /** Stores the pictures, then adds the reply. */
  addReply(job: ReplyJob, pictures: readonly Picture[]): Promise<Added>;
  /** Whether the study has its reply already, waiting or delivered within the last day. */
  hasReply(job: Pick<ReplyJob, "channel" | "study">): Promise<boolean>;
  /** Forgets the queues; the connection belongs to whoever opened it. */
  close(): Promise<void>;
};

function requireSmall(queue: string, job: object): void {
  const bytes = Buffer.byteLength(JSON.stringify(job));
  if (bytes > PAYLOAD_LIMIT_BYTES) {
    throw new RangeError(`a job of ${bytes} bytes for ${queue}: at most ${PAYLOAD_LIMIT_BYTES} are allowed`);
  }
}

/**
 * @param photoTtlSeconds how long photos and pictures are kept, from when the photo was received
 * @param patienceMilliseconds how long a call waits for Redis; `Infinity` for those who wait, such as workers
 * @throws {QueueUnavailable} from every `add`, when Redis is away, full or read-only; nothing was accepted then
 */
export function createProducer({
  redis,
  photos,
  photoTtlSeconds,
  patienceMilliseconds = 1_900,
}: {
  redis: Redis;
  photos: PhotoStore;
  photoTtlSeconds: number;
  patienceMilliseconds?: number;
}): Producer {
  const queues = createQueues(redis);
  const headroom = createHeadroom(redis, patienceMilliseconds);

  async function known(queueName: string, study: string): Promise<boolean> {
    const queue = await queues.of(queueName);
    return (await redis.exists(queue.toKey(study))) === 1;
  }

  async function add(queueName: string, job: FetchJob | StudyJob | ReplyJob): Promise<void> {
    const queue = await queues.of(queueName);
    await queue.add(queueName, job, { ...JOB_OPTIONS, jobId: job.study });
  }

  /** Its photo's time was up, or an earlier call was cut off in the middle. */
  async function waitsWithoutPhoto(study: string): Promise<boolean> {
    const queue = await queues.of(STUDIES);
    const [finished, stored] = await Promise.all([
      redis.hexists(queue.toKey(study), "finishedOn"),
      redis.exists(photoKey(study)),
    ]);
    return finished === 0 && stored === 0;
  }

  async function position(...queueNames: string[]): Promise<number> {
    const counts = await Promise.all(
      queueNames.map(async (name) => (await (await queues.of(name)).getJobCounts("waiting"))["waiting"] ?? 0),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }

  const within = <T>(operation: () => Promise<T>) => failFast(patienceMilliseconds, operation);
  /** What is left of the time that a photo, and every picture of it, may be kept. */
  const secondsLeft = ({ receivedAt }: { receivedAt: number }) =>
    Math.max(LEAST_SECONDS, photoTtlSeconds - (Date.now() - receivedAt) / 1_000);

  return {
    async addFetch(job) {
      const queueName = fetchesOf(job.channel);
      requireSmall(queueName, job);
      return within(async () => {
        const repeated = await known(queueName, job.study);
        if (!repeated) {
          await headroom.require(PAYLOAD_LIMIT_BYTES);
          await add(queueName, job);
        }
        return { added: !repeated, position: await position(STUDIES, queueName) };
      });
    },
    async addStudy(job, photo) {
      requireSmall(STUDIES, job);
      return within(async () => {
        const repeated = await known(STUDIES, job.study);
        if (!repeated) {
          await headroom.require(PAYLOAD_LIMIT_BYTES + (photo?.byteLength ?? 0));
          if (photo) await photos.put(photoKey(job.study), photo, secondsLeft(job));
          try {
            await add(STUDIES, job);
          } catch (error) {
            // A refusal is certain: nothing stays half-stored. After a timeout the job may still have come in, and
            // it would need its photo; otherwise the photo's time runs out by itself.
            const reason = unavailableReason(error);
            const refused = reason === "full" || reason === "read-only";
            if (photo && refused) await photos.delete(photoKey(job.study)).catch(() => {});
            throw error;
          }
        } else if (photo && (await waitsWithoutPhoto(job.study))) {
          await photos.put(photoKey(job.study), photo, secondsLeft(job));
        }
        return { added: !repeated, position: await position(STUDIES) };
      });
    },
    async addReply(job, pictures) {
      const queueName = repliesOf(job.channel);
      requireSmall(queueName, job);
      return within(async () => {
        const repeated = await known(queueName, job.study);
        if (!repeated) {
          for (const { kind, jpeg } of pictures) {
            await photos.put(pictureKey(job.study, kind), jpeg, secondsLeft(job));
          }
          await add(queueName, job);
        }
        return { added: !repeated, position: await position(queueName) };
      });
    },
    hasReply: ({ channel, study }) => within(() => known(repliesOf(channel), study)),
    close: () => queues.close(),
  };
}
