import { startAdminServer } from "../admin/server.ts";
import { createSessions } from "../admin/session.ts";
import { isAgreedPerson } from "../channels/person.ts";
import { type AdminPageConfig, readAdminPageConfig } from "../config/admin-page-config.ts";
import { UserError } from "../core/user-error.ts";
import { openBacking } from "../queue/backing.ts";
import { createHouseWatch } from "../queue/house-state.ts";
import { createLinkCode } from "../queue/link-code.ts";
import { createQueueAdmin } from "../queue/queue-admin.ts";
import { failFast } from "../queue/queue-unavailable.ts";
import { createQueues } from "../queue/queues.ts";
import { createRateLimit } from "../queue/rate-limit.ts";
import { closeRedis, openProducerRedis } from "../queue/redis.ts";
import { ownHeartbeat, ownProbes } from "../queue/watched-process.ts";
import { createLifecycle, type Lifecycle } from "../runtime/lifecycle.ts";
import { createLogger, type Logger } from "../runtime/logger.ts";
import { createMetrics } from "../runtime/metrics.ts";
import { installSignalHandlers } from "../runtime/signals.ts";
import type { Command } from "./command.ts";

const HELP = `
Usage: roentgram admin

Serves the admin page at ADMIN_HOST:ADMIN_PORT (127.0.0.1:8090 unless set) behind ADMIN_PASSWORD: channels, the WhatsApp link
code, workers, queues, refusals by reason, people by count. Needs no script in the browser and renews itself. Shares
nothing with the other processes but Redis (REDIS_URL, PHOTO_KEY); without REDIS_URL the data folder's own Redis is used.
For other machines put a reverse proxy with a certificate in front, with ADMIN_PUBLIC_URL and ADMIN_TRUST_PROXY.
`;

const DEADLINE_MS = 15_000;
/** From one address; those with the right password count too. */
const SIGN_INS_PER_HOUR = 10;

async function serve(config: AdminPageConfig, lifecycle: Lifecycle, log: Logger): Promise<void> {
  const { url, vault } = lifecycle.own("backing", await openBacking(config, { log }), (it) => it.stop());
  const redis = lifecycle.own("redis", openProducerRedis(url, { log, name: "admin" }), closeRedis);
  await failFast(5_000, async () => {
    if (redis.status !== "ready") await new Promise((resolve) => redis.once("ready", resolve));
  });
  const queues = lifecycle.own("queues", createQueues(redis), (it) => it.close());
  const house = createHouseWatch({ redis, vault, hasAgreed: isAgreedPerson });
  lifecycle.own("house", house, (it) => it.close());
  const publicUrl = config.ADMIN_PUBLIC_URL;
  const server = await startAdminServer({
    host: config.ADMIN_HOST,
    port: config.ADMIN_PORT,
    sessions: createSessions({ password: config.ADMIN_PASSWORD, vault, redis }),
    house,
    queueAdmin: createQueueAdmin(queues),
    linkCode: createLinkCode({ channel: "whatsapp", redis, vault }),
    attempts: createRateLimit({ redis, vault, perHour: SIGN_INS_PER_HOUR }),
    limits: { queueMinutes: config.ALERT_QUEUE_MINUTES, diskGigabytes: config.ALERT_DISK_GB },
    visits: {
      publicOrigin: publicUrl && new URL(publicUrl).origin,
      trustedProxies: config.ADMIN_TRUST_PROXY,
    },
    log,
  });
  lifecycle.own("admin server", server, (it) => it.close());
  const watched = { lifecycle, redis, log };
  ownHeartbeat(watched, { kind: "admin", look: () => ({ state: "ready" }), places: [config.DATA_DIR] });
  await ownProbes(watched, {
    config,
    queues,
    trouble: () => (server.listening() ? undefined : "the page is not served"),
    metrics: createMetrics(),
  });
  log.info({ host: config.ADMIN_HOST, port: server.port }, "admin page ready");
}

async function run(args: string[]): Promise<number> {
  if (args.length > 0)
    throw new UserError(`admin: takes no arguments, got '${args.join(" ")}'`, { exitCode: 2 });
  const config = readAdminPageConfig(process.env);
  const log = createLogger({ level: config.LOG_LEVEL, name: "admin", secrets: [config.ADMIN_PASSWORD] });
  const lifecycle = createLifecycle({ log, deadlineMilliseconds: DEADLINE_MS });
  installSignalHandlers(lifecycle, log);
  const closed = new Promise<void>((resolve) => {
    lifecycle.closing.addEventListener("abort", () => resolve(), { once: true });
  });
  try {
    await serve(config, lifecycle, log);
    await closed;
  } catch (error) {
    if (!lifecycle.closing.aborted || error instanceof UserError) throw error;
  } finally {
    await lifecycle.close();
    if (process.connected) process.disconnect();
  }
  return 0;
}

export const admin: Command = {
  name: "admin",
  summary: "the admin page, behind a password",
  help: HELP,
  run,
};
