import type { ChannelFoundation, RunningChannel } from "../channels/open-channel.ts";
import { createTelegramChannel } from "../channels/telegram/channel.ts";
import { createWebChannel } from "../channels/web/channel.ts";
import { createCloudChannel } from "../channels/whatsapp/cloud/channel.ts";
import { findChromium } from "../channels/whatsapp/find-chromium.ts";
import type { ChannelConfig } from "../config/channel-config.ts";
import { readTelegramConfig } from "../config/telegram-config.ts";
import { readVersion } from "../config/version.ts";
import { readWebConfig } from "../config/web-config.ts";
import { readWhatsappConfig, type WebClientConfig } from "../config/whatsapp-config.ts";
import { unreachable } from "../core/unreachable.ts";
import { UserError } from "../core/user-error.ts";
import { LANGUAGES, negotiate } from "../i18n/languages.ts";
import { loadTranslators } from "../i18n/translator.ts";
import { openBacking } from "../queue/backing.ts";
import { type Standing, startHeartbeat } from "../queue/heartbeats.ts";
import type { Channel } from "../queue/jobs.ts";
import { ALL_QUEUES, snapshotQueues } from "../queue/queue-snapshot.ts";
import { failFast } from "../queue/queue-unavailable.ts";
import { createQueues } from "../queue/queues.ts";
import { closeRedis, openProducerRedis, openWaitingRedis } from "../queue/redis.ts";
import { createLifecycle, type Lifecycle } from "../runtime/lifecycle.ts";
import { createLogger, type Logger } from "../runtime/logger.ts";
import { createMetrics } from "../runtime/metrics.ts";
import { startProbeServer } from "../runtime/probe-server.ts";
import { installSignalHandlers } from "../runtime/signals.ts";
import type { Command } from "./command.ts";

const HELP = `
Usage: roentgram channel telegram|whatsapp|web

Runs one channel's process: takes photos in, fetches them, sends the answers. It shares nothing with the workers but
Redis (REDIS_URL, PHOTO_KEY); without REDIS_URL the data folder's own Redis is used. Ctrl-C or SIGTERM finishes what is
in hand and ends. .env.example documents every variable. One process at a time serves Telegram, and one WhatsApp, on one
Redis: a second one refuses to start, and says where the first one runs.

  telegram  needs TELEGRAM_BOT_TOKEN. Messages are fetched by
            long polling, or, with TELEGRAM_WEBHOOK_URL (https), posted by Telegram to
            TELEGRAM_WEBHOOK_HOST:TELEGRAM_WEBHOOK_PORT behind it
  whatsapp  with WHATSAPP_TRANSPORT=cloud by Meta's official Cloud API: needs WHATSAPP_CLOUD_TOKEN, _PHONE_ID, _APP_SECRET and
            _VERIFY_TOKEN, and https in front of WHATSAPP_WEBHOOK_HOST:WHATSAPP_WEBHOOK_PORT. Otherwise by an unofficial
            client, for which WhatsApp may ban the number: needs WHATSAPP_SESSION_DIR and Chromium, and shows a QR code
            to scan with the phone, once
  web       needs WEB_PORT. A page for phones at WEB_HOST:WEB_PORT, and the API that /openapi.json describes; put a
            reverse proxy with a certificate in front, with WEB_PUBLIC_URL and WEB_TRUST_PROXY
`;

/** Everything is released within this; compose's grace is longer. */
const DEADLINE_MS = 25_000;

/** A channel whose settings have been read. */
type ConfiguredChannel = {
  readonly name: Channel;
  /** Folders, beside DATA_DIR, whose disk must not fill up. */
  readonly places?: readonly string[];
  readonly config: ChannelConfig;
  /** Values that never appear in a log line. */
  readonly secrets: readonly string[];
  open(foundation: ChannelFoundation): Promise<RunningChannel>;
};

