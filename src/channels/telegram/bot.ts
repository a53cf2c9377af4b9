import { Bot } from "grammy";
import type { UserFromGetMe } from "grammy/types";
import type { Language } from "../../i18n/languages.ts";
import { negotiate } from "../../i18n/languages.ts";
import type { Logger } from "../../runtime/logger.ts";
import { createRepeatFilter } from "../../runtime/repeat-filter.ts";
import type { Intake } from "../intake.ts";
import type { Speaker } from "../speaker.ts";
import { readMessage, readPress } from "./arrival.ts";
import { toMessengerError } from "./failures.ts";

/** What updates are asked for: nothing else concerns us. */
export const UPDATES = ["message", "callback_query"] as const;

/** A call that takes longer has failed; long enough for a picture over a thin line. */
const CALL_SECONDS = 40;
const GROUP_AGAIN_MS = 3_600_000;

/** @param apiRoot without a slash at the end */
export function createBotApi(token: string, apiRoot: string): Bot {
  return new Bot(token, { client: { apiRoot, timeoutSeconds: CALL_SECONDS, sensitiveLogs: false } });
}

/**
 * Ties the bot to the intake. Only private chats are served: in a group a command gets one line an hour, and
 * nothing else is looked at.
 */
export function serve(
  bot: Bot,
  {
    me,
    intake,
    speaker,
    defaultLanguage,
    log,
    now = Date.now,
  }: {
    me: UserFromGetMe;
    intake: Intake;
    speaker: Speaker;
    defaultLanguage: Language;
    log: Logger;
    now?: () => number;
  },
): void {
  bot.botInfo = me;
  const maySpeakInGroup = createRepeatFilter(GROUP_AGAIN_MS);

  bot.on("message", async ({ message }) => {
    if (message.chat.type !== "private") {
      const chat = String(message.chat.id);
      if (!message.text?.startsWith("/") || !maySpeakInGroup(chat)) return;
      const language = negotiate([message.from?.language_code ?? ""], defaultLanguage);
      speaker.tell({ chat, message: String(message.message_id) }, language, "private-only");
      return;
    }
    const arrival = readMessage(message);
    if (arrival) await intake.receive(arrival);
  });

  bot.on("callback_query:data", async (context) => {
    const arrival = readPress(context.callbackQuery, now());
    if (arrival) await intake.receive(arrival);
    // Ends the button's waiting sign; of no consequence, and refused when the press is old.
    context.answerCallbackQuery().catch((error: unknown) => {
      log.debug({ err: toMessengerError(error) }, "press not acknowledged");
    });
  });
}
