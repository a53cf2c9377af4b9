import { z } from "zod";
import { oneOf, readEnv, whole } from "./read-env.ts";
import { requirePhotoKey, SharedEnv } from "./shared.ts";

const ADMIN = /^\d+$/;

function channelEnv(languages: readonly string[], needsToken: boolean) {
  const token = z
    .string()
    .regex(/^\d+:[A-Za-z0-9_-]+$/, "must look like 123456789:AA..., as @BotFather gave it")
    .optional();
  return z
    .object({
      ...SharedEnv,
      TELEGRAM_BOT_TOKEN: token,
      TELEGRAM_API_ROOT: z
        .string()
        .refine(
          (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
          "must be an http(s) address",
        )
        .default("https://api.telegram.org")
        .transform((text) => text.replace(/\/+$/, "")),
      TELEGRAM_WEBHOOK_URL: z
        .string()
        .refine(
          (text) => URL.canParse(text) && new URL(text).protocol === "https:",
          "must be an https address",
        )
        .optional(),
      WEB_HOST: z.string().default("127.0.0.1"),
      WEB_PORT: whole(0, 65_535).default(8080),
      ACCESS: oneOf(["open", "invite"]).default("open"),
      ADMINS: z
        .string()
        .default("")
        .transform((text) =>
          text
            .split(",")
            .map((id) => id.trim())
            .filter(Boolean),
        )
        .refine((ids) => ids.every((id) => ADMIN.test(id)), "must be user ids (digits) separated by commas"),
      RATE_LIMIT_PER_HOUR: whole(1, 100_000).default(30),
      DEFAULT_LANGUAGE: z
        .string()
        .default("en")
        .refine((tag) => languages.includes(tag), `must be one of ${languages.join(", ")}`),
    })
    .superRefine(requirePhotoKey)
    .superRefine((settings, context) => {
      if (needsToken && settings.TELEGRAM_BOT_TOKEN === undefined) {
        context.addIssue({
          code: "custom",
          path: ["TELEGRAM_BOT_TOKEN"],
          message: "is needed; @BotFather on Telegram gives one",
        });
      }
    });
}

type ChannelEnv = Readonly<z.output<ReturnType<typeof channelEnv>>>;
export type ChannelConfig = ChannelEnv & { readonly TELEGRAM_BOT_TOKEN: string };
/** Of `roentgram start`: no token means that the Telegram channel is not configured. */
export type StartConfig = ChannelEnv;

/**
 * @param languages tags that there is a catalogue of
 * @throws {UserError} naming every wrong or missing variable at once
 */
export function readChannelConfig(env: NodeJS.ProcessEnv, languages: readonly string[]): ChannelConfig {
  const config = readEnv(channelEnv(languages, true), env);
  return config as ChannelConfig;
}

/** As {@link readChannelConfig}, for the process that starts whatever channel is configured. */
export function readStartConfig(env: NodeJS.ProcessEnv, languages: readonly string[]): StartConfig {
  return readEnv(channelEnv(languages, false), env);
}
