import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { consume } from "../../src/queue/consumer.ts";
import { startHeartbeat } from "../../src/queue/heartbeats.ts";
import { StudyJob } from "../../src/queue/jobs.ts";
import { createTallies } from "../../src/queue/tallies.ts";
import { KEY, openEye, openProducer, openRedis, studyJob } from "../queue/redis-fixture.ts";
import { testHouse, until } from "../runtime/owned.ts";

const house = testHouse();
const MAIN = fileURLToPath(new URL("../../dist/src/cli/main.js", import.meta.url));
const PHOTO = Buffer.from("abc");

function queue(env: Record<string, string>, ...args: string[]) {
  const whole = { PATH: process.env["PATH"] ?? "", PHOTO_KEY: KEY.toString("base64"), ...env };
  return new Promise<{ status: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [MAIN, "queue", ...args], { env: whole }, (error, stdout, stderr) =>
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

it("shows what waits and what failed, lets it run again, and drains only when told twice", async () => {
  const { url } = await openRedis(house);
  const { producer } = await openProducer(house, url);
  const eye = openEye(house, url);
  const broken = { ...studyJob(), v: 2 as 1 };
  await producer.addStudy(broken, PHOTO);
  const consumer = consume("studies", StudyJob, async () => {}, { url, log: house.log });
  await until(async () => (await eye.zcard("bull:studies:failed")) === 1);
  await consumer.close(1_000);
  await producer.addStudy(studyJob(), PHOTO);

  const status = await queue({ REDIS_URL: url }, "status", "--json");
  expect(JSON.parse(status.stdout)).toEqual([
    expect.objectContaining({ queue: "studies", counts: { waiting: 1, active: 0, delayed: 0, failed: 1 } }),
  ]);
  expect((await queue({ REDIS_URL: url }, "status")).stdout).toMatch(/studies +1 +0 +0 +1 /);

  const failed = JSON.parse((await queue({ REDIS_URL: url }, "failed", "--json")).stdout);
  expect(failed).toEqual([
    expect.objectContaining({
      study: broken.study,
      state: "failed",
      reason: expect.stringContaining("payload: v"),
    }),
  ]);
  expect(failed[0].caseCode).toMatch(/^\w{3}-\w{4}$/);

  expect((await queue({ REDIS_URL: url }, "retry", "telegram-unknown")).status).toBe(1);
  const retried = await queue({ REDIS_URL: url }, "retry", broken.study, "--json");
  expect(JSON.parse(retried.stdout)).toEqual({ retried: 1 });
  expect(await eye.llen("bull:studies:wait")).toBe(2);

  const refused = await queue({ REDIS_URL: url }, "drain");
  expect(refused).toMatchObject({ status: 2, stdout: "" });
  expect(refused.stderr.trim().split("\n")).toHaveLength(1);
  expect(JSON.parse((await queue({ REDIS_URL: url }, "drain", "--yes", "--json")).stdout)).toEqual({
    removed: 2,
  });
  expect(await eye.llen("bull:studies:wait")).toBe(0);
});

it("uses the data folder's own Redis, whether a service runs on it or not", async () => {
  const dir = await house.folder();
  const idle = await queue({ DATA_DIR: dir }, "status", "--json");
  expect(idle).toMatchObject({ status: 0, stderr: "" });
  const redis = await openRedis(house, { dir });
  const beside = await queue({ DATA_DIR: dir }, "status");
  expect(beside).toMatchObject({ status: 0, stderr: "" });
  expect(redis.pid()).toBeDefined();
});

it("ends in one line when the action is unknown or Redis is not there", async () => {
  expect(await queue({}, "explode")).toMatchObject({
    status: 2,
    stderr: "queue: say one of status, failed, retry, drain, not 'explode'\n",
  });
  const missing = await queue({ REDIS_URL: "redis://127.0.0.1:1" }, "status");
  expect(missing.status).toBe(1);
  expect(missing.stderr).toMatch(/^REDIS_URL: no Redis answers at 127\.0\.0\.1:1\./);
});

it("shows how the house stands beside the queues, and as an object for a machine that asks for it", async () => {
  const { url } = await openRedis(house, { maxmemoryBytes: 64 * 1024 ** 2 });
  const redis = openEye(house, url);
  const beat = (kind: "worker" | "whatsapp", look: Parameters<typeof startHeartbeat>[0]["look"]) =>
    house.own(
      "heartbeat",
      startHeartbeat({ redis, kind, version: "1", look, places: [], log: house.log }),
      (it) => it.close(),
    );
  beat("worker", () => ({ state: "ready", provider: "webgpu" }));
  beat("whatsapp", () => ({ state: "trouble", trouble: "the browser is gone" }));
  const tallies = createTallies({ redis });
  await tallies.count({ outcome: "refused", refusal: "blurred" });
  await tallies.count({ outcome: "findings" });
  await tallies.count({ outcome: "unsure" });
  const { producer } = await openProducer(house, url);
  const job = studyJob();
  await producer.addStudy(job, PHOTO);
  await redis.hset(`bull:studies:${job.study}`, "timestamp", Date.now() - 20 * 60_000);
  await until(async () => (await redis.keys("heartbeat:*")).length === 2);

  const { stdout, status } = await queue({ REDIS_URL: url }, "status");
  expect(status).toBe(0);
  expect(stdout).toMatch(/^! +Channel whatsapp has lost its connection/m);
  expect(stdout).toMatch(/^! +The oldest job in studies waits for 20 min/m);
  expect(stdout).toMatch(/^channel +whatsapp: the browser is gone$/m);
  expect(stdout).toMatch(/^worker +\S+: ready, on webgpu, for \d+ s$/m);
  expect(stdout).toMatch(/^oldest +waits for 20 min$/m);
  expect(stdout).toMatch(/^not sure +1 today, 1 in 7 days$/m);
  expect(stdout).toMatch(/^refused +1 today, 1 in 7 days \(blurred 1\)$/m);
  expect(stdout).toMatch(/^memory +\d+ MB of Redis used, of 64 MB$/m);
  const limits = { ALERT_QUEUE_MINUTES: "30" };
  expect((await queue({ REDIS_URL: url, ...limits }, "status")).stdout).not.toMatch(/^! +The oldest job/m);

  const whole = JSON.parse((await queue({ REDIS_URL: url }, "status", "--house", "--json")).stdout);
  const queues = JSON.parse((await queue({ REDIS_URL: url }, "status", "--json")).stdout);
  expect(whole).toMatchObject({
    queues: [{ queue: "studies", counts: queues[0].counts }],
    channels: [{ channel: "whatsapp", process: { trouble: "the browser is gone" } }],
    workers: [{ kind: "worker", provider: "webgpu" }],
    tallies: { today: { refused: { blurred: 1 } } },
    memory: { maxBytes: 64 * 1024 ** 2 },
  });
}, 60_000);
