import type { RunningChannel } from "../channels/open-channel.ts";
import { UserError } from "../core/user-error.ts";
import { negotiate } from "../i18n/languages.ts";
import { loadTranslators } from "../i18n/translator.ts";
import { openBacking } from "../queue/backing.ts";
import type { Standing } from "../queue/heartbeats.ts";
import { closeRedis, openProducerRedis, openWaitingRedis } from "../queue/redis.ts";
import { ownHeartbeat, ownProbes } from "../queue/watched-process.ts";
import { createLifecycle, type Lifecycle } from "../runtime/lifecycle.ts";
import { createLogger, type Logger } from "../runtime/logger.ts";
import { createMetrics } from "../runtime/metrics.ts";
import { installSignalHandlers } from "../runtime/signals.ts";
import type { Command } from "./command.ts";
import { CONFIGURED_CHANNELS, type ConfiguredChannel } from "./configured-channels.ts";

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
  const watched = { lifecycle, redis, log };
  const heartbeat = ownHeartbeat(watched, {
    kind: name,
    look: () => standingOf(channel),
    places: [config.DATA_DIR, ...places],
  });
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
      afterSeconds: config.ALERT_AFTER_SECONDS,
      repeatHours: config.ALERT_REPEAT_HOURS,
    },
    lifecycle,
    log,
    metrics,
  });
  heartbeat.renew();
  const opened = channel;
  await ownProbes(watched, {
    config,
    trouble: () => opened.trouble(),
    standing: () => opened.standing?.() ?? "",
    metrics,
  });
  return opened;
}

async function run(args: string[]): Promise<number> {
  const [name = "", ...rest] = args;
  const configure = Object.hasOwn(CONFIGURED_CHANNELS, name) ? CONFIGURED_CHANNELS[name] : undefined;
  if (!configure || rest.length > 0) {
    const got = args.length === 0 ? "" : `, got '${args.join(" ")}'`;
    throw new UserError(`channel: name the channel: ${Object.keys(CONFIGURED_CHANNELS).join(", ")}${got}`, {
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
