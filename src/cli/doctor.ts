import { parseArgs } from "node:util";
import { readStartConfig, type StartConfig } from "../config/start-config.ts";
import { transportOf, type WhatsappTransport } from "../config/whatsapp-config.ts";
import { readWorkerConfig, type WorkerConfig } from "../config/worker-config.ts";
import { unreachable } from "../core/unreachable.ts";
import { UserError } from "../core/user-error.ts";
import { LANGUAGES } from "../i18n/languages.ts";
import { chooseForModel } from "../networks/choose-for-model.ts";
import { describeComputing } from "../networks/choose-provider.ts";
import { loadModel, type Model } from "../networks/load-model.ts";
import { hasCudaLibrary } from "../onnx/provider.ts";
import { forgettingRisks } from "../queue/backing.ts";
import { closeRedis, openProducerRedis, requireRedis, requireWritable } from "../queue/redis.ts";
import { createLogger } from "../runtime/logger.ts";
import { createReader } from "../vision/read-films.ts";
import type { Command } from "./command.ts";
import { type Check, failure, guarded, ok, warning } from "./doctor-check.ts";
import { checkCloud } from "./doctor-cloud.ts";
import { checkAccelerator, checkDisk, checkFonts, checkNode, checkPrograms } from "./doctor-machine.ts";
import { checkWeb } from "./doctor-web.ts";
import { checkBrowser, checkSession } from "./doctor-whatsapp.ts";

const HELP = `
Usage: roentgram doctor [--json]

Looks whether this machine is ready: settings, Node, programs, Redis, model, accelerator, fonts, disk, channels. Says
what to do about whatever is not. Exit status: 0 when nothing fails (warnings may remain), 1 otherwise.

  --json   one JSON document on stdout and nothing else
`;

const MARKS = { ok: "ok     ", warning: "warning", failure: "FAILED " } as const;
const PATIENCE_MS = 5_000;

/** Every wrong variable is a failure of its own; settings that can be read are handed on. */
function readSettings<T>(read: () => T): { config?: T; problems: Check[] } {
  try {
    return { config: read(), problems: [] };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return {
      problems: error.message.split("\n").map((line) => failure("settings", line, "see .env.example")),
    };
  }
}

async function checkRedis(url: string): Promise<Check> {
  return guarded(
    "redis",
    "start Redis 6.2 or later, or unset REDIS_URL to use the embedded one",
    async () => {
      const redis = openProducerRedis(url, { log: createLogger({ level: "silent", name: "doctor" }) });
      try {
        await requireRedis(redis, PATIENCE_MS);
        await requireWritable(redis);
        const [risk] = await forgettingRisks(redis);
        return risk
          ? warning("redis", `answers, but ${risk.what}`, risk.fix)
          : ok("redis", "answers and takes");
      } finally {
        await closeRedis(redis);
      }
    },
  );
}

/** What computes, after a probe that compares it with the CPU on the model itself. */
async function checkProvider(config: WorkerConfig, { dir, manifest }: Model): Promise<Check> {
  const fix = "install what is named, or set EXECUTION_PROVIDER=auto or cpu";
  return guarded("computes", fix, async () => {
    const computing = await chooseForModel(config.EXECUTION_PROVIDER, {
      dir,
      input: manifest.input,
      threads: config.INFERENCE_THREADS,
    });
    const said = describeComputing(computing);
    return computing.fellBack
      ? warning("computes", said, "mend the driver, or set EXECUTION_PROVIDER=cpu")
      : ok("computes", said);
  });
}

/** The model, and what computes it when there is one. */
async function checkModel(config: WorkerConfig): Promise<Check[]> {
  const checks: Check[] = [];
  const model = await checkOpening(config, async (opened) => {
    checks.push(await checkProvider(config, opened));
  });
  return [model, ...checks];
}

