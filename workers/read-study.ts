import { caseCodeOf } from "../src/core/case-code.ts";
import type { Picture } from "../src/core/picture.ts";
import type { FindingsReading, Reading } from "../src/core/reading.ts";
import { PhotoRefused, type Refusal } from "../src/core/refusal.ts";
import type { JobContext } from "../src/queue/consumer.ts";
import type { FlightLog, FlightMode } from "../src/queue/flight-log.ts";
import type { ReplyJob, StudyJob } from "../src/queue/jobs.ts";
import { type PhotoStore, photoKey } from "../src/queue/photo-store.ts";
import type { Producer } from "../src/queue/producer.ts";
import { unavailableReason } from "../src/queue/queue-unavailable.ts";
import type { Metrics } from "../src/runtime/metrics.ts";
import type { Turnstile } from "../src/runtime/turnstile.ts";
import type { Film } from "../src/vision/film.ts";
import type { FilmReading } from "../src/vision/read-films.ts";
import type { MicroBatch } from "./micro-batch.ts";

export type ReadStudyDependencies = {
  readonly photos: PhotoStore;
  readonly producer: Pick<Producer, "addReply" | "hasReply">;
  readonly flights: FlightLog;
  /** True for a study whose sender wanted it erased. */
  readonly isForgotten: (study: string) => Promise<boolean>;
  readonly turnstile: Turnstile;
  readonly batch: MicroBatch<Film, FilmReading>;
  readonly decode: (photo: Uint8Array) => Promise<Film>;
  /** Draws what goes with a reading, in the language of `job`. */
  readonly draw: (
    film: Film,
    reading: FindingsReading,
    maps: FilmReading["maps"],
    job: { language: string; caseCode: string; lowData: boolean },
  ) => Promise<Picture[]>;
  readonly metrics: Pick<Metrics, "stage" | "refused" | "outcome">;
  readonly photoTtlMilliseconds: number;
  readonly now?: () => number;
};

type Outcome = { readonly reading: Reading; readonly pictures: readonly Picture[] };

function refuse(refusal: Refusal, detail: PhotoRefused["detail"] = {}): Outcome {
  return { reading: { outcome: "refused", refusal, detail }, pictures: [] };
}

/**
 * Makes the handler of one study: photo, reading, reply. A refusal is an outcome; what is unexpected is thrown and
 * tried again, next time with nothing beside it, and after three times alone the study is `unprocessable`. May run twice for
 * the same study: the second reply collapses into the first.
 */
export function createReadStudy({
  photos,
  producer,
  flights,
  isForgotten,
  turnstile,
  batch,
  decode,
  draw,
  metrics,
  photoTtlMilliseconds,
  now = Date.now,
}: ReadStudyDependencies): (job: StudyJob, context: JobContext) => Promise<void> {
  async function timed<T>(stage: string, work: () => Promise<T>): Promise<T> {
    const begun = performance.now();
    try {
      return await work();
    } finally {
      metrics.stage(stage, performance.now() - begun);
    }
  }

  async function readFilm(photo: Uint8Array): Promise<{ film: Film; read: FilmReading }> {
    const seat = batch.take();
    try {
      const film = await timed("decode", () => decode(photo));
      return { film, read: await seat.read(film) };
    } finally {
      seat.leave();
    }
  }

  async function readPhoto(job: StudyJob): Promise<Outcome> {
    const photo = await photos.get(photoKey(job.study));
    if (!photo) return refuse("expired");
    try {
      const { film, read } = await readFilm(photo);
      const { reading, maps, milliseconds } = read;
      if (reading.outcome === "refused") return { reading, pictures: [] };
      metrics.stage("network", milliseconds.network);
      // A picture would show where to look for what is not claimed.
      if (reading.outcome === "unsure") return { reading, pictures: [] };
      const { language, study, lowData } = job;
      const pictures = await timed("draw", () =>
        draw(film, reading, maps, { language, caseCode: caseCodeOf(study), lowData }),
      );
      return { reading, pictures };
    } catch (error) {
      if (error instanceof PhotoRefused) return refuse(error.refusal, error.detail);
      throw error;
    }
  }

  async function reply(job: StudyJob, { reading, pictures }: Outcome): Promise<void> {
    const { photo: _, ...common } = job;
    const described = pictures.map(({ kind, labels, jpeg }) => ({
      kind,
      labels: [...labels],
      bytes: jpeg.byteLength,
    }));
    await producer.addReply(
      { ...common, reading: structuredClone(reading) as ReplyJob["reading"], pictures: described },
      pictures,
    );
    metrics.outcome(reading.outcome);
    if (reading.outcome === "refused") metrics.refused(reading.refusal);
  }

  /** Reads with the flight recorded, so that a death is charged to the right study. */
  async function fly(job: StudyJob, mode: FlightMode, signal: AbortSignal): Promise<Outcome> {
    await flights.depart(job.study, mode);
    // The process has to end before this is read: that is no death.
    const putBack = () => void flights.cancel(job.study).catch(() => {});
    signal.addEventListener("abort", putBack, { once: true });
    try {
      return await readPhoto(job);
    } catch (error) {
      // Redis being away is nobody's fault.
      if (unavailableReason(error) === undefined) await flights.stumble(job.study, mode);
      else await flights.cancel(job.study).catch(() => {});
      throw error;
    } finally {
      signal.removeEventListener("abort", putBack);
    }
  }

  return async (job, { log, signal }) => {
    const { study } = job;
    if ((await producer.hasReply(job)) || (await isForgotten(study))) {
      // A download that was on the line meanwhile may have stored it once more; nobody needs it now.
      await photos.delete(photoKey(study));
      await flights.arrive(study);
      return;
    }
    metrics.stage("wait", now() - job.receivedAt);
    const plan = await flights.plan(study);
    let outcome: Outcome;
    if (now() - job.receivedAt > photoTtlMilliseconds) outcome = refuse("expired");
    else if (plan === "give-up") outcome = refuse("unprocessable");
    else if (plan === "alone") outcome = await turnstile.alone(() => fly(job, "alone", signal));
    else outcome = await turnstile.together(() => fly(job, "together", signal));
    // Asked again: minutes may have passed, and nothing of an erased study is stored anew.
    if (!(await isForgotten(study))) await reply(job, outcome);
    await flights.arrive(study);
    const { reading } = outcome;
    metrics.stage("total", now() - job.receivedAt);
    log.info(
      {
        outcome: reading.outcome,
        ...(reading.outcome === "refused" && { refusal: reading.refusal }),
        ...(reading.outcome === "unsure" && { reasons: reading.reasons }),
        plan,
        milliseconds: now() - job.receivedAt,
      },
      "study read",
    );
  };
}
