import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Queue } from "bullmq";
import { expect, test } from "vitest";
import { caseCodeOf } from "../../src/core/case-code.ts";
import { createRandom } from "../../src/core/random.ts";
import { loadTranslators } from "../../src/i18n/translator.ts";
import { ReplyJob } from "../../src/queue/jobs.ts";
import { fetchesOf, repliesOf, STUDIES } from "../../src/queue/queue-names.ts";
import { onboard, openBotApi, studyOf as studyName } from "../channels/bot-fixture.ts";
import { offersPicture } from "../fakes/bot-api-chats.ts";
import type { BotApiServer, Fault } from "../fakes/bot-api-server.ts";
import { KEY, openEye, openRedis } from "../queue/redis-fixture.ts";
import { testHouse, until } from "../runtime/owned.ts";
import { analyzeFiles, type Expected, withoutCaseCode } from "./expected.ts";
import { gatherFilms } from "./films.ts";
import { tend } from "./tended-process.ts";

const SEED = 20_261_124;
const FILMS = 200;
const CHATS = [1001, 1002, 1003, 1004];
const MINUTES_ALLOWED = 8;
/** 0 the bot, 1 and 2 the workers, 3 Redis: each is killed once before chance alone decides. */
const FIRST_VICTIMS = [2, 3, 0, 1];
/** A kill of Redis this close to an acceptance may have kept us from marking it in time. */
const MARK_MS = 3_000;

const house = testHouse();

type Sent = { readonly chat: number; readonly message: number; readonly expected: Expected };

/** Now and then something goes wrong on the line, by the seed. */
function faultPlan(seed: number): (call: { method: string }) => Fault | undefined {
  const random = createRandom(seed);
  const rates: Record<string, number> = {
    sendMessage: 0.04,
    sendPhoto: 0.08,
    // Comes after the text: the delivery runs once more and must not send it again.
    deleteMessage: 0.1,
    file: 0.05,
    getFile: 0.03,
    getUpdates: 0.01,
  };
  const faults: readonly Fault[] = [
    { kind: "status", status: 429, retryAfter: 1 },
    { kind: "status", status: 502 },
    { kind: "reset-before" },
    { kind: "reset-after" },
    { kind: "slow", milliseconds: 400 },
  ];
  return ({ method }) =>
    random.next() < (rates[method] ?? 0) ? faults[random.integer(faults.length)] : undefined;
}

/** Texts that answer a photo with its reading or refusal; receipts and the rest of a conversation are left out. */
function answersTo(api: BotApiServer, { chat, message, expected }: Sent, study: string) {
  const wanted = withoutCaseCode(expected.text);
  const code = caseCodeOf(study);
  const replies = api.messages.filter(
    (one) => one.from === "bot" && one.chat === chat && one.replyTo === message,
  );
  const texts = replies.filter(({ text }) => text?.includes(code) && withoutCaseCode(text ?? "") === wanted);
  const others = replies.filter((one) => one.text !== undefined && !texts.includes(one) && !one.deleted);
  return { texts, others, pictures: replies.filter(({ photo }) => photo !== undefined) };
}

