import { randomBytes } from "node:crypto";
import { readVersion } from "../src/config/version.ts";
import { readWorkerConfig } from "../src/config/worker-config.ts";
import { UserError } from "../src/core/user-error.ts";
import { negotiate } from "../src/i18n/languages.ts";
import { pictureTexts } from "../src/i18n/picture-texts.ts";
import { loadTranslators } from "../src/i18n/translator.ts";
import { describeComputing } from "../src/networks/choose-provider.ts";
import { loadModel } from "../src/networks/load-model.ts";
import { openBacking } from "../src/queue/backing.ts";
import { consume } from "../src/queue/consumer.ts";
import { openFlightLog } from "../src/queue/flight-log.ts";
import { startHeartbeat } from "../src/queue/heartbeats.ts";
import { readHouseFigures } from "../src/queue/house-figures.ts";
import { StudyJob } from "../src/queue/jobs.ts";
import { createPersonStudies } from "../src/queue/person-studies.ts";
import { createPhotoStore } from "../src/queue/photo-store.ts";
import { createProducer } from "../src/queue/producer.ts";
import { STUDIES } from "../src/queue/queue-names.ts";
import { ALL_QUEUES, snapshotQueues } from "../src/queue/queue-snapshot.ts";
import { failFast } from "../src/queue/queue-unavailable.ts";
import { createQueues } from "../src/queue/queues.ts";
import { closeRedis, openProducerRedis, openWaitingRedis } from "../src/queue/redis.ts";
import { createLifecycle } from "../src/runtime/lifecycle.ts";
import { createLogger } from "../src/runtime/logger.ts";
import { createMetrics } from "../src/runtime/metrics.ts";
import { startProbeServer } from "../src/runtime/probe-server.ts";
import { installSignalHandlers } from "../src/runtime/signals.ts";
import { createTurnstile } from "../src/runtime/turnstile.ts";
import { decodePhoto } from "../src/vision/decode.ts";
import { prepareImaging } from "../src/vision/imaging.ts";
import { drawPictures } from "../src/vision/pictures.ts";
import { createReader } from "../src/vision/read-films.ts";
import { createMicroBatch } from "./micro-batch.ts";
import { createReadStudy } from "./read-study.ts";

/** Everything is released within this; compose's grace is longer. */
const DEADLINE_MS = 25_000;
/** What studies in hand get of it. */
const GRACE_MS = 20_000;
/** While one batch is in the network, as many photos again are decoded and drawn. */
const BATCHES_IN_HAND = 2;

async function main(): Promise<void> {
  const config = readWorkerConfig(process.env);
  const log = createLogger({ level: config.LOG_LEVEL, name: "worker" });
  const lifecycle = createLifecycle({ log, deadlineMilliseconds: DEADLINE_MS });
  installSignalHandlers(lifecycle, log);
  const metrics = createMetrics();
  // Several photos are decoded side by side; one thread each leaves the rest to the network.
  prepareImaging({ threads: 1 });
  const begun = Date.now();

  const loading = loadModel(config.MODEL_DIR, {
    threads: config.INFERENCE_THREADS,
    provider: config.EXECUTION_PROVIDER,
  });
  const model = lifecycle.own("model", await loading, (loaded) => loaded.release());
  const { computing } = model;
  metrics.computing(computing);
  log[computing.fellBack ? "warn" : "info"](
    { ...computing, said: describeComputing(computing) },
    "execution provider chosen",
  );
  const reader = createReader(model);
  const translators = await loadTranslators();

  const { url, vault } = lifecycle.own("backing", await openBacking(config, { log }), (it) => it.stop());
  const redis = lifecycle.own("redis", openWaitingRedis(url, { log, name: "worker" }), closeRedis);
  const patience = { patienceMilliseconds: Number.POSITIVE_INFINITY };
  const photos = createPhotoStore({ redis, vault, ...patience });
  const photoTtlSeconds = config.PHOTO_TTL_HOURS * 3_600;
  const producer = lifecycle.own(
    "producer",
    createProducer({ redis, photos, photoTtlSeconds, ...patience }),
    (it) => it.close(),
  );
  const keptSeconds = photoTtlSeconds;
  const studies = lifecycle.own(
    "person studies",
    createPersonStudies({ redis, vault, keptSeconds, ...patience }),
    (it) => it.close(),
  );
  const flights = lifecycle.own(
    "flight log",
    await openFlightLog({
      redis,
      worker: randomBytes(8).toString("hex"),
      onError: (err) => log.warn({ err }, "sign of life not given"),
    }),
    (it) => it.close(),
  );

  const readStudy = createReadStudy({
    photos,
    producer,
    flights,
    isForgotten: studies.isForgotten,
    metrics,
    turnstile: createTurnstile(),
    batch: createMicroBatch({
      read: (films) => reader.read(films),
      size: config.BATCH_SIZE,
      waitMilliseconds: config.BATCH_WAIT_MS,
      onBatch: (size) => metrics.batch(size),
    }),
    decode: decodePhoto,
    draw: (film, reading, maps, { language, caseCode, lowData }) => {
      const translator = translators.for(negotiate([language], "en"));
      const texts = pictureTexts(reading, translator, { caseCode });
      return drawPictures(film, reading, maps, texts, { lowData });
    },
    photoTtlMilliseconds: photoTtlSeconds * 1_000,
  });
  if (lifecycle.closing.aborted) return;
  const consumer = lifecycle.own(
    "consumer",
    consume(STUDIES, StudyJob, readStudy, { url, log, concurrency: config.BATCH_SIZE * BATCHES_IN_HAND }),
    (it) => it.close(GRACE_MS),
  );

  const heartbeat = startHeartbeat({
    redis,
    kind: "worker",
    version: readVersion(),
    look: () => ({
      state: consumer.running() ? "ready" : "trouble",
      trouble: consumer.running() ? undefined : "the consumer does not run",
      provider: model.computing.uses,
    }),
    places: [config.DATA_DIR],
    log,
  });
  lifecycle.own("heartbeat", heartbeat, (it) => it.close());

  if (config.PROBE_PORT !== undefined) {
    const probeRedis = lifecycle.own(
      "probe redis",
      openProducerRedis(url, { log, name: "probe" }),
      closeRedis,
    );
    const queues = lifecycle.own("probe queues", createQueues(probeRedis), (it) => it.close());
    metrics.observeHouse(() => readHouseFigures(redis));
    metrics.observeQueues(() => failFast(2_000, () => snapshotQueues(queues, ALL_QUEUES)));
    const redisAnswers = async () => {
      await failFast(1_000, () => probeRedis.ping());
      return undefined;
    };
    const server = await startProbeServer({
      port: config.PROBE_PORT,
      host: config.PROBE_HOST,
      live: () => undefined,
      ready: async () => (consumer.running() ? redisAnswers() : "the consumer does not run"),
      about: () => ({ computing }),
      metrics,
    });
    lifecycle.own("probes", server, (it) => it.close());
    log.info({ port: server.port }, "probes answer");
  }
  log.info(
    {
      model: model.identity.name,
      version: model.identity.version,
      provider: computing.uses,
      threads: config.INFERENCE_THREADS,
      batch: config.BATCH_SIZE,
      milliseconds: Date.now() - begun,
    },
    "worker ready",
  );
}

try {
  await main();
} catch (error) {
  const line =
    error instanceof UserError
      ? error.message
      : `worker: unexpected error, please report it: ${error instanceof Error ? error.stack : String(error)}`;
  process.stderr.write(`${line}\n`);
  // Half a start leaves things open; there is nothing in hand yet that could be lost.
  process.exit(error instanceof UserError ? error.exitCode : 1);
}
