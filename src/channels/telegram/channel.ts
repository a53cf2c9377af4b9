import type { Bot } from "grammy";
import type { Update } from "grammy/types";
import { consume } from "../../queue/consumer.ts";
import { FetchJob, ReplyJob } from "../../queue/jobs.ts";
import { fetchesOf, repliesOf } from "../../queue/queue-names.ts";
import type { Lifecycle } from "../../runtime/lifecycle.ts";
import { type ChannelServiceOptions, createChannelService } from "../channel-service.ts";
import { readMessage } from "./arrival.ts";
import { createBotApi, serve, UPDATES } from "./bot.ts";
import { choosePolling, chooseWebhook, introduce, listCommands } from "./connect.ts";
import { createTelegramMessenger } from "./messenger.ts";
import { createTelegramPhotoOrigin } from "./photo-origin.ts";
import { startPolling } from "./polling.ts";
import { startWebhook, webhookSecret } from "./webhook.ts";

/** Downloads and deliveries in hand at a time. */
const FETCHES_AT_ONCE = 6;
const REPLIES_AT_ONCE = 8;
/** What jobs in hand get when the process has to end, and what is still to be said. */
const JOB_GRACE_MS = 12_000;
const SAY_GRACE_MS = 4_000;

export type TelegramChannelOptions = Omit<ChannelServiceOptions, "channel" | "messenger" | "origin"> & {
  readonly token: string;
  /** Without a slash at the end. */
  readonly apiRoot: string;
  /** Long polling when undefined. */
  readonly webhook: { readonly url: string; readonly host: string; readonly port: number } | undefined;
  readonly redisUrl: string;
  /** Takes over everything that is opened here. */
  readonly lifecycle: Lifecycle;
};

export type TelegramChannel = {
  /** Settles when no more updates are fetched; rejects with a UserError when going on is hopeless. */
  readonly ended: Promise<void>;
  /** What keeps the channel from working right now. */
  trouble(): string | undefined;
};

/**
 * Starts the Telegram channel: first the consumers, then the fetching of updates.
 *
 * @throws {UserError} when Telegram does not know the token
 */
export async function createTelegramChannel({
  token,
  apiRoot,
  webhook,
  redisUrl,
  lifecycle,
  ...options
}: TelegramChannelOptions): Promise<TelegramChannel> {
  const { log, translators, settings } = options;
  const bot = createBotApi(token, apiRoot);
  const me = await introduce(bot, lifecycle.closing, log);
  const service = createChannelService({
    channel: "telegram",
    messenger: createTelegramMessenger(bot.api),
    origin: createTelegramPhotoOrigin({ api: bot.api, apiRoot, token }),
    ...options,
  });
  const { intake, speaker, courier } = service;
  lifecycle.own("speech", service, (it) => it.close(SAY_GRACE_MS));
  const consumers = [
    consume(fetchesOf("telegram"), FetchJob, service.fetchPhoto, {
      url: redisUrl,
      log,
      concurrency: FETCHES_AT_ONCE,
    }),
    consume(repliesOf("telegram"), ReplyJob, service.deliver, {
      url: redisUrl,
      log,
      concurrency: REPLIES_AT_ONCE,
    }),
  ];
  lifecycle.own("consumers", consumers, async (open) => {
    await Promise.all(open.map((consumer) => consumer.close(JOB_GRACE_MS)));
  });

  serve(bot, { me, intake, speaker, defaultLanguage: settings.defaultLanguage, log });
  void listCommands(bot, translators, settings.defaultLanguage, log);
  const consuming = () =>
    consumers.every((consumer) => consumer.running()) ? undefined : "a consumer rests";
  const giveUp = ({ message }: Update) => {
    const arrival = message && readMessage(message);
    if (arrival) intake.apologise(arrival);
  };
  if (webhook) {
    await openWebhook(bot, { ...webhook, giveUp, token, lifecycle, log });
    return { ended: new Promise(() => {}), trouble: consuming };
  }
  await choosePolling(bot, lifecycle.closing, log);
  const polling = startPolling({ bot, settle: courier.settled, giveUp, log });
  lifecycle.own("polling", polling, (it) => it.stop());
  log.info({ bot: me.username }, "telegram channel ready");
  return {
    ended: polling.ended,
    trouble: () => consuming() ?? (polling.healthy() ? undefined : "telegram does not answer"),
  };
}

async function openWebhook(
  bot: Bot,
  {
    url,
    host,
    port,
    giveUp,
    token,
    lifecycle,
    log,
  }: {
    url: string;
    host: string;
    port: number;
    giveUp: (update: Update) => void;
    token: string;
  } & Pick<TelegramChannelOptions, "lifecycle" | "log">,
): Promise<void> {
  const secret = webhookSecret(token);
  const server = await startWebhook({ bot, giveUp, secret, host, port, log });
  lifecycle.own("webhook", server, (it) => it.close());
  await chooseWebhook(bot, { url, secret, updates: UPDATES }, lifecycle.closing, log);
  log.info({ port: server.port }, "telegram channel ready, by webhook");
}
