import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { answerOnConsole } from "../../../src/channels/console/session.ts";
import { loadTranslators } from "../../../src/i18n/translator.ts";
import { closeRedis, openProducerRedis, openWaitingRedis, requireRedis } from "../../../src/queue/redis.ts";
import { createMetrics } from "../../../src/runtime/metrics.ts";
import { openRedis, vault } from "../../queue/redis-fixture.ts";
import { testHouse } from "../../runtime/owned.ts";
import { answerStudies, finding, PICTURE, reading } from "../bot-fixture.ts";

const house = testHouse();

it("shows each photo's answer and writes its picture, offered ones too", async () => {
  const { url } = await openRedis(house);
  const redis = house.own("redis", openProducerRedis(url, { log: house.log }), closeRedis);
  const waitingRedis = house.own("waiting", openWaitingRedis(url, { log: house.log }), closeRedis);
  await requireRedis(redis, 5_000);
  const overlay = { ...PICTURE, kind: "overlay" as const };
  await answerStudies(house, url, ({ photo }) =>
    photo.bytes === 4
      ? { reading: reading(finding("Mass", 0.8)), pictures: [PICTURE] }
      : { reading: reading(finding("Mass", 0.1)), pictures: [overlay] },
  );
  const seen: string[] = [];
  const answers = await answerOnConsole({
    redisUrl: url,
    redis,
    waitingRedis,
    vault,
    translators: await loadTranslators(),
    photoTtlSeconds: 3_600,
    log: house.log,
    metrics: createMetrics(),
    language: "en",
    pictureDir: await house.folder(),
    photos: [
      { name: "a/film.png", bytes: Buffer.from("mass") },
      { name: "b/film.jpg", bytes: Buffer.from("clear") },
    ],
    onAnswer: ({ name }) => void seen.push(name),
    signal: AbortSignal.timeout(20_000),
  });
  expect(seen.toSorted()).toEqual(["a/film.png", "b/film.jpg"]);
  expect(answers[0]?.text).toContain("Mass: likely");
  expect(answers[1]?.text).toContain("No sign above the alert level");
  expect(answers.map(({ text }) => text.includes("received"))).toEqual([false, false]);
  const files = answers.flatMap(({ pictures }) => pictures);
  expect(files.map((file) => file.split("/").at(-1))).toEqual(["film-sheet.jpg", "film-2-sheet.jpg"]);
  for (const file of files) expect(await readFile(file)).toEqual(PICTURE.jpeg);
});

it("says which picture could not be written, once every photo is answered", async () => {
  const { url } = await openRedis(house);
  const redis = house.own("redis", openProducerRedis(url, { log: house.log }), closeRedis);
  const waitingRedis = house.own("waiting", openWaitingRedis(url, { log: house.log }), closeRedis);
  await requireRedis(redis, 5_000);
  await answerStudies(house, url, () => ({ reading: reading(finding("Mass", 0.8)), pictures: [PICTURE] }));
  const pictureDir = await house.folder();
  // No file can take the place of a folder, not even root's.
  await mkdir(join(pictureDir, "film-sheet.jpg"));
  const seen: string[] = [];
  const session = answerOnConsole({
    redisUrl: url,
    redis,
    waitingRedis,
    vault,
    translators: await loadTranslators(),
    photoTtlSeconds: 3_600,
    log: house.log,
    metrics: createMetrics(),
    language: "en",
    pictureDir,
    photos: ["a/film.png", "b/film.png"].map((name) => ({ name, bytes: Buffer.from(name) })),
    onAnswer: ({ name, pictures }) => void seen.push(`${name}: ${pictures.length}`),
    signal: AbortSignal.timeout(20_000),
  });
  await expect(session).rejects.toThrow(/film-sheet\.jpg \(EISDIR\)\. Make room, or choose another folder/);
  expect(seen.toSorted()).toEqual(["a/film.png: 0", "b/film.png: 1"]);
});