async function checkOpening(config: WorkerConfig, use: (model: Model) => Promise<void>): Promise<Check> {
  return guarded(
    "model",
    "set MODEL_DIR to a model folder; 'roentgram model info DIR' tells more",
    async () => {
      const model = await loadModel(config.MODEL_DIR, {
        threads: config.INFERENCE_THREADS,
        provider: "cpu",
      });
      try {
        createReader(model);
        await use(model);
        const { name, version, calibration, uncertainty } = model.manifest;
        const never = uncertainty ? "" : "; it never says that it is not sure (roentgram model uncertainty)";
        return calibration?.starter
          ? warning(
              "model",
              `${name} ${version}, a starter: for trying out, not for patients`,
              "import a better one: models/README.md",
            )
          : ok("model", `${name} ${version}${never}`);
      } finally {
        await model.release();
      }
    },
  );
}

async function checkToken(config: StartConfig): Promise<Check> {
  const token = config.TELEGRAM_BOT_TOKEN;
  if (token === undefined) {
    const others = config.WEB_PORT !== undefined || transportOf(config) !== undefined;
    if (others) return ok("telegram", "not used: another channel is configured");
    return warning("telegram", "TELEGRAM_BOT_TOKEN is not set", "@BotFather on Telegram gives a token");
  }
  const fix = "check the connection and TELEGRAM_API_ROOT; @BotFather shows the right token";
  try {
    const answer = await fetch(`${config.TELEGRAM_API_ROOT}/bot${token}/getMe`, {
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const body = (await answer.json()) as { ok?: boolean; result?: { username?: string } };
    return body.ok
      ? ok("telegram", `@${body.result?.username ?? "?"}`)
      : failure("telegram", `the Bot API refuses the token (${answer.status})`, fix);
  } catch {
    // The error's own text may hold the address, and with it the token.
    return failure("telegram", "the Bot API cannot be reached", fix);
  }
}

/** What WhatsApp needs, by whichever way it is reached; nothing where it is not wanted. */
async function checkWhatsapp(transport: WhatsappTransport | undefined, path: string): Promise<Check[]> {
  switch (transport?.kind) {
    case undefined:
      return [];
    case "cloud":
      return checkCloud(transport.cloud);
    case "web":
      return [
        await checkBrowser(transport.web.chromiumPath, path),
        await checkSession(transport.web.sessionDir),
      ];
    default:
      return unreachable(transport);
  }
}

async function examine(env: NodeJS.ProcessEnv): Promise<Check[]> {
  const service = readSettings(() => readStartConfig(env, LANGUAGES));
  const worker = readSettings(() => readWorkerConfig(env));
  const seen = new Set<string>();
  const problems = [...service.problems, ...worker.problems].filter(
    ({ detail }) => !seen.has(detail) && seen.add(detail),
  );
  const checks: Check[] = [...problems, checkNode(process.versions.node), await checkFonts()];
  if (service.config) {
    const { REDIS_URL, DATA_DIR } = service.config;
    checks.push(
      REDIS_URL === undefined ? await checkPrograms(env["PATH"] ?? "") : await checkRedis(REDIS_URL),
      await checkDisk(DATA_DIR),
      await checkToken(service.config),
      ...checkWeb(service.config),
    );
    checks.push(...(await checkWhatsapp(transportOf(service.config), env["PATH"] ?? "")));
  }
  if (worker.config) {
    checks.push(
      await checkAccelerator(worker.config.EXECUTION_PROVIDER, await hasCudaLibrary()),
      ...(await checkModel(worker.config)),
    );
  }
  return checks;
}

async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: "boolean", default: false } } });
  const checks = await examine(process.env);
  if (values.json) {
    process.stdout.write(`${JSON.stringify(checks, null, 1)}\n`);
  } else {
    for (const { name, state, detail, fix } of checks) {
      process.stdout.write(`${MARKS[state]}  ${name.padEnd(12)} ${detail}\n`);
      if (fix !== undefined) process.stdout.write(`${" ".repeat(22)}-> ${fix}\n`);
    }
  }
  return checks.some(({ state }) => state === "failure") ? 1 : 0;
}

export const doctor: Command = { name: "doctor", summary: "is this machine ready", help: HELP, run };
