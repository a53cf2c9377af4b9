import { z } from "zod";
import { AlertEnv } from "./alert-config.ts";
import { commaList, oneOf, readEnv, whole } from "./read-env.ts";
import { requirePhotoKey, SharedEnv } from "./shared.ts";

/** A Telegram user's id, or a WhatsApp id as it is. */
const ADMIN = /^\d+(@(c\.us|lid))?$/;

/** Settings about the people a channel serves, beside those of every process. */
function servingEnv(languages: readonly string[]) {
  return {
    ...SharedEnv,
    ...AlertEnv,
    ACCESS: oneOf(["open", "invite"]).default("open"),
    ADMINS: commaList(
      ADMIN,
      "must be user ids (digits; on WhatsApp with their @c.us or @lid) separated by commas",
    ),
    RATE_LIMIT_PER_HOUR: whole(1, 100_000).default(30),
    DEFAULT_LANGUAGE: z
      .string()
      .default("en")
      .refine((tag) => languages.includes(tag), `must be one of ${languages.join(", ")}`),
  };
}

/** What every channel's process needs. */
export type ChannelConfig = Readonly<z.output<z.ZodObject<ReturnType<typeof servingEnv>>>>;

/**
 * Reads a channel's settings: those of every channel and those of its own.
 *
 * @param own the channel's own variables
 * @param languages tags that there is a catalogue of
 * @param check what concerns several variables
 * @throws {UserError} naming every wrong or missing variable at once
 */
export function readChannelEnv<Own extends z.ZodRawShape>(
  own: Own,
  env: NodeJS.ProcessEnv,
  languages: readonly string[],
  check: (settings: Record<string, unknown>, context: z.RefinementCtx) => void = () => {},
): ChannelConfig & Readonly<z.output<z.ZodObject<Own>>> {
  const schema = z.object({ ...servingEnv(languages), ...own }).superRefine((settings, context) => {
    requirePhotoKey(settings as ChannelConfig, context);
    check(settings as Record<string, unknown>, context);
  });
  return readEnv(schema as z.ZodType, env) as ChannelConfig & Readonly<z.output<z.ZodObject<Own>>>;
}