test(`${FILMS} photos are each answered with their own findings while workers, bot and Redis are killed`, {
  timeout: (MINUTES_ALLOWED + 4) * 60_000,
}, async () => {
  const folder = await house.folder();
  const files = await gatherFilms(FILMS, join(folder, "films"), SEED);
  const expected = await analyzeFiles(files, "en");
  expect(expected).toHaveLength(FILMS);

  const redis = await openRedis(house);
  const api = await openBotApi(house);
  const env = {
    PATH: process.env["PATH"],
    HOME: process.env["HOME"],
    REDIS_URL: redis.url,
    PHOTO_KEY: KEY.toString("base64"),
    TELEGRAM_BOT_TOKEN: api.token,
    TELEGRAM_API_ROOT: api.root,
    RATE_LIMIT_PER_HOUR: "1000",
    INFERENCE_THREADS: "1",
    BATCH_SIZE: "4",
    LOG_LEVEL: "info",
  };
  const worker = (name: string) => tend(name, ["dist/workers/main.js"], { env, readyLine: "worker ready" });
  const bot = tend("bot", ["dist/src/cli/main.js", "channel", "telegram"], {
    env,
    readyLine: "telegram channel ready",
  });
  const processes = [bot, worker("worker 1"), worker("worker 2")];
  for (const one of processes) house.own(one.name, one, (running) => running.stop());
  const redisKills: number[] = [];
  const botKills: number[] = [];

  const people = [];
  for (const chat of CHATS) people.push(await onboard(api, chat));
  api.plan = faultPlan(SEED);

  const random = createRandom(SEED);
  let left = true;
  const unrest = (async () => {
    for (let turn = 0; left; turn += 1) {
      await sleep(1_500 + 2_500 * random.next());
      const victim = FIRST_VICTIMS[turn] ?? random.integer(4);
      // On a busy machine a start takes longer than the next kill is away: who never gets ready shows nothing.
      await until(() => victim === 3 || !left || processes[victim]!.ready(), 60_000);
      if (victim === 3) {
        const pid = redis.pid();
        redisKills.push(Date.now());
        if (pid !== undefined) process.kill(pid, "SIGKILL");
      } else {
        if (victim === 0) {
          api.noteKill();
          botKills.push(Date.now());
        }
        processes[victim]?.kill();
      }
    }
  })();

  const sent: Sent[] = [];
  for (const [index, file] of files.entries()) {
    const person = people[index % people.length]!;
    const bytes = await readFile(file);
    const message = index % 5 === 0 ? person.document(bytes, "film.png") : person.photo(bytes);
    sent.push({ chat: person.chat, message, expected: expected[index]! });
    await sleep(40);
  }
  const studyOf = ({ chat, message }: Sent) => studyName(api, chat, message);
  const unanswered = () => sent.filter((one) => answersTo(api, one, studyOf(one)).texts.length === 0);
  try {
    await until(() => unanswered().length === 0, MINUTES_ALLOWED * 60_000);
  } finally {
    left = false;
    await unrest;
  }
  api.plan = () => undefined;

  // What is still on its way (pictures, receipts to delete) comes to rest.
  const eye = openEye(house, redis.url);
  const queues = [fetchesOf("telegram"), STUDIES, repliesOf("telegram")].map((name) =>
    house.own(name, new Queue(name, { connection: eye }), (queue) => queue.close()),
  );
  const open = async () => {
    const counts = await Promise.all(
      queues.map((queue) => queue.getJobCounts("waiting", "active", "delayed", "failed")),
    );
    return counts.flatMap((count) => Object.values(count)).reduce((sum, count) => sum + count, 0);
  };
  await until(async () => (await open()) === 0, 60_000);
  await sleep(500);

  const kills = processes.map(({ name, kills: count }) => `${name}: ${count()}`);
  process.stdout.write(
    `killed ${kills.join(", ")}, redis: ${redisKills.length}; windows logged: ${api.windows.length}\n`,
  );
  expect(processes.every((one) => one.kills() > 0) && redisKills.length > 0, "everything was killed").toBe(
    true,
  );

  const windowOf = (id: number) => api.windows.some(({ message }) => message === id);
  const redisAway = (at: number) => redisKills.some((kill) => Math.abs(at - kill) < MARK_MS);
  // The bot remembers what it could not mark for want of Redis, unless it is killed before Redis is back.
  const mayRepeat = ({ id, at }: { id: number; at: number }) =>
    windowOf(id) || (redisAway(at) && botKills.some((kill) => kill > at && kill - at < MARK_MS));
  const replies = queues[2]!;
  const { t } = (await loadTranslators()).for("en");
  for (const one of sent) {
    const study = studyOf(one);
    const code = caseCodeOf(study);
    const { texts, others, pictures } = answersTo(api, one, study);
    const name = `${one.expected.file} (#${one.message} of ${one.chat})`;
    // No other text stands as a reply to this photo: never a wrong answer, whatever was killed, and no receipt left behind.
    const harmless = new RegExp(`^Photo received, case ${code}\\. .*The answer comes here\\.$`, "s");
    const asked = `\n\n${t("receipt-age")}`;
    const isReceipt = (text: string) => text.endsWith(asked) && harmless.test(text.slice(0, -asked.length));
    const wrong = others.filter(({ text = "" }) => !isReceipt(text) && text !== t("error-busy"));
    expect(
      wrong.map(({ text }) => text),
      `wrong answers to ${name}`,
    ).toEqual([]);
    // That the service was away stays said where it was.
    const told = ({ text, at }: { text?: string; at: number }) => text === t("error-busy") && redisAway(at);
    const leftovers = others.filter((other) => !mayRepeat(other) && !told(other)).map(({ text }) => text);
    expect(leftovers, `other replies to ${name}`).toEqual([]);
    if (texts.length > 1) {
      expect(texts.slice(0, -1).every(mayRepeat), `a repeated answer to ${name}`).toBe(true);
    }
    expect(pictures.length, `pictures for ${name}`).toBeLessThanOrEqual(1);
    if (pictures[0]) expect(pictures[0].id, `text first for ${name}`).toBeGreaterThan(texts[0]!.id);
    const offered = texts.some(({ buttons }) => offersPicture(buttons));
    const shown = pictures.length > 0 || offered;
    expect(shown, `a picture sent or offered for ${name}`).toBe(one.expected.outcome === "findings");
    const { reading } = ReplyJob.parse((await replies.getJob(study))?.data);
    expect(reading.outcome, name).toBe(one.expected.outcome);
    if (reading.outcome === "refused") {
      expect(reading.refusal, name).toBe(one.expected.refusal);
      continue;
    }
    const wanted = new Map(one.expected.findings?.map((finding) => [finding.label, finding]));
    for (const { label, probability, band, evidence } of reading.findings) {
      expect(probability, `${label} of ${name}`).toBeCloseTo(wanted.get(label)?.probability ?? Number.NaN, 4);
      expect({ band, evidence }, `${label} of ${name}`).toEqual({
        band: wanted.get(label)?.band,
        evidence: wanted.get(label)?.evidence,
      });
    }
  }
  // Nothing of anybody's film stays.
  expect(await eye.keys("photo:*")).toEqual([]);
});
