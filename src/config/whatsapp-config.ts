import { resolve } from "node:path";
import { z } from "zod";
import { type ChannelConfig, readChannelEnv } from "./channel-config.ts";
import { commaList, decimal, oneOf, whole } from "./read-env.ts";

/** Variables of the WhatsApp channel. */
export const WhatsappEnv = {
  WHATSAPP_SESSION_DIR: z
    .string()
    .transform((dir) => resolve(dir))
    .optional(),
  WHATSAPP_GROUPS: commaList(/^[\d-]+@g\.us$/, "must be group ids (...@g.us) separated by commas"),
  WHATSAPP_PACE_MS: whole(0, 60_000).default(700),
  WHATSAPP_RESTART_HOURS: decimal(0, 720).default(24),
  WHATSAPP_RESTART_MB: whole(100, 65_536).default(1_200),
  CHROMIUM_PATH: z.string().optional(),
  CHROMIUM_SANDBOX: oneOf(["on", "off"]).optional(),
};

export type WhatsappConfig = ChannelConfig &
  Readonly<z.output<z.ZodObject<typeof WhatsappEnv>>> & { readonly WHATSAPP_SESSION_DIR: string };

/**
 * @param languages tags that there is a catalogue of
 * @throws {UserError} naming every wrong or missing variable at once
 */
export function readWhatsappConfig(env: NodeJS.ProcessEnv, languages: readonly string[]): WhatsappConfig {
  return readChannelEnv(WhatsappEnv, env, languages, ({ WHATSAPP_SESSION_DIR }, context) => {
    if (WHATSAPP_SESSION_DIR !== undefined) return;
    context.addIssue({
      code: "custom",
      path: ["WHATSAPP_SESSION_DIR"],
      message: "is needed; a folder that keeps the link to the phone, such as data/whatsapp",
    });
  }) as WhatsappConfig;
}
