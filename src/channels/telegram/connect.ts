import { setTimeout as sleep } from "node:timers/promises";
import type { Bot } from "grammy";
import type { UserFromGetMe } from "grammy/types";
import { LANGUAGES, type Language } from "../../i18n/languages.ts";
import type { Translators } from "../../i18n/translator.ts";
import type { Logger } from "../../runtime/logger.ts";
import { COMMANDS } from "../event.ts";
import { toMessengerError } from "./failures.ts";
import { hopeless } from "./poll-failure.ts";

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

type Signal = Parameters<Bot["api"]["getMe"]>[0];

/** Repeats a call until Telegram answers it. @throws {UserError} when no repetition can help */
async function insist<T>(name: string, call: () => Promise<T>, signal: AbortSignal, log: Logger): Promise<T> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await call();
    } catch (error) {
      signal.throwIfAborted();
      const end = hopeless(error);
      if (end) throw end;
      const known = toMessengerError(error);
      log.warn({ err: known, call: name, pause }, "telegram does not answer yet");
      const asked = "milliseconds" in known ? Number(known.milliseconds) : 0;
      await sleep(Math.max(pause, asked), undefined, { signal });
    }
  }
}

/**
 * Asks Telegram who we are; waits for as long as it is out of reach.
 *
 * @throws {UserError} when the token is wrong
 */
export function introduce(bot: Bot, signal: AbortSignal, log: Logger): Promise<UserFromGetMe> {
  return insist("getMe", () => bot.api.getMe(signal as Signal), signal, log);
}

/** Chooses polling: an earlier webhook is taken down, and what waits at Telegram is kept. */
export async function choosePolling(bot: Bot, signal: AbortSignal, log: Logger): Promise<void> {
  await insist("deleteWebhook", () => bot.api.deleteWebhook({ drop_pending_updates: false }), signal, log);
}

/** Chooses a webhook: updates come to `url`, each with `secret` in a header. */
export async function chooseWebhook(
  bot: Bot,
  {
    url,
    secret,
    updates,
  }: { url: string; secret: string; updates: readonly ("message" | "callback_query")[] },
  signal: AbortSignal,
  log: Logger,
): Promise<void> {
  const options = { secret_token: secret, allowed_updates: updates, drop_pending_updates: false };
  await insist("setWebhook", () => bot.api.setWebhook(url, options), signal, log);
}

/** Shows the commands in the client's menu, in each language; of no consequence when it fails. */
export async function listCommands(
  bot: Bot,
  translators: Translators,
  defaultLanguage: Language,
  log: Logger,
): Promise<void> {
  const commandsIn = (language: Language) => {
    const { t } = translators.for(language);
    return COMMANDS.map((command) => ({ command, description: t(`command-${command}`) }));
  };
  try {
    await bot.api.setMyCommands(commandsIn(defaultLanguage));
    for (const language of LANGUAGES) {
      await bot.api.setMyCommands(commandsIn(language), { language_code: language });
    }
  } catch (error) {
    log.warn({ err: toMessengerError(error) }, "commands not listed");
  }
}
