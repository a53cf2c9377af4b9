import { UserError } from "../../../core/user-error.ts";
import { createHandledMessages } from "../../../queue/handled-messages.ts";
import { createPersonStore } from "../../../queue/person-store.ts";
import type { Logger } from "../../../runtime/logger.ts";
import { createNumberedChoices } from "../../numbered-choices.ts";
import {
  type ChannelFoundation,
  type OpenChannel,
  openChannel,
  type RunningChannel,
} from "../../open-channel.ts";
import { Person } from "../../person.ts";
import type { WhatsappArrival } from "../arrival.ts";
import { openChoiceNotes } from "../choice-notes.ts";
import { createReceive } from "../receive.ts";
import { createTakeOnce } from "../take-once.ts";
import { type CloudApi, type CloudSettings, createCloudApi } from "./api.ts";
import { shapeOf } from "./choice-shape.ts";
import { adminTrouble, CloudFailure, kindOf } from "./failures.ts";
import { createCloudMessenger } from "./messenger.ts";
import { createTakeNotification, OLDEST_MS } from "./notifications.ts";
import { createOutbox, type Outbox } from "./outbox.ts";
import { createCloudPhotoOrigin } from "./photo-origin.ts";
import { startWebhook, type WebhookSettings } from "./webhook.ts";

/** What was handled is tidied up this often. */
const TIDY_MS = 3_600_000;

export type CloudChannelSettings = CloudSettings & { readonly webhook: WebhookSettings };

/** @throws {UserError} when the token or the number is refused; an API out of reach is waited for while serving */
async function introduce(api: CloudApi, log: Logger): Promise<void> {
  try {
    const { verified_name: name } = await api.account();
    log.info({ verified: name }, "whatsapp's cloud api knows the number");
  } catch (error) {
    if (error instanceof CloudFailure && ["token", "refused"].includes(kindOf(error.code, error.status))) {
      const what = adminTrouble(error) ?? `the phone number's id is not known (${error.message})`;
      throw new UserError(`WHATSAPP_CLOUD_TOKEN, WHATSAPP_CLOUD_PHONE_ID: ${what}.`, { cause: error });
    }
    log.warn({ err: error }, "whatsapp's cloud api does not answer yet");
  }
}

/** Lets out what waited for somebody who writes again, before what they wrote is answered. */
function createReturn({
  courier,
  outbox,
}: {
  courier: OpenChannel["courier"];
  outbox: Outbox;
}): (arrival: WhatsappArrival) => Promise<void> {
  return async ({ chat, receivedAt }) => {
    await outbox.heard(chat, receivedAt);
    if ((await outbox.waiting(chat)) === 0) return;
    courier.send(chat, () => outbox.release(chat));
  };
}

/**
 * Starts the WhatsApp channel on Meta's official Cloud API: notifications come to a webhook, behind a reverse proxy with a
 * certificate.
 *
 * @throws {UserError} when Meta refuses the token, the port is taken, or another process serves WhatsApp
 */
export async function createCloudChannel(
  settings: CloudChannelSettings,
  foundation: ChannelFoundation,
): Promise<RunningChannel> {
  const { log, lifecycle, redis, waitingRedis, vault, translators, metrics } = foundation;
  const { phoneId } = settings;
  const api = createCloudApi(settings);
  await introduce(api, log);
  const patience = { redis: waitingRedis, patienceMilliseconds: Number.POSITIVE_INFINITY };
  const persons = createPersonStore({ vault, schema: Person, ...patience });
  const say = async (chat: string, key: string) => {
    const language = (await persons.load("whatsapp", chat))?.language;
    return translators.for(language ?? foundation.settings.defaultLanguage).t(key);
  };
  const outbox = createOutbox({
    api,
    redis,
    waitingRedis,
    vault,
    noticeFor: (chat) => say(chat, "answers-waited"),
    onEvent: metrics.event,
  });
  const choices = createNumberedChoices({
    messenger: createCloudMessenger({
      api,
      outbox,
      openLabel: (chat) => say(chat, "button-choose"),
    }),
    ...openChoiceNotes(foundation),
    canPress: (text, buttons) => shapeOf(text, buttons) !== "numbers",
  });
  const channel = await openChannel(
    "whatsapp",
    {
      messenger: choices.messenger,
      account: phoneId,
      origin: createCloudPhotoOrigin({ api }),
      alone: phoneId,
    },
    foundation,
  );
  const handled = createHandledMessages({
    channel: "whatsapp",
    redis,
    vault,
    keptMilliseconds: OLDEST_MS,
  });
  const welcomeBack = createReturn({ courier: channel.courier, outbox });
  const receive = createReceive({
    channel,
    choices,
    translators,
    settings: foundation.settings,
    forget: outbox.forget,
  });
  const once = createTakeOnce({
    handled,
    async receive(arrival, heardAt) {
      await welcomeBack(arrival);
      await receive(arrival, heardAt);
    },
    giveUp: channel.intake.apologise,
    log,
  });
  lifecycle.own("intake", once, (it) => it.settled());
  const tidy = setInterval(() => {
    handled.moveMark(Date.now()).catch((err: unknown) => log.debug({ err }, "handled messages not tidied"));
  }, TIDY_MS);
  lifecycle.own("tidying", tidy, clearInterval);

  let heardAt: number | undefined;
  const take = createTakeNotification({ phoneId, once, outbox, onEvent: metrics.event, log });
  const webhook = await startWebhook({
    settings: settings.webhook,
    take(notification) {
      heardAt = Date.now();
      return take(notification);
    },
    onEvent: metrics.event,
    log,
  });
  lifecycle.own("webhook", webhook, (it) => it.close());
  log.info({ port: webhook.port }, "whatsapp channel ready, by the cloud api");
  const ago = (at: number | undefined) =>
    at === undefined ? "none yet" : `${Math.round((Date.now() - at) / 1000)} s ago`;
  return {
    ended: channel.lost,
    trouble: () => {
      const { trouble } = api.standing();
      return channel.consumerTrouble() ?? (trouble && `whatsapp: ${trouble}`);
    },
    standing: () => `last webhook: ${ago(heardAt)}; last failure of the api: ${ago(api.standing().failedAt)}`,
  };
}
