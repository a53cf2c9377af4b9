import { createHash } from "node:crypto";
import type { Refusal } from "../core/refusal.ts";
import { withoutPatient } from "../dicom/without-patient.ts";
import type { JobContext } from "../queue/consumer.ts";
import type { FetchJob } from "../queue/jobs.ts";
import type { PersonStudies } from "../queue/person-studies.ts";
import type { Producer } from "../queue/producer.ts";
import { RetryLater } from "../queue/retry.ts";
import type { Vault } from "../queue/vault.ts";
import type { Metrics } from "../runtime/metrics.ts";
import { openAddress } from "./address.ts";
import { Rejected, RetryAfter } from "./messenger.ts";
import { PhotoGone, type PhotoOrigin, PhotoTooLarge } from "./photo-origin.ts";

/** A messenger says "gone" now and then of a photo it still has: it is asked this often. */
const GONE_TRIES = 3;

/**
 * Makes the handler of one fetch: download, store, add the study. Ends in a refusal where the messenger no longer has
 * the photo (`unavailable`), it is too large, or its time is up; waits out whatever else goes wrong.
 */
export function createFetchPhoto({
  account = "",
  origin,
  producer,
  studies,
  vault,
  metrics,
  photoTtlMilliseconds,
  now = Date.now,
}: {
  account?: string;
  origin: PhotoOrigin;
  producer: Pick<Producer, "addStudy" | "addReply">;
  studies: Pick<PersonStudies, "isForgotten">;
  vault: Vault;
  metrics: Pick<Metrics, "stage" | "refused" | "outcome">;
  photoTtlMilliseconds: number;
  now?: () => number;
}): (job: FetchJob, context: JobContext) => Promise<void> {
  async function refuse({ handle: _, ...common }: FetchJob, refusal: Refusal, log: JobContext["log"]) {
    await producer.addReply(
      { ...common, reading: { outcome: "refused", refusal, detail: {} }, pictures: [] },
      [],
    );
    metrics.outcome("refused");
    metrics.refused(refusal);
    log.info({ refusal }, "photo not fetched");
  }

  /** How often the messenger said "gone" of a photo; outages in between do not count. */
  const gone = new Map<string, number>();

  async function download(job: FetchJob, { signal }: JobContext): Promise<Uint8Array | Refusal> {
    try {
      return await origin.download(vault.open(job.handle, `handle ${job.study}`), signal);
    } catch (error) {
      if (error instanceof RetryAfter) throw new RetryLater(error.milliseconds);
      if (error instanceof PhotoTooLarge) return "too-large";
      if (!(error instanceof PhotoGone || error instanceof Rejected)) throw error;
      const times = (gone.get(job.study) ?? 0) + 1;
      gone.set(job.study, times);
      if (times < GONE_TRIES) throw error;
      return "unavailable";
    }
  }

  return async (job, context) => {
    const { log } = context;
    if (await studies.isForgotten(job.study)) return;
    if (now() - job.receivedAt > photoTtlMilliseconds) {
      await refuse(job, "expired", log);
      return;
    }
    // The file's name is good for the bot alone that got it; whom it came from, this one cannot answer.
    if (openAddress(vault, job.study, job.address).account !== account) {
      metrics.outcome("vanished");
      log.warn("photo of another account not fetched");
      return;
    }
    const begun = now();
    const downloaded = await download(job, context);
    gone.delete(job.study);
    if (typeof downloaded === "string") {
      await refuse(job, downloaded, log);
      return;
    }
    const photo = await withoutPatient(downloaded);
    if (photo.byteLength === 0) {
      await refuse(job, "unreadable", log);
      return;
    }
    // The sender may have had everything erased while this was on the line.
    if (await studies.isForgotten(job.study)) return;
    const { handle: _, ...common } = job;
    const sha256 = createHash("sha256").update(photo).digest("hex");
    await producer.addStudy({ ...common, photo: { bytes: photo.byteLength, sha256 } }, photo);
    metrics.stage("fetch", now() - begun);
    log.info({ bytes: photo.byteLength, milliseconds: now() - begun }, "photo fetched");
  };
}
