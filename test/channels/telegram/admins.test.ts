import { expect, it } from "vitest";
import { type AlertReader, startAlertWatch } from "../../../src/channels/alert-watch.ts";
import { Outage } from "../../../src/channels/messenger.ts";
import { isAgreedPerson } from "../../../src/channels/person.ts";
import { loadTranslators } from "../../../src/i18n/translator.ts";
import { createAlertBook } from "../../../src/queue/alert-book.ts";
import { startHeartbeat } from "../../../src/queue/heartbeats.ts";
import { createHouseWatch } from "../../../src/queue/house-state.ts";
import { createQueueAdmin } from "../../../src/queue/queue-admin.ts";
import { createQueues } from "../../../src/queue/queues.ts";
import { readDiskSpace } from "../../../src/runtime/disk-space.ts";
import { openEye, openProducer, openRedis, studyJob, vault } from "../../queue/redis-fixture.ts";
import { testHouse, until } from "../../runtime/owned.ts";
import { startWorker } from "../../workers/worker-process.ts";
import { answerStudies, onboard, openBotApi, ready, startBot } from "../bot-fixture.ts";
import { ready as cloudReady, openCloudApi, startCloud } from "../whatsapp/cloud/fixture.ts";

const house = testHouse();
const translators = await loadTranslators();
const ADMIN = 4_242;

it("tells an admin how the house stands, in their language, and nobody else that there is such a command", async () => {
  const api = await openBotApi(house);
  const { url } = await openRedis(house);
  await ready(startBot(house, { api, redisUrl: url, env: { ADMINS: String(ADMIN) } }));
  await answerStudies(house, url);
  const admin = await onboard(api, ADMIN);
  const other = await onboard(api, 7);
  const photo = other.photo(Buffer.from("film"));
  await until(() =>
    api.messages.some(({ from, replyTo, photo: sent }) => from === "bot" && replyTo === photo && sent),
  );
  admin.text("/status");
  await until(() => api.transcript(ADMIN).includes("Channels: telegram ✅"));
  expect(api.transcript(ADMIN)).toContain("Photos answered: 1 today, 1 in 7 days");
  expect(api.transcript(ADMIN)).toMatch(/People: 2; agreed to the terms: 2; active in 24 hours: 2/);
  other.text("/status");
  await until(() => api.transcript(7).includes(translators.for("en").t("unknown-command")));
  expect(api.transcript(7)).not.toContain("Channels:");
}, 60_000);

it("says that a killed worker and a killed channel are missing, once, and that they are there again", async () => {
  const api = await openBotApi(house);
  const { url } = await openRedis(house);
  const worker = startWorker(house, { REDIS_URL: url });
  await worker.ready();
  const env = { ADMINS: String(ADMIN), ALERT_AFTER_SECONDS: "3" };
  const bot = await ready(startBot(house, { api, redisUrl: url, env }));
  const cloud = await openCloudApi(house);
  const whatsapp = await cloudReady(cloud, startCloud(house, { api: cloud, redisUrl: url }));
  const admin = await onboard(api, ADMIN);
  admin.text("/status");
  await until(() => api.transcript(ADMIN).includes("Workers: 1"));
  const told = (text: string) =>
    api.messages.filter(
      ({ chat, from, text: said }) => chat === ADMIN && from === "bot" && said?.includes(text),
    );
  expect(told("No worker runs")).toEqual([]);

  worker.child.kill("SIGKILL");
  await whatsapp.kill();
  await until(() => told("⚠️ No worker runs").length === 1, 120_000);
  await until(() => told("⚠️ Channel whatsapp does not run").length === 1, 120_000);
  expect(bot.log()).toContain('"alert":"no-worker"');
  // A restart tells nothing twice.
  await bot.stop();
  const again = await ready(startBot(house, { api, redisUrl: url, env }));
  await startWorker(house, { REDIS_URL: url }).ready();
  await cloudReady(cloud, startCloud(house, { api: cloud, redisUrl: url }));
  await until(() => told("✅ Over: No worker runs").length === 1, 120_000);
  await until(() => told("✅ Over: Channel whatsapp does not run").length === 1, 120_000);
  expect(told("⚠️ No worker runs")).toHaveLength(1);
  expect(told("⚠️ Channel whatsapp does not run")).toHaveLength(1);
  await again.stop();
}, 300_000);

