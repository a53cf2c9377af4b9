import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { STARTER_MODEL_DIR } from "../src/config/paths.ts";
import type { FindingsReading } from "../src/core/reading.ts";
import { pictureTexts } from "../src/i18n/picture-texts.ts";
import { loadTranslators } from "../src/i18n/translator.ts";
import { loadModel } from "../src/networks/load-model.ts";
import { consume } from "../src/queue/consumer.ts";
import { openFlightLog } from "../src/queue/flight-log.ts";
import { StudyJob } from "../src/queue/jobs.ts";
import { createPersonStudies } from "../src/queue/person-studies.ts";
import { createPhotoStore } from "../src/queue/photo-store.ts";
import { createProducer } from "../src/queue/producer.ts";
import { STUDIES } from "../src/queue/queue-names.ts";
import { closeRedis, openWaitingRedis } from "../src/queue/redis.ts";
import { createVault } from "../src/queue/vault.ts";
import { startEmbeddedRedis } from "../src/runtime/embedded-redis.ts";
import { createLogger } from "../src/runtime/logger.ts";
import { createTurnstile } from "../src/runtime/turnstile.ts";
import { decodePhoto } from "../src/vision/decode.ts";
import type { Film } from "../src/vision/film.ts";
import { drawPictures } from "../src/vision/pictures.ts";
import { createReader, type FilmReading } from "../src/vision/read-films.ts";
import { createMicroBatch } from "../workers/micro-batch.ts";
import { createReadStudy } from "../workers/read-study.ts";
import { type Measure, median } from "./measure.ts";
import { benchPhotos } from "./photos.ts";

const STUDIES_A_ROUND = 64;
const ROUNDS = 5;
const BATCH = 4;
const IN_HAND = 2 * BATCH;
const PATIENCE = { patienceMilliseconds: Number.POSITIVE_INFINITY };

type Draw = (
  film: Film,
  reading: FindingsReading,
  maps: FilmReading["maps"],
  caseCode: string,
) => Promise<unknown>;

/** The loop as a worker runs it, with as many photos in hand, but with no queue around it. */
async function withoutQueue(photos: readonly Uint8Array[], newBatch: NewBatch, draw: Draw): Promise<number> {
  const batch = newBatch();
  const begun = performance.now();
  let next = 0;
  const hand = async () => {
    while (next < STUDIES_A_ROUND) {
      const photo = photos[next % photos.length] ?? new Uint8Array();
      next += 1;
      const seat = batch.take();
      const film = await decodePhoto(photo);
      const { reading, maps } = await seat.read(film);
      if (reading.outcome === "findings") await draw(film, reading, maps, "ABC-2345");
    }
  };
  await Promise.all(Array.from({ length: IN_HAND }, hand));
  return performance.now() - begun;
}

type NewBatch = () => ReturnType<typeof createMicroBatch<Film, FilmReading>>;

/** The same loop on one thread, bare and behind BullMQ on a real Redis that writes every step to the disk. */
export async function benchQueue(): Promise<Measure[]> {
  const photos = await benchPhotos(8);
  const log = createLogger({ level: "silent", name: "bench" });
  const dir = await mkdtemp(join(tmpdir(), "roentgram-bench-"));
  const redisServer = await startEmbeddedRedis({ dir, log });
  const model = await loadModel(STARTER_MODEL_DIR, { threads: 1, provider: "cpu" });
  const reader = createReader(model);
  const translator = (await loadTranslators()).for("en");
  const newBatch: NewBatch = () =>
    createMicroBatch({ read: (films) => reader.read(films), size: BATCH, waitMilliseconds: 20 });
  const draw = (film: Film, reading: FindingsReading, maps: FilmReading["maps"], caseCode: string) =>
    drawPictures(film, reading, maps, pictureTexts(reading, translator, { caseCode }));
  const vault = createVault(randomBytes(32));
  const redis = openWaitingRedis(redisServer.url, { log });
  const store = createPhotoStore({ redis, vault, ...PATIENCE });
  const producer = createProducer({ redis, photos: store, photoTtlSeconds: 3600, ...PATIENCE });
  const flights = await openFlightLog({ redis, worker: "bench" });
  const erased = createPersonStudies({ redis, vault, keptSeconds: 3600, ...PATIENCE });

  async function withQueue(round: number): Promise<number> {
    for (let index = 0; index < STUDIES_A_ROUND; index += 1) {
      const photo = photos[index % photos.length] ?? new Uint8Array();
      const study = vault.studyId("console", `bench ${round}`, String(index));
      const sha256 = createHash("sha256").update(photo).digest("hex");
      const common = {
        v: 1,
        study,
        channel: "console",
        address: "",
        language: "en",
        lowData: false,
      } as const;
      await producer.addStudy(
        { ...common, receivedAt: Date.now(), photo: { bytes: photo.byteLength, sha256 } },
        photo,
      );
    }
    const readStudy = createReadStudy({
      photos: store,
      producer,
      flights,
      isForgotten: erased.isForgotten,
      turnstile: createTurnstile(),
      batch: newBatch(),
      decode: decodePhoto,
      draw: (film, reading, maps, { caseCode }) => draw(film, reading, maps, caseCode),
      metrics: { stage: () => {}, refused: () => {}, outcome: () => {} },
      photoTtlMilliseconds: 3_600_000,
    });
    let finish: () => void = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let left = STUDIES_A_ROUND;
    const begun = performance.now();
    const consumer = consume(
      STUDIES,
      StudyJob,
      async (job, context) => {
        await readStudy(job, context);
        left -= 1;
        if (left === 0) finish();
      },
      { url: redisServer.url, log, concurrency: IN_HAND },
    );
    await finished;
    const took = performance.now() - begun;
    await consumer.close();
    return took;
  }

  const bare: number[] = [];
  const queued: number[] = [];
  await withoutQueue(photos, newBatch, draw);
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(await withoutQueue(photos, newBatch, draw));
    queued.push(await withQueue(round));
  }
  await flights.close();
  await producer.close();
  await closeRedis(redis);
  await model.release();
  await redisServer.stop();
  await rm(dir, { recursive: true });
  const group = `the loop decode, network, draw (${STUDIES_A_ROUND} photos, one thread), milliseconds a photo`;
  const cost = (median(queued) / median(bare) - 1) * 100;
  return [
    { group, name: "without a queue", value: median(bare) / STUDIES_A_ROUND, unit: "ms" },
    { group, name: "through BullMQ and Redis", value: median(queued) / STUDIES_A_ROUND, unit: "ms" },
    { group, name: "the queue's cost", value: cost, unit: "%", bar: "under 10 %", meets: cost < 10 },
  ];
}
