import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PACKAGE_ROOT } from "../src/config/paths.ts";
import { createPhotoStore } from "../src/queue/photo-store.ts";
import { createProducer } from "../src/queue/producer.ts";
import { closeRedis, openWaitingRedis } from "../src/queue/redis.ts";
import { createVault } from "../src/queue/vault.ts";
import { startEmbeddedRedis } from "../src/runtime/embedded-redis.ts";
import { createLogger } from "../src/runtime/logger.ts";
import type { Measure } from "./measure.ts";
import { benchPhotos } from "./photos.ts";

const STUDIES = 200;
const TOKEN = "123456789:bench-token-of-nobody-at-all";

/** A Bot API on which nothing ever happens. */
async function quietBotApi() {
  const server = createServer((request, response) => {
    const method = request.url?.split("/").pop() ?? "";
    const bot = { id: 123456789, is_bot: true, first_name: "bench", username: "bench_bot" };
    const result = method === "getMe" ? bot : method === "getUpdates" ? [] : true;
    setTimeout(() => response.end(JSON.stringify({ ok: true, result })), method === "getUpdates" ? 1_000 : 0);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

function run(args: readonly string[], env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, args, {
    cwd: PACKAGE_ROOT,
    env,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    log += text;
  });
  return { child, log: () => log };
}

async function until(condition: () => boolean | Promise<boolean>, seconds: number): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error("a process did not come up in time");
    await sleep(10);
  }
}

/** Megabytes of memory a process has now and had at most. */
async function memoryOf({ pid }: ChildProcess): Promise<{ now: number; peak: number }> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const field = (name: string) =>
    Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? Number.NaN) / 1024;
  return { now: field("VmRSS"), peak: field("VmHWM") };
}

async function end({ child }: { child: ChildProcess }): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}

/** Start-up of a worker, and the memory of a worker and of a channel's process. */
export async function benchProcesses(): Promise<Measure[]> {
  const log = createLogger({ level: "silent", name: "bench" });
  const dir = await mkdtemp(join(tmpdir(), "roentgram-bench-"));
  const redisServer = await startEmbeddedRedis({ dir, log });
  const api = await quietBotApi();
  const key = randomBytes(32);
  const env = {
    PATH: process.env["PATH"],
    HOME: process.env["HOME"],
    REDIS_URL: redisServer.url,
    PHOTO_KEY: key.toString("base64"),
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: api.root,
    INFERENCE_THREADS: "1",
    MALLOC_ARENA_MAX: "2",
  };
  const begun = performance.now();
  const worker = run(["dist/workers/main.js"], env);
  await until(() => worker.log().includes("worker ready"), 60);
  const startUp = (performance.now() - begun) / 1000;
  const idle = await memoryOf(worker.child);

  const channel = run(["dist/src/cli/main.js", "channel", "telegram"], env);
  await until(() => channel.log().includes("telegram channel ready"), 60);
  await sleep(2_000);
  const channelMemory = await memoryOf(channel.child);

  const vault = createVault(key);
  const redis = openWaitingRedis(redisServer.url, { log });
  const photos = createPhotoStore({ redis, vault });
  const producer = createProducer({ redis, photos, photoTtlSeconds: 3_600 });
  const films = await benchPhotos(8);
  for (let index = 0; index < STUDIES; index += 1) {
    const photo = films[index % films.length] ?? new Uint8Array();
    const study = vault.studyId("console", "bench", String(index));
    const sha256 = createHash("sha256").update(photo).digest("hex");
    const common = { v: 1, study, channel: "console", address: "", language: "en", lowData: false } as const;
    await producer.addStudy(
      { ...common, receivedAt: Date.now(), photo: { bytes: photo.byteLength, sha256 } },
      photo,
    );
  }
  await until(() => worker.log().split("study read").length > STUDIES, 300);
  const busy = await memoryOf(worker.child);
  await end(worker);
  await end(channel);
  await producer.close();
  await closeRedis(redis);
  await redisServer.stop();
  api.close();
  await rm(dir, { recursive: true });
  const group = "processes";
  const memory = (name: string, value: number, limit?: number): Measure => ({
    group,
    name,
    value,
    unit: "MB",
    ...(limit === undefined ? {} : { bar: `under ${limit} MB`, meets: value < limit }),
  });
  return [
    { group, name: "a worker's start, until it takes studies", value: startUp, unit: "s" },
    memory("worker, idle", idle.now),
    memory(`worker, after ${STUDIES} studies`, busy.now, 500),
    memory("worker, at most", busy.peak, 500),
    memory("channel process, idle", channelMemory.now, 150),
  ];
}
