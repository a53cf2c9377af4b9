import type { ChannelFoundation, RunningChannel } from "../channels/open-channel.ts";
import { createTelegramChannel } from "../channels/telegram/channel.ts";
import { createWebChannel } from "../channels/web/channel.ts";
import { createCloudChannel } from "../channels/whatsapp/cloud/channel.ts";
import { findChromium } from "../channels/whatsapp/find-chromium.ts";
import type { ChannelConfig } from "../config/channel-config.ts";
import { readTelegramConfig } from "../config/telegram-config.ts";
import { readWebConfig } from "../config/web-config.ts";
import { readWhatsappConfig, type WebClientConfig } from "../config/whatsapp-config.ts";
import { unreachable } from "../core/unreachable.ts";
import { LANGUAGES } from "../i18n/languages.ts";
import type { Channel } from "../queue/jobs.ts";

/** A channel whose settings have been read. */
export type ConfiguredChannel = {
  readonly name: Channel;
  /** Folders, beside DATA_DIR, whose disk must not fill up. */
  readonly places?: readonly string[];
  readonly config: ChannelConfig;
  /** Values that never appear in a log line. */
  readonly secrets: readonly string[];
  open(foundation: ChannelFoundation): Promise<RunningChannel>;
};

/** The channels that run as a process of their own. */
export const CONFIGURED_CHANNELS: Readonly<Record<string, (env: NodeJS.ProcessEnv) => ConfiguredChannel>> = {
  telegram(env) {
    const config = readTelegramConfig(env, LANGUAGES);
    const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot, TELEGRAM_WEBHOOK_URL: url } = config;
    const webhook =
      url === undefined
        ? undefined
        : { url, host: config.TELEGRAM_WEBHOOK_HOST, port: config.TELEGRAM_WEBHOOK_PORT };
    return {
      name: "telegram",
      config,
      secrets: [token],
      open: (foundation) => createTelegramChannel({ token, apiRoot, webhook }, foundation),
    };
  },
  web(env) {
    const config = readWebConfig(env, LANGUAGES);
    const settings = {
      host: config.WEB_HOST,
      port: config.WEB_PORT,
      publicUrl: config.WEB_PUBLIC_URL,
      trustedProxies: config.WEB_TRUST_PROXY,
      photosPerAddress: config.WEB_PHOTOS_PER_ADDRESS,
      looksPerAddress: config.WEB_LOOKS_PER_ADDRESS,
    };
    const open = (foundation: ChannelFoundation) => createWebChannel(settings, foundation);
    return { name: "web", config, secrets: [], open };
  },
  whatsapp(env) {
    const config = readWhatsappConfig(env, LANGUAGES);
    const { transport } = config;
    switch (transport.kind) {
      case "web":
        return {
          name: "whatsapp",
          config,
          places: [transport.web.sessionDir],
          secrets: [],
          open: (foundation) => openWebClient(transport.web, env, foundation),
        };
      case "cloud": {
        const { token, phoneId, apiRoot, appSecret, verifyToken } = transport.cloud;
        const webhook = { ...transport.cloud.webhook, appSecret, verifyToken };
        const settings = { apiRoot, token, phoneId, webhook };
        return {
          name: "whatsapp",
          config,
          secrets: [token, appSecret, verifyToken],
          open: (foundation) => createCloudChannel(settings, foundation),
        };
      }
      default:
        return unreachable(transport);
    }
  },
};

/** WhatsApp by the unofficial client. */
async function openWebClient(
  { chromiumPath, chromiumSandbox, ...settings }: WebClientConfig,
  env: NodeJS.ProcessEnv,
  foundation: ChannelFoundation,
): Promise<RunningChannel> {
  const chromium = await findChromium(chromiumPath, env["PATH"] ?? "");
  // Chromium does not start with its sandbox as root.
  const sandbox = chromiumSandbox === undefined ? process.getuid?.() !== 0 : chromiumSandbox === "on";
  // The library is large, and of no use to another channel's process.
  const { createWhatsappChannel } = await import("../channels/whatsapp/channel.ts");
  const print = (text: string) => void process.stdout.write(text);
  return createWhatsappChannel({ ...settings, chromium, sandbox }, print, foundation);
}
