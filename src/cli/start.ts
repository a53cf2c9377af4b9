import { fileURLToPath } from "node:url";
import { readStartConfig, type StartConfig } from "../config/start-config.ts";
import { readWorkerConfig } from "../config/worker-config.ts";
import { UserError } from "../core/user-error.ts";
import { LANGUAGES } from "../i18n/languages.ts";
import { openBacking } from "../queue/backing.ts";
import { createLifecycle } from "../runtime/lifecycle.ts";
import { createLogger } from "../runtime/logger.ts";
import { installSignalHandlers } from "../runtime/signals.ts";
import { type SupervisedProcess, supervise } from "../runtime/supervisor.ts";
import type { Command } from "./command.ts";

const HELP = `
Usage: roentgram start

Runs everything on one machine: an embedded Redis unless REDIS_URL is set, one worker, and every channel that is
configured. What dies is started again. Ctrl-C or SIGTERM finishes what is in hand and ends.

Set TELEGRAM_BOT_TOKEN for the Telegram channel, WEB_PORT for the web page, for the WhatsApp channel
WHATSAPP_TRANSPORT=cloud with its settings or WHATSAPP_SESSION_DIR, and ADMIN_PASSWORD for the admin page (127.0.0.1:8090
unless ADMIN_HOST and ADMIN_PORT say otherwise). With PROBE_PORT set, the first process answers probes there and each further one on the
port after it: Telegram, WhatsApp, web, worker, admin. .env.example documents every variable; 'roentgram doctor' tells
whether the machine is ready.
`;

/** Children get this long to finish before they are ended. */
const CHILD_DEADLINE_MS = 30_000;
const DEADLINE_MS = 35_000;

/** What configures each channel. */
const CHANNELS: Readonly<Record<string, (env: NodeJS.ProcessEnv) => boolean>> = {
  telegram: (env) => isSet(env["TELEGRAM_BOT_TOKEN"]),
  whatsapp: (env) => env["WHATSAPP_TRANSPORT"] === "cloud" || isSet(env["WHATSAPP_SESSION_DIR"]),
  web: (env) => isSet(env["WEB_PORT"]),
};

function isSet(value: string | undefined): boolean {
  return value !== undefined && value.trim() !== "";
}

function channelsOf(env: NodeJS.ProcessEnv): string[] {
  return Object.entries(CHANNELS).flatMap(([name, isConfigured]) => (isConfigured(env) ? [name] : []));
}

/** Settings of all processes at once, so that every mistake is named in one go. */
function readSettings(env: NodeJS.ProcessEnv) {
  const problems = new Set<string>();
  const attempt = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      for (const line of error.message.split("\n")) problems.add(line);
      return undefined;
    }
  };
  const config = attempt(() => readStartConfig(env, LANGUAGES));
  attempt(() => readWorkerConfig(env));
  if (channelsOf(env).length === 0) {
    problems.add(
      "TELEGRAM_BOT_TOKEN: no channel is configured; @BotFather on Telegram gives a token. WEB_PORT opens the web page, WHATSAPP_TRANSPORT=cloud or WHATSAPP_SESSION_DIR WhatsApp",
    );
  }
  if (!config || problems.size > 0) throw new UserError([...problems].join("\n"), { exitCode: 2 });
  return config;
}

function processesOf(env: NodeJS.ProcessEnv, config: StartConfig): SupervisedProcess[] {
  const probePort = config.PROBE_PORT;
  const withProbe = (place: number): NodeJS.ProcessEnv =>
    probePort ? { ...env, PROBE_PORT: String(probePort + place) } : env;
  const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
  const channels = channelsOf(env);
  // As in the image: a channel passes bytes on, which lie outside the heap. The unofficial WhatsApp client holds photos in it, as text.
  const leanOf = (name: string) => {
    const heap = name === "whatsapp" ? "" : " --max-old-space-size=96";
    const options = `${env["NODE_OPTIONS"] ?? ""} --max-semi-space-size=2${heap}`;
    return { MALLOC_ARENA_MAX: "2", NODE_OPTIONS: options.trim() };
  };
  return [
    ...channels.map((name, place) => ({
      name,
      module: path("main.js"),
      args: ["channel", name],
      env: { ...withProbe(place), ...leanOf(name) },
    })),
    // Fewer arenas of the C library's allocator: large photos would otherwise leave it scattered (glibc only).
    {
      name: "worker",
      module: path("../../workers/main.js"),
      args: [],
      env: { MALLOC_ARENA_MAX: "2", ...withProbe(channels.length) },
    },
    ...(config.ADMIN_PASSWORD === undefined
      ? []
      : [{ name: "admin", module: path("main.js"), args: ["admin"], env: withProbe(channels.length + 1) }]),
  ];
}

async function run(args: string[]): Promise<number> {
  if (args.length > 0)
    throw new UserError(`start: takes no arguments, got '${args.join(" ")}'`, { exitCode: 2 });
  const config = readSettings(process.env);
  const log = createLogger({ level: config.LOG_LEVEL, name: "start" });
  const lifecycle = createLifecycle({ log, deadlineMilliseconds: DEADLINE_MS });
  installSignalHandlers(lifecycle, log);
  const backing = lifecycle.own("redis", await openBacking(config, { log, share: false }), (open) =>
    open.stop(),
  );
  const env = { ...process.env, REDIS_URL: backing.url, PHOTO_KEY: backing.photoKey };
  const supervisor = lifecycle.own(
    "processes",
    supervise(processesOf(env, config), (event, fields) =>
      event === "ended" ? log.error(fields, "process ended") : log.info(fields, "process started"),
    ),
    (running) => running.stop(CHILD_DEADLINE_MS),
  );
  log.info({ data: config.REDIS_URL === undefined ? config.DATA_DIR : "REDIS_URL" }, "roentgram started");
  process.stdout.write("Roentgram is running. Ctrl-C ends it. Log lines (JSON) follow on stderr.\n");
  const closed = new Promise<0>((resolve) => {
    lifecycle.closing.addEventListener("abort", () => resolve(0), { once: true });
  });
  const status = await Promise.race([closed, supervisor.failed]);
  await lifecycle.close();
  if (status !== 0) process.stderr.write("start: a process could not start; its message is above\n");
  return status;
}

export const start: Command = { name: "start", summary: "everything on one machine", help: HELP, run };
