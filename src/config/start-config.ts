import type { z } from "zod";
import { AdminPageEnv } from "./admin-page-config.ts";
import { type ChannelConfig, readChannelEnv } from "./channel-config.ts";
import { TelegramEnv } from "./telegram-config.ts";
import { WebEnv } from "./web-config.ts";
import { requireTransport, WhatsappEnv } from "./whatsapp-config.ts";

/** Variables of every channel. */
const StartEnv = { ...TelegramEnv, ...WhatsappEnv, ...WebEnv, ...AdminPageEnv };

/** Of `roentgram start`: a channel without its variables is not configured. */
export type StartConfig = ChannelConfig & Readonly<z.output<z.ZodObject<typeof StartEnv>>>;

/**
 * @param languages tags that there is a catalogue of
 * @throws {UserError} naming every wrong or missing variable at once
 */
export function readStartConfig(env: NodeJS.ProcessEnv, languages: readonly string[]): StartConfig {
  return readChannelEnv(StartEnv, env, languages, (settings, context) =>
    requireTransport(settings, context, { wanted: false }),
  );
}
