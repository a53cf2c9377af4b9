import { GrammyError } from "grammy";
import { UserError } from "../../core/user-error.ts";

/** A restarted bot may meet the long poll of its former self for a while; longer means that there are two. */
const CONFLICT_PATIENCE_MS = 60_000;

/**
 * What no repetition can mend about calls that only need the token.
 *
 * @param conflictMilliseconds how long somebody else has been polling
 * @returns undefined for everything that is worth trying again
 */
export function hopeless(error: unknown, conflictMilliseconds = 0): UserError | undefined {
  if (!(error instanceof GrammyError)) return undefined;
  switch (error.error_code) {
    case 401:
      return new UserError(
        "TELEGRAM_BOT_TOKEN: Telegram does not accept this token. Ask @BotFather for the bot's current one.",
      );
    case 404:
      return new UserError(
        "TELEGRAM_BOT_TOKEN: no bot answers under this token at TELEGRAM_API_ROOT. Check both; @BotFather gives the token.",
      );
    case 409:
      if (conflictMilliseconds < CONFLICT_PATIENCE_MS) return undefined;
      return new UserError(
        "TELEGRAM_BOT_TOKEN: another program fetches this bot's messages. Stop it, or get a new token from @BotFather if you do not know it.",
      );
    default:
      return undefined;
  }
}
