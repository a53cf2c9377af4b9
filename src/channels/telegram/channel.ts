import type { Bot } from "grammy";
import type { Update } from "grammy/types";
import { createAlertBook } from "../../queue/alert-book.ts";
import type { PersonStore } from "../../queue/person-store.ts";
import type { Lifecycle } from "../../runtime/lifecycle.ts";
import type { Logger } from "../../runtime/logger.ts";
import { type AlertReader, startAlertWatch } from "../alert-watch.ts";
import { type ChannelFoundation, openChannel, type RunningChannel } from "../open-channel.ts";
import type { Person } from "../person.ts";
import { readMessage } from "./arrival.ts";
import { createBotApi, serve, UPDATES } from "./bot.ts";
import { choosePolling, chooseWebhook, introduce, listCommands } from "./connect.ts";
import { createTelegramMessenger } from "./messenger.ts";
import { createTelegramPhotoOrigin } from "./photo-origin.ts";
import { startPolling } from "./polling.ts";
import { startWebhook, webhookSecret } from "./webhook.ts";

export type TelegramSettings = {
  readonly token: string;
  /** Without a slash at the end. */
  readonly apiRoot: string;
  /** Long polling when undefined. */
  readonly webhook: { readonly url: string; readonly host: string; readonly port: number } | undefined;
};

/**
 * Starts the Telegram channel: first the consumers, then the fetching of updates.
 *
 * @throws {UserError} when Telegram does not know the token, or another process serves Telegram on this Redis
 */
export async function createTelegramChannel(
  { token, apiRoot, webhook }: TelegramSettings,
  foundation: ChannelFoundation,
): Promise<RunningChannel> {
  const { log, translators, settings, lifecycle } = foundation;
  const bot = createBotApi(token, apiRoot);
  const me = await introduce(bot, lifecycle.closing, log);
  const messenger = createTelegramMessenger(bot.api);
  const { intake, speaker, courier, persons, house, consumerTrouble, lost } = await openChannel(
    "telegram",
    {
      messenger,
      // In a private chat each bot counts messages by itself.
      account: String(me.id),
      // A second process would take this one's updates and answers.
      alone: String(me.id),
      origin: createTelegramPhotoOrigin({ api: bot.api, apiRoot, token }),
    },
    foundation,
  );

  serve(bot, { me, intake, speaker, defaultLanguage: settings.defaultLanguage, log });
  if (foundation.alerts) {
    const watch = startAlertWatch({
      read: house.read,
      book: createAlertBook({ redis: foundation.redis }),
      readers: readersOf(foundation, persons),
      messenger,
      settings: foundation.alerts,
      log,
    });
    lifecycle.own("alert watch", watch, (it) => it.close());
  }
  void listCommands(bot, translators, settings.defaultLanguage, log);
  const giveUp = ({ message }: Update) => {
    const arrival = message && readMessage(message);
    if (arrival) intake.apologise(arrival);
  };
  if (webhook) {
    await openWebhook(bot, { ...webhook, giveUp, token, lifecycle, log });
    return { ended: lost, trouble: consumerTrouble };
  }
  await choosePolling(bot, lifecycle.closing, log);
  const polling = startPolling({ bot, settle: courier.settled, giveUp, log });
  lifecycle.own("polling", polling, (it) => it.stop());
  log.info({ bot: me.username }, "telegram channel ready");
  return {
    ended: Promise.race([polling.ended, lost]),
    trouble: () => consumerTrouble() ?? (polling.healthy() ? undefined : "telegram does not answer"),
  };
}

/** Admins who can be told here: people of Telegram, whose private chat has their own number. */
function readersOf(
  { settings, vault, translators }: ChannelFoundation,
  persons: PersonStore<Person>,
): AlertReader[] {
  const own = settings.admins.filter((id) => /^\d+$/.test(id));
  return own.map((id) => ({
    chat: id,
    pseudonym: vault.pseudonym("telegram", id),
    translator: async () =>
      translators.for((await persons.load("telegram", id))?.language ?? settings.defaultLanguage),
  }));
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
    lifecycle: Lifecycle;
    log: Logger;
  },
): Promise<void> {
  const secret = webhookSecret(token);
  const server = await startWebhook({ bot, giveUp, secret, host, port, log });
  lifecycle.own("webhook", server, (it) => it.close());
  await chooseWebhook(bot, { url, secret, updates: UPDATES }, lifecycle.closing, log);
  log.info({ port: server.port }, "telegram channel ready, by webhook");
}