/** A watch that looks often, over the real Redis. */
async function openWatch(
  options: { fails?: () => boolean; repeatHours?: number; maxmemoryBytes?: number } = {},
) {
  const { maxmemoryBytes, repeatHours = 6 } = options;
  const { url } = await openRedis(house, maxmemoryBytes === undefined ? {} : { maxmemoryBytes });
  const settings = { queueMinutes: 5, diskGigabytes: 0.000_001, afterSeconds: 0.1, repeatHours };
  const redis = openEye(house, url);
  const said: string[] = [];
  const reader: AlertReader = { chat: "1", pseudonym: "a", translator: async () => translators.for("fr") };
  const state = createHouseWatch({ redis, vault, hasAgreed: isAgreedPerson });
  house.own("state", state, (it) => it.close());
  const open = () => {
    const watch = startAlertWatch({
      read: state.read,
      book: createAlertBook({ redis }),
      readers: [reader],
      messenger: {
        async sendText(_chat, text) {
          if (options.fails?.()) throw new Outage("no line", { ambiguous: false });
          said.push(text);
          return String(said.length);
        },
      },
      settings,
      log: house.log,
      lookMilliseconds: 30,
    });
    return house.own("watch", watch, (it) => it.close());
  };
  const beat = (
    kind: "worker" | "whatsapp",
    look: Parameters<typeof startHeartbeat>[0]["look"],
    places: string[] = [],
  ) => {
    const beating = startHeartbeat({
      redis,
      kind,
      version: "1",
      look,
      places,
      log: house.log,
      beatMilliseconds: 30,
    });
    return house.own("heartbeat", beating, (it) => it.close());
  };
  return { said, open, beat, redis, settings, url };
}

it("sends an alert that failed until it is through, from one process only, and the end once", async () => {
  let fails = true;
  const { said, open, beat, redis } = await openWatch({ fails: () => fails });
  open();
  open();
  await until(() => house.lines.some((line) => line.includes("alert not sent")));
  expect(said).toEqual([]);
  fails = false;
  await until(() => said.length > 0);
  beat("worker", () => ({ state: "ready", provider: "cpu" }));
  await until(() => said.length > 1);
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(said).toEqual([
    expect.stringMatching(/^⚠️ Aucun processus de lecture ne tourne/),
    expect.stringMatching(/^✅ Terminé : Aucun processus de lecture ne tourne[^\n]*$/),
  ]);
  expect(await redis.hgetall("alerts")).toEqual({});
});

it("repeats what lasts after its time, and tells a channel that waits for its code from one that is gone", async () => {
  const { said, open, beat } = await openWatch({ repeatHours: 0.000_2 });
  beat("worker", () => ({ state: "ready" }));
  const whatsapp = beat("whatsapp", () => ({ state: "link-wanted", trouble: "waits" }));
  await new Promise((resolve) => setTimeout(resolve, 100));
  open();
  await until(() => said.filter((text) => text.includes("attend d’être relié")).length >= 2);
  await whatsapp.close();
  await until(() => said.some((text) => text.includes("whatsapp ne tourne pas")));
});

/** Waits for a message, then lets its trouble end, and waits for the word of that. */
async function lasts(said: string[], text: string, mend: () => unknown): Promise<string> {
  await until(() => said.some((message) => message.startsWith("⚠️") && message.includes(text)));
  const [begun = ""] = said;
  await mend();
  await until(() => said.some((message) => message.startsWith("✅") && message.includes(text)));
  expect(said).toHaveLength(2);
  return begun;
}

it("says that a disk is nearly full, how much is left and where", async () => {
  const { said, open, beat, settings } = await openWatch();
  const dir = await house.folder();
  beat("worker", () => ({ state: "ready" }), [dir]);
  const { freeBytes } = await readDiskSpace(dir);
  const free = freeBytes / 1024 ** 3;
  settings.diskGigabytes = free * 2;
  open();
  const begun = await lasts(said, "peu d’espace disque", () => {
    settings.diskGigabytes = 0.000_001;
  });
  const told = /([\d,\s]+)\s*Go/.exec(begun.replaceAll(/[\u2068\u2069]/g, ""))?.[1] ?? "";
  expect(Math.abs(Number(told.replaceAll(/\s/g, "").replace(",", ".")) - free)).toBeLessThan(5);
});

it("says that Redis is nearly full, before it takes no more photos", async () => {
  const limit = 32 * 1024 ** 2;
  const { said, open, beat, redis } = await openWatch({ maxmemoryBytes: limit });
  beat("worker", () => ({ state: "ready" }));
  open();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(said).toEqual([]);
  const used = async () => Number(/^used_memory:(\d+)/m.exec(await redis.info("memory"))?.[1]);
  while ((await used()) < limit * 0.85) await redis.rpush("ballast", Buffer.alloc(100_000));
  await lasts(said, "Redis est presque plein", () => redis.del("ballast"));
});

it("says which queue's oldest job is too old, and for how long it has waited", async () => {
  const { said, open, beat, redis, url } = await openWatch();
  beat("worker", () => ({ state: "ready" }));
  const { producer } = await openProducer(house, url);
  const job = studyJob();
  await producer.addStudy(job, Buffer.from("abc"));
  open();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(said).toEqual([]);
  await redis.hset(`bull:studies:${job.study}`, "timestamp", Date.now() - 12 * 60_000);
  const queues = house.own("queues", createQueues(redis), (it) => it.close());
  const begun = await lasts(said, "studies", () => createQueueAdmin(queues).drain());
  expect(begun).toContain("12");
});
