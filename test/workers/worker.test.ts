import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { STARTER_MODEL_DIR } from "../../src/config/paths.ts";
import { loadModel } from "../../src/networks/load-model.ts";
import { consume } from "../../src/queue/consumer.ts";
import { ReplyJob, type StudyJob } from "../../src/queue/jobs.ts";
import { photoKey, pictureKey } from "../../src/queue/photo-store.ts";
import { decodePhoto } from "../../src/vision/decode.ts";
import { phantomPng } from "../../src/vision/phantom/phantom-png.ts";
import { createReader } from "../../src/vision/read-films.ts";
import { KEY, openEye, openProducer, openRedis, studyJob } from "../queue/redis-fixture.ts";
import { testHouse, until } from "../runtime/owned.ts";
import { startWorker } from "./worker-process.ts";

const house = testHouse();
const MODEL_DIR = process.env["MODEL_DIR"] || STARTER_MODEL_DIR;

function collectReplies(url: string): Map<string, ReplyJob> {
  const replies = new Map<string, ReplyJob>();
  const consumer = consume(
    "replies-telegram",
    ReplyJob,
    async (reply) => void replies.set(reply.study, reply),
    {
      url,
      log: house.log,
    },
  );
  house.own("replies", consumer, (it) => it.close(1_000));
  return replies;
}

async function setUp() {
  const { url } = await openRedis(house);
  const { producer, photos } = await openProducer(house, url);
  const send = async (photo: Uint8Array, overrides: Partial<StudyJob> = {}) => {
    const job = studyJob(overrides);
    await producer.addStudy(job, photo);
    return job;
  };
  return { url, photos, producer, send };
}