/** The channels that run as a process of their own. */
const CHANNELS: Readonly<Record<string, (env: NodeJS.ProcessEnv) => ConfiguredChannel>> = {
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

/** How a channel stands, for admins. */
function standingOf(channel: RunningChannel | undefined): Standing {
  if (!channel) return { state: "starting" };
  const trouble = channel.trouble();
  if (channel.link?.().state === "link-wanted") return { state: "link-wanted", trouble };
  return { state: trouble === undefined ? "ready" : "trouble", trouble };
}

async function serve(
  { name, config, places = [], open }: ConfiguredChannel,
  lifecycle: Lifecycle,
  log: Logger,
): Promise<RunningChannel> {
  const metrics = createMetrics();
  const translators = await loadTranslators();
  const { url, vault } = lifecycle.own("backing", await openBacking(config, { log }), (it) => it.stop());
  const redis = lifecycle.own("redis", openProducerRedis(url, { log, name: "channel" }), closeRedis);
  const waitingRedis = lifecycle.own(
    "waiting redis",
    openWaitingRedis(url, { log, name: "delivery" }),
    closeRedis,
  );
  let channel: RunningChannel | undefined;
  const heartbeat = startHeartbeat({
    redis,
    kind: name,
    version: readVersion(),
    look: () => standingOf(channel),
    places: [config.DATA_DIR, ...places],
    log,
  });
  lifecycle.own("heartbeat", heartbeat, (it) => it.close());
  channel = await open({
    redisUrl: url,
    redis,
    waitingRedis,
    vault,
    translators,
    settings: {
      access: config.ACCESS,
      admins: config.ADMINS,
      photoHours: Math.ceil(config.PHOTO_TTL_HOURS),
      defaultLanguage: negotiate([config.DEFAULT_LANGUAGE], "en"),
    },
    photoTtlSeconds: config.PHOTO_TTL_HOURS * 3_600,
    photosPerHour: config.RATE_LIMIT_PER_HOUR,
    alerts: {
      queueMinutes: config.ALERT_QUEUE_MINUTES,
      diskGigabytes: config.ALERT_DISK_GB,
      repeatHours: config.ALERT_REPEAT_HOURS,
    },
    lifecycle,
    log,
    metrics,
  });
  heartbeat.renew();
  const opened = channel;
  if (config.PROBE_PORT !== undefined) {
    const queues = lifecycle.own("probe queues", createQueues(redis), (it) => it.close());
    metrics.observeQueues(() => failFast(2_000, () => snapshotQueues(queues, ALL_QUEUES)));
    const server = await startProbeServer({
      port: config.PROBE_PORT,
      host: config.PROBE_HOST,
      // Redis being away is no reason to end a process that waits for it: what it has sent and not marked yet, only it knows.
      live: () => undefined,
      ready: async () => {
        await failFast(1_000, () => redis.ping());
        return opened.trouble();
      },
      standing: () => opened.standing?.() ?? "",
      metrics,
    });
    lifecycle.own("probes", server, (it) => it.close());
    log.info({ port: server.port }, "probes answer");
  }
  return opened;
}

async function run(args: string[]): Promise<number> {
  const [name = "", ...rest] = args;
  const configure = Object.hasOwn(CHANNELS, name) ? CHANNELS[name] : undefined;
  if (!configure || rest.length > 0) {
    const got = args.length === 0 ? "" : `, got '${args.join(" ")}'`;
    throw new UserError(`channel: name the channel: ${Object.keys(CHANNELS).join(", ")}${got}`, {
      exitCode: 2,
    });
  }
  const configured = configure(process.env);
  const log = createLogger({ level: configured.config.LOG_LEVEL, name, secrets: configured.secrets });
  const lifecycle = createLifecycle({ log, deadlineMilliseconds: DEADLINE_MS });
  installSignalHandlers(lifecycle, log);
  const closed = new Promise<void>((resolve) => {
    lifecycle.closing.addEventListener("abort", () => resolve(), { once: true });
  });
  try {
    const { ended } = await serve(configured, lifecycle, log);
    await Promise.race([closed, ended]);
  } catch (error) {
    // Asked to end while still starting: that is no failure.
    if (!lifecycle.closing.aborted || error instanceof UserError) throw error;
  } finally {
    await lifecycle.close();
    // An open channel to the parent would keep a process alive that could not start.
    if (process.connected) process.disconnect();
  }
  return 0;
}

export const channel: Command = { name: "channel", summary: "one channel's process", help: HELP, run };
