import { createHandledMessages } from "../../queue/handled-messages.ts";
import { createLinkCode } from "../../queue/link-code.ts";
import { createNumberedChoices } from "../numbered-choices.ts";
import { type ChannelFoundation, openChannel, type RunningChannel } from "../open-channel.ts";
import { readBacklog } from "./backlog.ts";
import { openChoiceNotes } from "./choice-notes.ts";
import { createInbox } from "./inbox.ts";
import { createWhatsappMessenger } from "./messenger.ts";
import { atHumanPace } from "./pace.ts";
import { createWhatsappPhotoOrigin } from "./photo-origin.ts";
import { holdSession } from "./profile-folder.ts";
import { createReceive } from "./receive.ts";
import { guardRejections } from "./rejections.ts";
import { createSession, type Session, type SessionSettings } from "./session.ts";
import { createLinkCodeDisplay } from "./show-link-code.ts";

export type WhatsappSettings = SessionSettings & {
  /** Ids of groups that are served beside private chats. */
  readonly groups: readonly string[];
  /** The pause before each message on average, in milliseconds. */
  readonly paceMilliseconds: number;
};

function troubleOf({ state, since }: Session): string | undefined {
  if (state() === "ready") return undefined;
  const seconds = Math.round((Date.now() - since()) / 1000);
  if (state() === "link-wanted") return `whatsapp waits for its code to be scanned, for ${seconds} s`;
  return `whatsapp is ${state()}, for ${seconds} s`;
}

/**
 * Starts the WhatsApp channel. It is up before it is linked: {@link RunningChannel.trouble} and
 * {@link RunningChannel.link} tell how it stands.
 *
 * @param print shows a link code to whoever sits at the terminal
 * @throws {UserError} when another process holds the session
 */
export async function createWhatsappChannel(
  settings: WhatsappSettings,
  print: (text: string) => void,
  foundation: ChannelFoundation,
): Promise<RunningChannel> {
  const { log, lifecycle, redis, vault } = foundation;
  lifecycle.own("session folder", await holdSession(settings.sessionDir), (it) => it.release());
  lifecycle.own("rejection guard", guardRejections(log), (remove) => remove());
  // Opened before the consumers, so closed after them: what is in hand still goes out.
  const session = lifecycle.own("session", createSession(settings, log), (it) => it.close());

  const choices = createNumberedChoices({
    messenger: createWhatsappMessenger(session),
    ...openChoiceNotes(foundation),
  });
  const channel = await openChannel(
    "whatsapp",
    {
      messenger: atHumanPace(choices.messenger, {
        milliseconds: settings.paceMilliseconds,
        seed: process.pid,
      }),
      origin: createWhatsappPhotoOrigin({ session }),
      // One after the other, as a person would answer; a reply that has to wait holds nobody else up.
      repliesAtOnce: 2,
      // The number is known only once the phone is linked; one process serves WhatsApp on a Redis, whatever its number.
      alone: "web",
    },
    foundation,
  );
  const inbox = createInbox({
    handled: createHandledMessages({ channel: "whatsapp", redis, vault }),
    groups: settings.groups,
    receive: createReceive({
      channel,
      choices,
      translators: foundation.translators,
      settings: foundation.settings,
    }),
    giveUp: channel.intake.apologise,
    readSince: (since) => session.use((client) => readBacklog(client, since, settings.groups)),
    log,
  });
  const display = createLinkCodeDisplay({
    store: createLinkCode({ channel: "whatsapp", redis, vault }),
    print,
    log,
  });
  session.start({
    onLinkCode: display.show,
    onReady() {
      display.clear();
      log.info("whatsapp channel ready");
      inbox.sweep();
    },
    onMessage: inbox.take,
  });
  lifecycle.own("inbox", inbox, (it) => it.close());
  return {
    ended: Promise.race([session.ended, channel.lost]),
    trouble: () => channel.consumerTrouble() ?? troubleOf(session),
    link: () => ({ state: session.state(), since: session.since(), code: session.linkCode() }),
  };
}
