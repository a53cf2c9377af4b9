import { sealAddress } from "../../src/channels/address.ts";
import type { FetchJob, StudyJob } from "../../src/queue/jobs.ts";
import { createPhotoStore } from "../../src/queue/photo-store.ts";
import { createProducer } from "../../src/queue/producer.ts";
import { closeRedis, openProducerRedis, openWaitingRedis, requireRedis } from "../../src/queue/redis.ts";
import { createVault } from "../../src/queue/vault.ts";
import { type EmbeddedRedis, startEmbeddedRedis } from "../../src/runtime/embedded-redis.ts";
import type { TestHouse } from "../runtime/owned.ts";

export const KEY = Buffer.alloc(32, 7);
export const vault = createVault(KEY);

export async function openRedis(
  house: TestHouse,
  options: { maxmemoryBytes?: number; dir?: string } = {},
): Promise<EmbeddedRedis> {
  const { dir = await house.folder(), ...rest } = options;
  return house.own("redis", await startEmbeddedRedis({ dir, log: house.log, ...rest }), (redis) =>
    redis.stop(),
  );
}

/** A connection that waits, for looking at what is stored. */
export function openEye(house: TestHouse, url: string) {
  return house.own("eye", openWaitingRedis(url, { log: house.log, name: "eye" }), closeRedis);
}

export async function openProducer(house: TestHouse, url: string, photoTtlSeconds = 3_600) {
  const redis = house.own("producer connection", openProducerRedis(url, { log: house.log }), closeRedis);
  await requireRedis(redis, 5_000);
  const photos = createPhotoStore({ redis, vault });
  const producer = house.own("producer", createProducer({ redis, photos, photoTtlSeconds }), (it) =>
    it.close(),
  );
  return { redis, photos, producer };
}

let messages = 0;

export function studyJob(overrides: Partial<StudyJob> = {}): StudyJob {
  messages += 1;
  const study = vault.studyId("telegram", 42, messages);
  return {
    v: 1,
    study,
    channel: "telegram",
    address: sealAddress(vault, study, { chat: "42", message: String(messages) }),
    language: "en",
    lowData: false,
    receivedAt: Date.now(),
    photo: { bytes: 3, sha256: "00" },
    ...overrides,
  };
}

export function fetchJob(overrides: Partial<FetchJob> = {}): FetchJob {
  const { photo: _, ...common } = studyJob();
  return { ...common, handle: vault.seal("AgACAgQAAx", common.study), ...overrides };
}
