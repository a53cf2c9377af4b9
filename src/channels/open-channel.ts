import { consume } from "../queue/consumer.ts";
import { type Channel, FetchJob, ReplyJob } from "../queue/jobs.ts";
import { fetchesOf, repliesOf } from "../queue/queue-names.ts";
import type { Lifecycle } from "../runtime/lifecycle.ts";
import { type ChannelService, type ChannelServiceOptions, createChannelService } from "./channel-service.ts";
import type { Messenger } from "./messenger.ts";
import type { PhotoOrigin } from "./photo-origin.ts";

/** Downloads and deliveries in hand at a time. */
const FETCHES_AT_ONCE = 6;
const REPLIES_AT_ONCE = 8;
/** What jobs in hand get when the process has to end, and what is still to be said. */
const JOB_GRACE_MS = 12_000;
const SAY_GRACE_MS = 4_000;

/** What a channel's process stands on, whatever its messenger. */
export type ChannelFoundation = Omit<ChannelServiceOptions, "channel" | "messenger" | "origin"> & {
  readonly redisUrl: string;
  /** Takes over everything that is opened. */
  readonly lifecycle: Lifecycle;
};

/** A channel at work. */
export type RunningChannel = {
  /** Settles when nothing more comes in; rejects with a UserError when going on is hopeless. */
  readonly ended: Promise<void>;
  /** What keeps the channel from working right now. */
  trouble(): string | undefined;
};

/** A channel's service with its consumers running. */
export type OpenChannel = ChannelService & {
  /** What keeps fetches and replies from being handled right now. */
  consumerTrouble(): string | undefined;
};

/**
 * Puts a channel's parts together and starts its consumers. Everything opened belongs to the lifecycle; what is opened
 * after this call (the messenger's own connection) is closed before it.
 *
 * @param parts.account which of the messenger's accounts this is, where message ids are counted per account
 * @param parts.origin where photos come from, for messengers whose messages only name them
 * @param parts.repliesAtOnce deliveries in hand at a time; 1 for a messenger that wants a human pace
 */
export function openChannel(
  channel: Channel,
  {
    messenger,
    account,
    origin,
    repliesAtOnce,
  }: { messenger: Messenger; account?: string; origin?: PhotoOrigin; repliesAtOnce?: number },
  { redisUrl, lifecycle, ...options }: ChannelFoundation,
): OpenChannel {
  const { log } = options;
  const service = createChannelService({
    channel,
    messenger,
    ...(account === undefined ? {} : { account }),
    ...(origin ? { origin } : {}),
    ...options,
  });
  lifecycle.own("speech", service, (it) => it.close(SAY_GRACE_MS));
  const consumers = [
    consume(repliesOf(channel), ReplyJob, service.deliver, {
      url: redisUrl,
      log,
      concurrency: repliesAtOnce ?? REPLIES_AT_ONCE,
    }),
  ];
  if (origin) {
    consumers.push(
      consume(fetchesOf(channel), FetchJob, service.fetchPhoto, {
        url: redisUrl,
        log,
        concurrency: FETCHES_AT_ONCE,
      }),
    );
  }
  lifecycle.own("consumers", consumers, async (open) => {
    await Promise.all(open.map((consumer) => consumer.close(JOB_GRACE_MS)));
  });
  return {
    ...service,
    consumerTrouble: () =>
      consumers.every((consumer) => consumer.running()) ? undefined : "a consumer rests",
  };
}
