import { z } from "zod";
import { type ChannelConfig, readChannelEnv } from "./channel-config.ts";
import { address, whole } from "./read-env.ts";

/** Variables of the Telegram channel. */
export const TelegramEnv = {
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[A-Za-z0-9_-]+$/, "must look like 123456789:AA..., as @BotFather gave it")
    .optional(),
  TELEGRAM_API_ROOT: address(["http:", "https:"])
    .default("https://api.telegram.org")
    .transform((text) => text.replace(/\/+$/, "")),
  TELEGRAM_WEBHOOK_URL: address(["https:"]).optional(),
  TELEGRAM_WEBHOOK_HOST: z.string().default("127.0.0.1"),
  TELEGRAM_WEBHOOK_PORT: whole(0, 65_535).default(8081),
};

export type TelegramConfig = ChannelConfig &
  Readonly<z.output<z.ZodObject<typeof TelegramEnv>>> & { readonly TELEGRAM_BOT_TOKEN: string };

/**
 * @param languages tags that there is a catalogue of
 * @throws {UserError} naming every wrong or missing variable at once
 */
export function readTelegramConfig(env: NodeJS.ProcessEnv, languages: readonly string[]): TelegramConfig {
  return readChannelEnv(TelegramEnv, env, languages, ({ TELEGRAM_BOT_TOKEN }, context) => {
    if (TELEGRAM_BOT_TOKEN !== undefined) return;
    context.addIssue({
      code: "custom",
      path: ["TELEGRAM_BOT_TOKEN"],
      message: "is needed; @BotFather on Telegram gives one",
    });
  }) as TelegramConfig;
}
