import { describe, expect, it } from "vitest";
import { sealAddress } from "../../src/channels/address.ts";
import { createFetchPhoto } from "../../src/channels/fetch-photo.ts";
import { Outage, RetryAfter } from "../../src/channels/messenger.ts";
import { PhotoGone, PhotoTooLarge } from "../../src/channels/photo-origin.ts";
import type { FetchJob, ReplyJob, StudyJob } from "../../src/queue/jobs.ts";
import { RetryLater } from "../../src/queue/retry.ts";
import { createMetrics } from "../../src/runtime/metrics.ts";
import { fetchJob, vault } from "../queue/redis-fixture.ts";
import { testHouse } from "../runtime/owned.ts";
import { dicomFile, SECRETS } from "../vision/dicom/dicom-fixtures.ts";

const house = testHouse();
const NOW = Date.UTC(2026, 10, 24);
const HOUR_MS = 3_600_000;

function open(download: (handle: string) => Promise<Uint8Array>, forgotten: string[] = []) {
  const studies: { job: StudyJob; photo: Uint8Array | undefined }[] = [];
  const replies: ReplyJob[] = [];
  const fetchPhoto = createFetchPhoto({
    origin: { download },
    producer: {
      addStudy: async (job, photo) => {
        studies.push({ job, photo });
        return { added: true, position: 1 };
      },
      addReply: async (job) => {
        replies.push(job);
        return { added: true, position: 1 };
      },
    },
    studies: { isForgotten: async (study) => forgotten.includes(study) },
    vault,
    metrics: createMetrics(),
    photoTtlMilliseconds: 2 * HOUR_MS,
    now: () => NOW,
  });
  const run = (job: FetchJob, attempt = 1) =>
    fetchPhoto(job, { log: house.log, attempt, signal: new AbortController().signal });
  return { run, studies, replies };
}

function job(receivedAt = NOW - 1_000): FetchJob {
  const made = fetchJob({ receivedAt });
  return { ...made, handle: vault.seal("the-handle", `handle ${made.study}`) };
}

describe("fetching a photo", () => {
  it("downloads by the handle that was sealed, and hands on photo and address but not the handle", async () => {
    const asked: string[] = [];
    const { run, studies } = open(async (handle) => {
      asked.push(handle);
      return Buffer.from("film");
    });
    const fetch = job();
    await run(fetch);
    expect(asked).toEqual(["the-handle"]);
    const { handle: _, ...common } = fetch;
    // echo -n film | sha256sum
    const sha256 = "d0607f7ad2628b2af9158dfba06ce87166e66b15bf68f8f358f9aa27ccb7c321";
    expect(studies[0]?.job).toEqual({ ...common, photo: { bytes: 4, sha256 } });
    expect(Buffer.from(studies[0]?.photo ?? []).toString()).toBe("film");
  });

  it("hands on a DICOM file without its patient", async () => {
    const { run, studies } = open(async () => dicomFile("jpeg-ls-12"));
    await run(job());
    const photo = Buffer.from(studies[0]?.photo ?? []);
    expect(photo.byteLength).toBeGreaterThan(5_000);
    expect(studies[0]?.job.photo.bytes).toBe(photo.byteLength);
    expect(SECRETS.filter((secret) => photo.includes(secret))).toEqual([]);
  });

  it.each<[string, () => Promise<Uint8Array>, string]>([
    ["too large", () => Promise.reject(new PhotoTooLarge()), "too-large"],
    ["empty", async () => new Uint8Array(), "unreadable"],
  ])("refuses what cannot be read at once: %s", async (_, download, refusal) => {
    const { run, replies, studies } = open(download);
    await run(job());
    expect(replies.map(({ reading }) => reading)).toEqual([{ outcome: "refused", refusal, detail: {} }]);
    expect(studies).toEqual([]);
  });

  it("believes the messenger that a photo is gone only the third time", async () => {
    const { run, replies } = open(() => Promise.reject(new PhotoGone()));
    const fetch = job();
    await expect(run(fetch, 1)).rejects.toThrow(PhotoGone);
    await expect(run(fetch, 2)).rejects.toThrow(PhotoGone);
    await run(fetch, 3);
    expect(replies[0]?.reading).toMatchObject({ refusal: "unavailable" });
  });

  it("counts only what the messenger said of the photo, not the outages in between", async () => {
    const failures = [new Outage("ECONNRESET", { ambiguous: false }), new PhotoGone(), new PhotoGone()];
    const { run, replies, studies } = open(async () => {
      const failure = failures.shift();
      if (failure) throw failure;
      return Buffer.from("film");
    });
    const fetch = job();
    for (const attempt of [1, 2, 3]) await expect(run(fetch, attempt)).rejects.toThrow();
    await run(fetch, 4);
    expect(replies).toEqual([]);
    expect(studies).toHaveLength(1);
  });

  it("leaves alone what was sent to another account: its handle and message mean nothing here", async () => {
    const { run, replies, studies } = open(() => Promise.reject(new Error("asked for it")));
    const { study, ...fetch } = job();
    const address = sealAddress(vault, study, { account: "other", chat: "42", message: "1" });
    await run({ ...fetch, study, address });
    expect([...replies, ...studies]).toEqual([]);
  });

  it("says that a photo waited too long instead of reading it late", async () => {
    let asked = 0;
    const { run, replies } = open(async () => {
      asked += 1;
      return Buffer.from("film");
    });
    await run(job(NOW - 2 * HOUR_MS - 1));
    expect(replies[0]?.reading).toMatchObject({ refusal: "expired" });
    expect(asked).toBe(0);
  });

  it("lets the whole queue rest when the messenger asks for it, and tries again after outages", async () => {
    const flooded = open(() => Promise.reject(new RetryAfter(7_000)));
    const failure = await flooded.run(job()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RetryLater);
    expect(failure).toMatchObject({ milliseconds: 7_000 });
    const away = open(() => Promise.reject(new Outage("ECONNRESET", { ambiguous: false })));
    await expect(away.run(job(), 50)).rejects.toThrow(Outage);
    expect(away.replies).toEqual([]);
  });

  it("stores nothing of a person who was forgotten while it was on the line", async () => {
    const forgotten: string[] = [];
    const fetch = job();
    const { run, studies, replies } = open(async () => {
      forgotten.push(fetch.study);
      return Buffer.from("film");
    }, forgotten);
    await run(fetch);
    await run(fetch);
    expect(studies).toEqual([]);
    expect(replies).toEqual([]);
  });
});