describe("a worker", { timeout: 90_000 }, () => {
  it("reads each photo as it would be read without a queue, and draws its picture", async () => {
    const { url, photos, send } = await setUp();
    const sent = [];
    for (let seed = 1; seed <= 5; seed += 1) {
      const photo = await phantomPng({ size: 512, seed, findings: seed % 2 ? ["enlarged-heart"] : [] });
      sent.push({ photo, job: await send(photo, { language: seed === 2 ? "ar" : "en" }) });
    }
    const replies = collectReplies(url);
    const worker = startWorker(house, { REDIS_URL: url, MODEL_DIR });
    await until(() => replies.size === sent.length, 60_000);

    const model = house.own("model", await loadModel(MODEL_DIR, { threads: 1 }), (it) => it.release());
    const reader = createReader(model);
    for (const { photo, job } of sent) {
      const reply = replies.get(job.study)!;
      const [expected] = await reader.read([await decodePhoto(photo)]);
      expect(reply).toMatchObject({
        address: job.address,
        language: job.language,
        receivedAt: job.receivedAt,
      });
      // The program may well be unsure about a drawing; a worker then is too.
      expect(["findings", "unsure"]).toContain(expected!.reading.outcome);
      expect(reply.reading.outcome).toBe(expected!.reading.outcome);
      if (reply.reading.outcome !== "findings" || expected!.reading.outcome !== "findings") continue;
      expect(reply.reading.model).toEqual(expected!.reading.model);
      expect(reply.reading.quality).toEqual(expected!.reading.quality);
      expect(reply.reading.findings.map(({ label, band, evidence }) => ({ label, band, evidence }))).toEqual(
        expected!.reading.findings.map(({ label, band, evidence }) => ({ label, band, evidence })),
      );
      for (const [place, { probability }] of reply.reading.findings.entries()) {
        expect(probability).toBeCloseTo(expected!.reading.findings[place]!.probability, 4);
      }
      const [picture] = reply.pictures;
      const jpeg = await photos.get(pictureKey(job.study, picture!.kind));
      expect(jpeg?.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
      expect(jpeg?.byteLength).toBe(picture!.bytes);
    }
    expect(worker.stderr()).not.toMatch(new RegExp(`${KEY.toString("base64")}|${sent[0]!.job.address}`));
  });

  it("answers what it cannot read with a refusal, and goes on", async () => {
    const { url, photos, send } = await setUp();
    const replies = collectReplies(url);
    const phantom = await phantomPng({ size: 400 });
    const text = await send(Buffer.from("this is not a picture at all"));
    const late = await send(phantom, { receivedAt: Date.now() - 73 * 3_600_000 });
    const lost = await send(phantom);
    await photos.delete(photoKey(lost.study));
    const film = await send(phantom, { language: "xx-unknown" });
    startWorker(house, { REDIS_URL: url, MODEL_DIR });
    await until(() => replies.size === 4, 60_000);
    expect(replies.get(text.study)?.reading).toMatchObject({ outcome: "refused" });
    expect(replies.get(late.study)?.reading).toEqual({ outcome: "refused", refusal: "expired", detail: {} });
    expect(replies.get(lost.study)?.reading).toEqual({ outcome: "refused", refusal: "expired", detail: {} });
    expect(replies.get(film.study)?.reading.outcome).toBe("findings");
  });

  it("finishes what is in hand on SIGTERM, leaves the rest in the queue, and exits with 0", async () => {
    const { url, send } = await setUp();
    const eye = openEye(house, url);
    const phantom = await phantomPng({ size: 600 });
    for (let count = 0; count < 60; count += 1) await send(phantom);
    const worker = startWorker(house, { REDIS_URL: url, MODEL_DIR, BATCH_SIZE: "4" });
    await until(async () => (await eye.zcard("bull:studies:completed")) > 3, 60_000);
    worker.child.kill("SIGTERM");
    expect(await worker.ended()).toBe(0);
    const completed = await eye.zcard("bull:studies:completed");
    const waiting = await eye.llen("bull:studies:wait");
    expect(await eye.llen("bull:studies:active")).toBe(0);
    expect(completed + waiting).toBe(60);
    expect(waiting).toBeGreaterThan(0);
    expect(await eye.llen("bull:replies-telegram:wait")).toBe(completed);
    expect(await eye.keys("flight:*")).toEqual([]);
  });

  it("that is killed has its studies read by another within 15 seconds", async () => {
    const { url, send } = await setUp();
    const eye = openEye(house, url);
    const phantom = await phantomPng({ size: 600 });
    const first = startWorker(house, { REDIS_URL: url, MODEL_DIR, BATCH_SIZE: "2" });
    const second = startWorker(house, { REDIS_URL: url, MODEL_DIR, BATCH_SIZE: "2" });
    await Promise.all([first.ready(), second.ready()]);
    for (let count = 0; count < 12; count += 1) await send(phantom);
    await until(async () => (await eye.llen("bull:studies:active")) > 4);
    first.child.kill("SIGKILL");
    const killed = Date.now();
    await until(async () => (await eye.zcard("bull:studies:completed")) === 12, 30_000);
    expect(Date.now() - killed).toBeLessThan(15_000);
    expect(await eye.llen("bull:replies-telegram:wait")).toBe(12);
  });

  it("ends when the process that started it is gone", async () => {
    const { url } = await setUp();
    const worker = startWorker(house, { REDIS_URL: url, MODEL_DIR });
    await worker.ready();
    worker.child.disconnect();
    expect(await worker.ended()).toBe(0);
  });

  it("answers probes, ready only while it reads, and shows its work as metrics", async () => {
    const redis = await openRedis(house);
    const { producer } = await openProducer(house, redis.url);
    const replies = collectReplies(redis.url);
    const worker = startWorker(house, { REDIS_URL: redis.url, MODEL_DIR, PROBE_PORT: "0" });
    await worker.ready();
    const port = Number(/"port":(\d+)/.exec(worker.stderr())?.[1]);
    const get = async (path: string) => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`);
      return { status: response.status, text: await response.text() };
    };
    expect((await get("/healthz")).status).toBe(200);
    expect((await get("/readyz")).status).toBe(200);
    await producer.addStudy(studyJob(), await phantomPng({ size: 400 }));
    await producer.addStudy(studyJob(), Buffer.from("nothing"));
    await until(() => replies.size === 2, 30_000);
    const { text } = await get("/metrics");
    expect(text).toMatch(/roentgram_queue_jobs\{queue="studies",state="waiting"\} 0/);
    expect(text).toMatch(/roentgram_stage_seconds_count\{stage="network"\} 1/);
    expect(text).toMatch(/roentgram_outcomes_total\{outcome="refused"\} 1/);
    expect(text).toMatch(/roentgram_batch_size_count 1/);
    process.kill(redis.pid() ?? 0, "SIGSTOP");
    // Alive, and rightly waiting: restarting it would mend nothing.
    expect((await get("/healthz")).status).toBe(200);
    expect((await get("/readyz")).status).toBe(503);
    process.kill(redis.pid() ?? 0, "SIGCONT");
  });
});

const OTHER = "0".repeat(64);

describe("a worker whose model finds a film unlike those it learnt from", { timeout: 90_000 }, () => {
  it("answers that it is not sure, without a picture, and counts it", async () => {
    const dir = join(await house.folder(), "model");
    await cp(STARTER_MODEL_DIR, dir, { recursive: true });
    const manifest = JSON.parse(await readFile(join(dir, "model.json"), "utf8"));
    manifest.uncertainty.distance = 0.1;
    await writeFile(join(dir, "model.json"), JSON.stringify(manifest));
    const { url, send } = await setUp();
    const job = await send(await phantomPng({ size: 512, seed: 4 }));
    const replies = collectReplies(url);
    const worker = startWorker(house, { REDIS_URL: url, MODEL_DIR: dir });
    await until(() => replies.size === 1, 60_000);
    const reply = replies.get(job.study)!;
    expect(reply).toMatchObject({
      pictures: [],
      reading: { outcome: "unsure", reasons: ["unlike-training"], model: { sha256: manifest.sha256 } },
    });
    await until(() => /"outcome":"unsure","reasons":\["unlike-training"\]/.test(worker.stderr()), 10_000);
  });
});

describe("a worker that should not start", () => {
  async function spoiled(change: (manifest: Record<string, unknown>) => void): Promise<string> {
    const dir = join(await house.folder(), "model");
    await cp(MODEL_DIR, dir, { recursive: true });
    const manifest = JSON.parse(await readFile(join(dir, "model.json"), "utf8")) as Record<string, unknown>;
    change(manifest);
    await writeFile(join(dir, "model.json"), JSON.stringify(manifest));
    return dir;
  }

  it.each([
    [
      "its hash differs",
      { sha256: OTHER, measuredWith: { calibration: OTHER, screen: OTHER } },
      /sha256 is [0-9a-f]{64}, but model\.json says 0{64}/,
    ],
    [
      "calibration and screen are another network's",
      { measuredWith: { calibration: OTHER, screen: OTHER } },
      /another network's stand there \(run: roentgram model refresh/,
    ],
    ["calibration is missing", { calibration: null }, /calibrat/],
    ["the screen is missing", { screen: null }, /screen/],
  ])("because %s exits with 1 and one clear line", async (_, change, message) => {
    const dir = await spoiled((manifest) => Object.assign(manifest, change));
    const worker = startWorker(house, { REDIS_URL: "unix:/nowhere/redis.sock", MODEL_DIR: dir });
    expect(await worker.ended()).toBe(1);
    expect(worker.stderr()).toMatch(message);
    expect(worker.stderr().trim().split("\n")).toHaveLength(1);
  });

  it("names every wrong variable and exits with 2", async () => {
    const worker = startWorker(house, {
      BATCH_SIZE: "many",
      LOG_LEVEL: "loud",
      REDIS_URL: "here",
      PHOTO_KEY: "x",
    });
    expect(await worker.ended()).toBe(2);
    expect(worker.stderr().trim().split("\n")).toHaveLength(4);
  });

  it("with another photo key than the others exits with 1 and says so", async () => {
    const { url } = await openRedis(house);
    const first = startWorker(house, { REDIS_URL: url, MODEL_DIR });
    await first.ready();
    const other = startWorker(house, {
      REDIS_URL: url,
      MODEL_DIR,
      PHOTO_KEY: Buffer.alloc(32, 8).toString("base64"),
    });
    expect(await other.ended()).toBe(1);
    expect(other.stderr()).toMatch(/PHOTO_KEY: is not the key that this Redis was used with before/);
  });
});
