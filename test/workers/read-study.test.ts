import { describe, expect, it } from "vitest";
import type { FindingsReading } from "../../src/core/reading.ts";
import { PhotoRefused } from "../../src/core/refusal.ts";
import { openFlightLog } from "../../src/queue/flight-log.ts";
import { ReplyJob } from "../../src/queue/jobs.ts";
import { createPersonStudies } from "../../src/queue/person-studies.ts";
import { createPhotoStore, photoKey, pictureKey } from "../../src/queue/photo-store.ts";
import { createProducer } from "../../src/queue/producer.ts";
import { QueueUnavailable } from "../../src/queue/queue-unavailable.ts";
import { createMetrics } from "../../src/runtime/metrics.ts";
import { createTurnstile } from "../../src/runtime/turnstile.ts";
import type { Film } from "../../src/vision/film.ts";
import { createMicroBatch } from "../../workers/micro-batch.ts";
import { createReadStudy, type ReadStudyDependencies } from "../../workers/read-study.ts";
import { openEye, openRedis, studyJob, vault } from "../queue/redis-fixture.ts";
import { testHouse } from "../runtime/owned.ts";

const house = testHouse();

const READING: FindingsReading = {
  outcome: "findings",
  quality: { grade: "good", notes: [] },
  findings: [
    { label: "Mass", probability: 0.6, threshold: 0.4, score: 0.67, band: "possible", evidence: "moderate" },
  ],
  notAssessed: [],
  model: { name: "m", version: "1", sha256: "0".repeat(64), starter: true },
};
const FILM: Film = {
  width: 1,
  height: 1,
  gray: Uint8Array.of(0),
  source: { format: "png", width: 1, height: 1 },
  saturation: 0,
};

/** The real queue and stores; what decodes and draws is given by the test. */
async function setUp(overrides: Partial<ReadStudyDependencies> = {}) {
  const { url } = await openRedis(house);
  const redis = openEye(house, url);
  const photos = createPhotoStore({ redis, vault });
  const producer = createProducer({ redis, photos, photoTtlSeconds: 600 });
  house.own("producer", producer, (it) => it.close());
  const flights = house.own("flights", await openFlightLog({ redis, worker: "test" }), (it) => it.close());
  const studies = createPersonStudies({ redis, vault, keptSeconds: 600 });
  house.own("studies", studies, (it) => it.close());
  const readStudy = createReadStudy({
    photos,
    producer,
    flights,
    isForgotten: studies.isForgotten,
    turnstile: createTurnstile(),
    batch: createMicroBatch({
      size: 4,
      waitMilliseconds: 5,
      read: async (films: readonly Film[]) =>
        films.map(() => ({ reading: READING, maps: new Map(), milliseconds: { network: 1 } })),
    }),
    decode: async () => FILM,
    draw: async () => [{ kind: "sheet", labels: ["Mass"], jpeg: Buffer.from("JPEG") }],
    metrics: createMetrics(),
    photoTtlMilliseconds: 600_000,
    ...overrides,
  });
  const context = { signal: new AbortController().signal, attempt: 1, log: house.log };
  const replyOf = async (study: string) => {
    const data = await redis.hget(`bull:replies-telegram:${study}`, "data");
    return data === null ? undefined : ReplyJob.parse(JSON.parse(data));
  };
  const begin = async () => {
    const job = studyJob();
    await producer.addStudy(job, Buffer.from("photo"));
    return job;
  };
  return {
    studies,
    redis,
    photos,
    read: (job: Awaited<ReturnType<typeof begin>>) => readStudy(job, context),
    replyOf,
    begin,
  };
}

