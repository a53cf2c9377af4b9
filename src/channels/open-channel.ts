import { takeChannelLease } from "../queue/channel-lease.ts";
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
  /** How it stands while all is well, in a few words without secrets. */
  standing?(): string;
  /** How a channel stands that has to be linked to a phone; `code` is to be scanned while it is there. */
  link?(): { readonly state: string; readonly since: number; readonly code: string | undefined };
};

/** A channel's service with its consumers running. */
export type OpenChannel = ChannelService & {
  /** What keeps fetches and replies from being handled right now. */
  consumerTrouble(): string | undefined;
  /** Rejects with a UserError when another process has come to serve this channel; stays pending otherwise. */
  readonly lost: Promise<never>;
};

/**
 * Puts a channel's parts together and starts its consumers. Everything opened belongs to the lifecycle; what is opened
 * after this call (the messenger's own connection) is closed before it.
 *
 * @param parts.alone the messenger's account, for channels of which one process at a time may serve this Redis
 * @param parts.account which of the messenger's accounts this is, where message ids are counted per account
 * @param parts.origin where photos come from, for messengers whose messages only name them
 * @param parts.repliesAtOnce deliveries in hand at a time; 1 for a messenger that wants a human pace
 * @param parts.onDelivered called when a reply has been delivered; may be called again for the same reply
 * @throws {UserError} when another process serves this channel
 */
export async function openChannel(
  channel: Channel,
  {
    messenger,
    account,
    origin,
    repliesAtOnce,
    onDelivered,
    alone,
  }: {
    messenger: Messenger;
    account?: string;
    origin?: PhotoOrigin;
    repliesAtOnce?: number;
    onDelivered?: (job: ReplyJob) => Promise<void>;
    alone?: string;
  },
  { redisUrl, lifecycle, ...options }: ChannelFoundation,
): Promise<OpenChannel> {
  const { log, waitingRedis, vault } = options;
  let lost: Promise<never> = new Promise(() => {});
  if (alone !== undefined) {
    const signal = lifecycle.closing;
    // The connection that waits: a Redis that is still starting is no reason to end.
    const lease = await takeChannelLease({
      channel,
      account: alone,
      redis: waitingRedis,
      vault,
      log,
      signal,
    });
    ({ lost } = lifecycle.own("channel lease", lease, (it) => it.release()));
  }
  const service = createChannelService({
    channel,
    messenger,
    ...(account === undefined ? {} : { account }),
    ...(origin ? { origin } : {}),
    ...options,
  });
  lifecycle.own("speech", service, (it) => it.close(SAY_GRACE_MS));
  const deliver: ChannelService["deliver"] = async (job, context) => {
    await service.deliver(job, context);
    await onDelivered?.(job);
  };
  const consumers = [
    consume(repliesOf(channel), ReplyJob, deliver, {
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
    lost,
    consumerTrouble: () =>
      consumers.every((consumer) => consumer.running()) ? undefined : "a consumer rests",
  };
}
