import { DelayedError, type Job, UnrecoverableError, Worker } from "bullmq";
import type { z } from "zod";
import type { Logger } from "../runtime/logger.ts";
import { createRepeatFilter } from "../runtime/repeat-filter.ts";
import { scrub } from "../runtime/scrub.ts";
import { unavailableReason } from "./queue-unavailable.ts";
import { closeRedis, openWaitingRedis } from "./redis.ts";
import { Postpone, pauseBefore, RetryLater } from "./retry.ts";

/**
 * A killed consumer's jobs come again after at most lock + two checks: 8 + 2 * 3 s. A lock is renewed every 4 s, so
 * the event loop may stand still for some seconds, as it does while the network runs.
 */
const LOCK_MS = 8_000;
const STALLED_CHECK_MS = 3_000;
/** How long a consumer rests when Redis is full or read-only, so that it does not ask again at once for ever. */
const REST_MS = 1_000;
/** What Redis gets to answer when a consumer closes. */
const LAST_WORDS_MS = 1_000;

export type JobContext = {
  /** Aborts when the process has to end and the job's grace is over. */
  readonly signal: AbortSignal;
  /** 1 for the first attempt. Jobs that come again because their consumer died count anew. */
  readonly attempt: number;
  readonly log: Logger;
};

export type Consumer = {
  /** True while jobs are being taken. */
  running(): boolean;
  /** Jobs in this process's hands. */
  active(): number;
  /**
   * Takes no more jobs and waits for those in hand; after the grace their signal aborts, and a second later they
   * are left for another process.
   */
  close(graceMilliseconds?: number): Promise<void>;
};

/** The queue keeps what a job failed with, readable by everybody who can read Redis. */
function withoutSecrets(error: unknown): Error {
  const clean = new Error(scrub(error instanceof Error ? error.message : String(error)), { cause: error });
  clean.name = error instanceof Error ? error.name : "Error";
  clean.stack = scrub((error instanceof Error ? error.stack : undefined) ?? clean.message);
  return clean;
}

/**
 * Runs a handler for every job of a queue.
 *
 * - A payload that does not fit `schema` fails at once: no repetition can mend it.
 * - Whatever the handler throws is tried again, waiting longer each time (up to 30 s), for as long as it takes.
 * - {@link RetryLater} pauses the whole queue, {@link Postpone} this job; neither counts as an attempt.
 * - Jobs of a consumer that died come again within about 12 s. So every handler must be safe to repeat.
 *
 * @param concurrency jobs in hand at a time
 */
export function consume<T extends { study: string }>(
  queue: string,
  schema: z.ZodType<T>,
  handler: (job: T, context: JobContext) => Promise<void>,
  {
    url,
    log,
    concurrency = 1,
    lockMilliseconds = LOCK_MS,
    stalledCheckMilliseconds = STALLED_CHECK_MS,
  }: {
    url: string;
    log: Logger;
    concurrency?: number;
    lockMilliseconds?: number;
    stalledCheckMilliseconds?: number;
  },
): Consumer {
  const redis = openWaitingRedis(url, { log, name: queue });
  const ending = new AbortController();
  const mayRepeat = createRepeatFilter(10_000);
  let active = 0;
  let closing: Promise<void> | undefined;
  let rest: NodeJS.Timeout | undefined;

  async function handle(job: Job, token: string | undefined): Promise<void> {
    const parsed = schema.safeParse(job.data);
    if (!parsed.success) {
      log.error({ queue, study: job.id, issues: parsed.error.issues.length }, "job not understood");
      throw new UnrecoverableError(
        `payload: ${parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`).join("; ")}`,
      );
    }
    const { study } = parsed.data;
    const context = { signal: ending.signal, attempt: job.attemptsMade + 1, log: log.child({ study }) };
    active += 1;
    try {
      await handler(parsed.data, context);
    } catch (error) {
      if (error instanceof RetryLater) {
        await worker.rateLimit(error.milliseconds);
        throw Worker.RateLimitError();
      }
      if (error instanceof Postpone) {
        await job.moveToDelayed(Date.now() + error.milliseconds, token);
        throw new DelayedError();
      }
      throw withoutSecrets(error);
    } finally {
      active -= 1;
    }
  }

  const worker = new Worker(queue, handle, {
    connection: redis,
    concurrency,
    lockDuration: lockMilliseconds,
    stalledInterval: stalledCheckMilliseconds,
    // How often a death counts against a study is decided by the flight log, not by the queue.
    maxStalledCount: Number.MAX_SAFE_INTEGER,
    runRetryDelay: 1_000,
    drainDelay: 5,
    settings: { backoffStrategy: (attempt) => pauseBefore(attempt) },
    // Without a limiter RetryLater would not pause anything; the limit itself is out of reach.
    limiter: { max: 1_000_000_000, duration: 1_000 },
  });
  worker.on("failed", (job, error) => {
    if (error instanceof UnrecoverableError) return;
    log.warn({ queue, study: job?.id, attempt: job?.attemptsMade, err: error }, "job will be tried again");
  });
  worker.on("stalled", (study) => log.warn({ queue, study }, "job taken back from a consumer that died"));
  worker.on("error", (error) => {
    const reason = unavailableReason(error);
    if (mayRepeat(error.message)) log.warn({ queue, reason, error: error.message }, "consumer error");
    if ((reason === "full" || reason === "read-only") && !rest && !closing) {
      void worker.pause(true);
      rest = setTimeout(() => {
        rest = undefined;
        if (!closing) void worker.resume();
      }, REST_MS);
    }
  });

  async function close(graceMilliseconds: number): Promise<void> {
    clearTimeout(rest);
    const finished = worker.close().then(() => "finished" as const);
    const grace = setTimeout(() => ending.abort(), graceMilliseconds);
    const begun = Date.now();
    let watch: NodeJS.Timeout | undefined;
    const overdue = new Promise<"overdue">((resolve) => {
      watch = setInterval(() => {
        const waited = Date.now() - begun;
        // With nothing in hand only an absent Redis can keep the library from closing.
        if (waited > graceMilliseconds + LAST_WORDS_MS || (active === 0 && waited > LAST_WORDS_MS))
          resolve("overdue");
      }, 50);
    });
    const outcome = await Promise.race([finished, overdue]);
    clearTimeout(grace);
    clearInterval(watch);
    if (outcome === "overdue") {
      log.warn({ queue, active }, "closed without Redis' answer; jobs in hand are left for another process");
      finished.catch(() => {});
      redis.disconnect();
      await worker.disconnect().catch(() => {});
    }
    await closeRedis(redis);
  }

  return {
    running: () => worker.isRunning() && !worker.isPaused() && closing === undefined,
    active: () => active,
    close(graceMilliseconds = 20_000) {
      closing ??= close(graceMilliseconds);
      return closing;
    },
  };
}
