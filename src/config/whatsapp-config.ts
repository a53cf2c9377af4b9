import { resolve } from "node:path";
import { z } from "zod";
import { type ChannelConfig, readChannelEnv } from "./channel-config.ts";
import { address, commaList, decimal, oneOf, whole } from "./read-env.ts";

/** Meta keeps a version of its API for about two years; a newer one is tried before it is named here. */
const GRAPH_API = "https://graph.facebook.com/v24.0";

/** Variables of the official Cloud API, without which it cannot be used, and where each is found. */
const CLOUD_NEEDS = {
  WHATSAPP_CLOUD_TOKEN: "a system user's access token, from Meta's business settings",
  WHATSAPP_CLOUD_PHONE_ID: "the phone number's id (not the number), from the app's WhatsApp > API setup",
  WHATSAPP_CLOUD_APP_SECRET: "the app's secret, from its settings > basic; webhooks are signed with it",
  WHATSAPP_CLOUD_VERIFY_TOKEN:
    "a word of your own (openssl rand -hex 16), given to Meta with the webhook's address",
} as const;

/** Variables of the WhatsApp channel. */
export const WhatsappEnv = {
  WHATSAPP_TRANSPORT: oneOf(["web", "cloud"]).default("web"),
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
  WHATSAPP_CLOUD_TOKEN: z.string().regex(/^\S+$/, "must have no spaces").optional(),
  WHATSAPP_CLOUD_PHONE_ID: z.string().regex(/^\d+$/, "must be digits: the phone number's id").optional(),
  WHATSAPP_CLOUD_APP_SECRET: z.string().regex(/^\S+$/, "must have no spaces").optional(),
  WHATSAPP_CLOUD_VERIFY_TOKEN: z.string().min(8, "must have 8 characters or more").optional(),
  WHATSAPP_CLOUD_API_ROOT: address(["http:", "https:"])
    .default(GRAPH_API)
    .transform((text) => text.replace(/\/+$/, "")),
  WHATSAPP_WEBHOOK_HOST: z.string().default("127.0.0.1"),
  WHATSAPP_WEBHOOK_PORT: whole(0, 65_535).default(8082),
  WHATSAPP_WEBHOOK_PATH: z
    .string()
    .regex(/^\/[\w/.-]*$/, "must be a path such as /whatsapp")
    .default("/whatsapp"),
};

type Settings = Readonly<z.output<z.ZodObject<typeof WhatsappEnv>>>;

/** What the official Cloud API needs. */
export type CloudConfig = {
  readonly token: string;
  readonly phoneId: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  /** Without a slash at the end; names the API's version. */
  readonly apiRoot: string;
  readonly webhook: { readonly host: string; readonly port: number; readonly path: string };
};

/** What the unofficial client, in a browser of its own, needs. */
export type WebClientConfig = {
  readonly sessionDir: string;
  readonly groups: readonly string[];
  readonly paceMilliseconds: number;
  readonly restartHours: number;
  readonly restartMebibytes: number;
  readonly chromiumPath: string | undefined;
  readonly chromiumSandbox: "on" | "off" | undefined;
};

/** How WhatsApp is reached, with the settings of that way alone. */
export type WhatsappTransport =
  | { readonly kind: "web"; readonly web: WebClientConfig }
  | { readonly kind: "cloud"; readonly cloud: CloudConfig };

export type WhatsappConfig = ChannelConfig & { readonly transport: WhatsappTransport };

/** Names everything that the chosen transport lacks; nothing where the channel is not wanted. */
export function requireTransport(
  settings: Record<string, unknown>,
  context: z.RefinementCtx,
  { wanted = true }: { wanted?: boolean } = {},
): void {
  const lack = (name: string, message: string) => {
    if (settings[name] === undefined) context.addIssue({ code: "custom", path: [name], message });
  };
  if (settings["WHATSAPP_TRANSPORT"] === "cloud") {
    for (const [name, what] of Object.entries(CLOUD_NEEDS)) {
      lack(name, `is needed with WHATSAPP_TRANSPORT=cloud; ${what}`);
    }
  } else if (wanted) {
    lack(
      "WHATSAPP_SESSION_DIR",
      "is needed; a folder that keeps the link to the phone, such as data/whatsapp. For the official Cloud API set WHATSAPP_TRANSPORT=cloud instead",
    );
  }
}

/**
 * The settings of the transport that was chosen.
 *
 * @returns undefined where the channel is not configured
 */
export function transportOf(settings: Settings): WhatsappTransport | undefined {
  if (settings.WHATSAPP_TRANSPORT === "cloud") {
    const {
      WHATSAPP_CLOUD_TOKEN: token,
      WHATSAPP_CLOUD_PHONE_ID: phoneId,
      WHATSAPP_CLOUD_APP_SECRET: appSecret,
      WHATSAPP_CLOUD_VERIFY_TOKEN: verifyToken,
    } = settings;
    if (!token || !phoneId || !appSecret || !verifyToken) return undefined;
    const webhook = {
      host: settings.WHATSAPP_WEBHOOK_HOST,
      port: settings.WHATSAPP_WEBHOOK_PORT,
      path: settings.WHATSAPP_WEBHOOK_PATH,
    };
    const apiRoot = settings.WHATSAPP_CLOUD_API_ROOT;
    return { kind: "cloud", cloud: { token, phoneId, appSecret, verifyToken, apiRoot, webhook } };
  }
  if (settings.WHATSAPP_SESSION_DIR === undefined) return undefined;
  return {
    kind: "web",
    web: {
      sessionDir: settings.WHATSAPP_SESSION_DIR,
      groups: settings.WHATSAPP_GROUPS,
      paceMilliseconds: settings.WHATSAPP_PACE_MS,
      restartHours: settings.WHATSAPP_RESTART_HOURS,
      restartMebibytes: settings.WHATSAPP_RESTART_MB,
      chromiumPath: settings.CHROMIUM_PATH,
      chromiumSandbox: settings.CHROMIUM_SANDBOX,
    },
  };
}

/**
 * @param languages tags that there is a catalogue of
 * @throws {UserError} naming every wrong or missing variable at once
 */
export function readWhatsappConfig(env: NodeJS.ProcessEnv, languages: readonly string[]): WhatsappConfig {
  const config = readChannelEnv(WhatsappEnv, env, languages, requireTransport);
  const transport = transportOf(config);
  if (!transport) throw new Error("the transport's settings were checked and are not there");
  return { ...config, transport };
}
