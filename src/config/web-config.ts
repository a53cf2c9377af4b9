import { z } from "zod";
import { type ChannelConfig, readChannelEnv } from "./channel-config.ts";
import { address, whole } from "./read-env.ts";

/** Variables of the web page. */
export const WebEnv = {
  WEB_PORT: whole(0, 65_535).optional(),
  WEB_HOST: z.string().default("127.0.0.1"),
  WEB_PUBLIC_URL: address(["http:", "https:"])
    .refine(
      (text) => !URL.canParse(text) || new URL(text).pathname === "/",
      "must have no path: the page lives at /",
    )
    .optional(),
  WEB_TRUST_PROXY: whole(0, 8).default(0),
  WEB_PHOTOS_PER_ADDRESS: whole(1, 1_000_000).default(120),
  // A page that waits looks 20 times a minute at most: this serves 60 phones behind one address.
  WEB_LOOKS_PER_ADDRESS: whole(1, 1_000_000).default(1_200),
};

export type WebConfig = ChannelConfig &
  Readonly<z.output<z.ZodObject<typeof WebEnv>>> & { readonly WEB_PORT: number };

/**
 * @param languages tags that there is a catalogue of
 * @throws {UserError} naming every wrong or missing variable at once
 */
export function readWebConfig(env: NodeJS.ProcessEnv, languages: readonly string[]): WebConfig {
  return readChannelEnv(WebEnv, env, languages, ({ WEB_PORT }, context) => {
    if (WEB_PORT !== undefined) return;
    context.addIssue({
      code: "custom",
      path: ["WEB_PORT"],
      message: "is needed, such as 8080; a reverse proxy with a certificate belongs in front",
    });
  }) as WebConfig;
}