describe("reading a study", () => {
  it("ends in a reply with its reading and picture, and leaves no flight behind", async () => {
    const { read, replyOf, begin, photos, redis } = await setUp();
    const job = await begin();
    await read(job);
    const reply = await replyOf(job.study);
    expect(reply?.reading).toEqual(READING);
    expect(reply?.pictures).toEqual([{ kind: "sheet", labels: ["Mass"], bytes: 4 }]);
    expect((await photos.get(pictureKey(job.study, "sheet")))?.toString()).toBe("JPEG");
    expect(await redis.keys("flight:*")).toEqual([]);
  });

  it("twice gives one reply and decodes once", async () => {
    let decoded = 0;
    const { read, begin, redis } = await setUp({
      decode: async () => {
        decoded += 1;
        return FILM;
      },
    });
    const job = await begin();
    await read(job);
    await read(job);
    expect(decoded).toBe(1);
    expect(await redis.llen("bull:replies-telegram:wait")).toBe(1);
  });

  it("stores and answers nothing once its sender wanted it erased, even in the middle of reading", async () => {
    let erase = async () => {};
    const { read, replyOf, begin, redis, studies } = await setUp({
      decode: async () => {
        await erase();
        return FILM;
      },
    });
    const job = await begin();
    await studies.note("telegram", 1, job.study);
    erase = async () => void (await studies.forget("telegram", 1));
    await read(job);
    expect(await replyOf(job.study)).toBeUndefined();
    expect(await redis.keys("p*:*")).toEqual([]);
    await read(job);
    expect(await replyOf(job.study)).toBeUndefined();
  });

  it.each(["answered", "forgotten"])(
    "keeps no photo that was stored once more after it was %s",
    async (what) => {
      const { read, begin, photos, studies } = await setUp();
      const job = await begin();
      await studies.note("telegram", 1, job.study);
      if (what === "answered") await read(job);
      else await studies.forget("telegram", 1);
      await photos.put(photoKey(job.study), Buffer.from("photo"), 600);
      await read(job);
      expect(await photos.get(photoKey(job.study))).toBeUndefined();
    },
  );

  it("answers a refusal as an outcome, with its detail", async () => {
    const { read, replyOf, begin } = await setUp({
      decode: () => Promise.reject(new PhotoRefused("unsupported-format", { detail: { format: "heic" } })),
    });
    const job = await begin();
    await read(job);
    expect((await replyOf(job.study))?.reading).toEqual({
      outcome: "refused",
      refusal: "unsupported-format",
      detail: { format: "heic" },
    });
  });

  it("gives up after one failure beside others and three alone, and tells the sender", async () => {
    let failures = 0;
    const { read, replyOf, begin, redis } = await setUp({
      draw: () => {
        failures += 1;
        return Promise.reject(new RangeError("a bug in drawing"));
      },
    });
    const job = await begin();
    for (let attempt = 0; attempt < 4; attempt += 1)
      await expect(read(job)).rejects.toThrow("a bug in drawing");
    expect(await replyOf(job.study)).toBeUndefined();
    await read(job);
    expect(failures).toBe(4);
    expect((await replyOf(job.study))?.reading).toMatchObject({ refusal: "unprocessable" });
    expect(await redis.keys("flight:*")).toEqual([]);
  });

  it("charges nobody when Redis is in trouble, however long", async () => {
    let away = true;
    const { read, replyOf, begin } = await setUp({
      decode: async () => {
        if (away) throw new QueueUnavailable("away");
        return FILM;
      },
    });
    const job = await begin();
    for (let attempt = 0; attempt < 8; attempt += 1)
      await expect(read(job)).rejects.toThrow(QueueUnavailable);
    away = false;
    await read(job);
    expect((await replyOf(job.study))?.reading).toEqual(READING);
  });

  it("answers `expired` for a photo whose time is up, read or not", async () => {
    const { read, replyOf, begin, photos } = await setUp();
    const gone = await begin();
    await photos.delete(photoKey(gone.study));
    await read(gone);
    const late = { ...(await begin()), receivedAt: Date.now() - 600_001 };
    await read(late);
    for (const { study } of [gone, late]) {
      expect((await replyOf(study))?.reading).toEqual({ outcome: "refused", refusal: "expired", detail: {} });
    }
  });
});
