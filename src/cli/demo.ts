import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { answerOnConsole, type ConsoleAnswer, type ConsolePhoto } from "../channels/console/session.ts";
import { readAdminConfig } from "../config/admin-config.ts";
import { PACKAGE_ROOT } from "../config/paths.ts";
import { readReadingConfig } from "../config/reading-config.ts";
import { UserError } from "../core/user-error.ts";
import { loadTranslators } from "../i18n/translator.ts";
import { readManifest, writeWhole } from "../networks/manifest-file.ts";
import { openBacking } from "../queue/backing.ts";
import { closeRedis, openProducerRedis, openWaitingRedis, requireRedis } from "../queue/redis.ts";
import { createLifecycle } from "../runtime/lifecycle.ts";
import { createLogger } from "../runtime/logger.ts";
import { createMetrics } from "../runtime/metrics.ts";
import { installSignalHandlers } from "../runtime/signals.ts";
import { supervise } from "../runtime/supervisor.ts";
import { phantomPng } from "../vision/phantom/phantom-png.ts";
import type { Command } from "./command.ts";
import { languageOption } from "./language-option.ts";
import { makeOutFolder } from "./out-folder.ts";
import { readPhoto, requireReadable } from "./photo-paths.ts";

const HELP = `
Usage: roentgram demo [PHOTO...] [--language TAG] [--out DIR]

Reads photos through a real queue and a real worker process, prints each reply as the person would see it, and the
paths of its pictures. Without a photo it reads a phantom: a chest film computed from ellipsoids, of nobody.
Redis is started for the demo alone, in a temporary folder.

  --language TAG   language of the replies (default: DEFAULT_LANGUAGE, else en)
  --out DIR        where pictures go (default: out/demo in the package's folder)
`;

const PATIENCE_MS = 120_000;
const REDIS_PATIENCE_MS = 10_000;
const DEADLINE_MS = 15_000;
const PHOTO_TTL_SECONDS = 3_600;
const PHANTOM = { size: 1024, seed: 4, findings: ["effusion", "enlarged-heart"] } as const;

async function gatherPhotos(paths: readonly string[], out: string): Promise<ConsolePhoto[]> {
  if (paths.length > 0) {
    return Promise.all(paths.map(async (name) => ({ name, bytes: await readPhoto("demo", name) })));
  }
  const bytes = await phantomPng(PHANTOM);
  const name = join(out, "phantom.png");
  await writeWhole(name, bytes);
  process.stdout.write(
    "No photo was given, so this reads a phantom: a chest film computed from ellipsoids, of nobody, with fluid\n" +
      "beside one lung and a large heart. The network was trained on real films; what it says of a phantom shows\n" +
      `the way of a photo, not how well it reads. The phantom: ${relative(".", name)}\n\n`,
  );
  return [{ name, bytes }];
}

/**
 * What a starter's "no sign" is worth, for whoever tries the demo: without it, a phantom that shows fluid and a reply that
 * sees no sign would look like a fault.
 *
 * @returns undefined for a model that is no starter
 */
async function readCaveat(dir: string): Promise<string | undefined> {
  const { calibration } = await readManifest(dir);
  if (!calibration?.starter) return undefined;
  const area = calibration.meanAuc.toFixed(2);
  return `Note: this trial model misses most findings (mean AUC ${area} on its test films, where 0.5 is chance); "no sign" is its usual answer.\n`;
}

function print({ name, text, pictures }: ConsoleAnswer, noSign: string, caveat = ""): void {
  const frame = "─".repeat(72);
  const paths = pictures.map((path) => `picture: ${relative(".", path)}\n`).join("");
  process.stdout.write(
    `photo: ${relative(".", name)}\n${frame}\n${text}\n${frame}\n${text.includes(noSign) ? caveat : ""}${paths}\n`,
  );
}

async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { language: { type: "string" }, out: { type: "string" } },
  });
  const language = languageOption("demo", values.language);
  await requireReadable("demo", positionals);
  const { MODEL_DIR } = readReadingConfig(process.env);
  const caveat = await readCaveat(MODEL_DIR);
  const out = values.out ?? join(PACKAGE_ROOT, "out", "demo");
  await makeOutFolder("demo", out);
  const dir = await mkdtemp(join(tmpdir(), "roentgram-demo-"));
  // A demo is alone: neither a Redis nor a key of the environment is touched.
  const { REDIS_URL: _url, PHOTO_KEY: _key, PROBE_PORT: _port, ...env } = process.env;
  const config = readAdminConfig({ ...env, DATA_DIR: dir });
  const level = process.env["LOG_LEVEL"] ? config.LOG_LEVEL : "error";
  const log = createLogger({ level, name: "demo" });
  const lifecycle = createLifecycle({ log, deadlineMilliseconds: DEADLINE_MS });
  installSignalHandlers(lifecycle, log);
  const cut = new AbortController();
  let answered: Promise<unknown> = Promise.resolve();
  lifecycle.own("folder", dir, (path) => rm(path, { recursive: true, force: true }));
  try {
    const { url, photoKey, vault, stop } = await openBacking(config, { log, share: false });
    lifecycle.own("redis server", stop, (release) => release());
    const worker = supervise(
      [
        {
          name: "worker",
          module: fileURLToPath(new URL("../../workers/main.js", import.meta.url)),
          args: [],
          env: { ...env, REDIS_URL: url, PHOTO_KEY: photoKey, DATA_DIR: dir, LOG_LEVEL: level },
        },
      ],
      (event, fields) => log.info({ event, ...fields }, "worker process"),
    );
    lifecycle.own("worker", worker, (running) => running.stop(DEADLINE_MS));
    const redis = lifecycle.own("redis", openProducerRedis(url, { log }), closeRedis);
    const waitingRedis = lifecycle.own("waiting redis", openWaitingRedis(url, { log }), closeRedis);
    await requireRedis(redis, REDIS_PATIENCE_MS);
    const photos = await gatherPhotos(positionals, out);
    const timeout = AbortSignal.timeout(PATIENCE_MS + 5_000 * photos.length);
    const translators = await loadTranslators();
    const noSign = translators.for(language).t("report-no-sign");
    answered = answerOnConsole({
      redisUrl: url,
      redis,
      waitingRedis,
      vault,
      translators,
      language,
      pictureDir: out,
      photos,
      photoTtlSeconds: PHOTO_TTL_SECONDS,
      log,
      metrics: createMetrics(),
      onAnswer: (answer) => print(answer, noSign, caveat),
      signal: AbortSignal.any([timeout, cut.signal, lifecycle.closing]),
    });
    const failed = worker.failed.then(() => {
      throw new UserError("demo: the worker could not start; its message is above");
    });
    await Promise.race([answered, failed]);
    return 0;
  } catch (error) {
    if (lifecycle.closing.aborted && !(error instanceof UserError)) return 1;
    if (error instanceof DOMException && error.name === "TimeoutError") {
      throw new UserError("demo: no answer in two minutes. LOG_LEVEL=info shows what the worker does.", {
        cause: error,
      });
    }
    throw error;
  } finally {
    // The session ends before what it stands on.
    cut.abort();
    await answered.catch(() => {});
    await lifecycle.close();
  }
}

export const demo: Command = {
  name: "demo",
  summary: "read a sample through queue and worker",
  help: HELP,
  run,
};
