import type { CaseReadings } from "../queue/case-readings.ts";
import type { FeedbackStore } from "../queue/feedback-store.ts";
import type { ReplyJob } from "../queue/jobs.ts";
import type { PersonStore } from "../queue/person-store.ts";
import type { PersonStudies } from "../queue/person-studies.ts";
import { type PhotoStore, photoKey } from "../queue/photo-store.ts";
import type { Vault } from "../queue/vault.ts";
import { chatPseudonym, createOtherCase } from "./other-case.ts";
import { givesPhotos, type Person } from "./person.ts";

/** What is kept of a study beyond its delivery: what the network said, and the photo where its sender gives it. */
export type CaseKeeper = {
  /**
   * Opens the case, before its result is sent.
   *
   * @param person the messenger's id of the sender; unknown for studies accepted by an earlier version
   * @returns whether the result can be answered with feedback
   */
  open(job: ReplyJob, person: string | undefined, chat: string): Promise<boolean>;
  /** The code of another case that this photo may be marked as the same patient's. */
  otherCase(job: ReplyJob, person: string | undefined, chat: string): Promise<string | undefined>;
  /** Called when the photo has been delivered, before it is erased: keeps a copy, sealed, if its sender gives photos. */
  keepPhoto(job: ReplyJob, person: string | undefined): Promise<void>;
};

export function createCaseKeeper({
  feedback,
  persons,
  studies,
  photos,
  readings,
  vault,
  onEvent,
}: {
  feedback: Pick<FeedbackStore, "openCase" | "keepPhoto" | "erasePhoto" | "forget" | "studiesOf">;
  readings: Pick<CaseReadings, "keep" | "of" | "markedWith" | "forget">;
  persons: Pick<PersonStore<Person>, "load">;
  studies: Pick<PersonStudies, "isForgotten">;
  photos: Pick<PhotoStore, "get">;
  vault: Vault;
  /** Counts `photo-given` and `photo-not-given`: no room. */
  onEvent: (event: string) => void;
}): CaseKeeper {
  async function gives({ channel }: ReplyJob, person: string): Promise<boolean> {
    const known = await persons.load(channel, person);
    return known !== undefined && givesPhotos(known);
  }

  return {
    async open({ study, channel, receivedAt, reading }, person, chat) {
      if (person === undefined || reading.outcome === "refused") return false;
      const pseudonym = vault.pseudonym(channel, person);
      const { name, version, sha256 } = reading.model;
      await feedback.openCase({
        v: 1,
        study,
        channel,
        person: pseudonym,
        day: new Date(receivedAt).toISOString().slice(0, 10),
        findings: reading.findings.map(({ label, band }) => ({ label, band })),
        ...(reading.outcome === "unsure" ? { unsure: true } : {}),
        grade: reading.quality.grade,
        model: { name, version, sha256 },
      });
      // What is not sure takes no part in a joint answer.
      if (reading.outcome === "findings") {
        await readings.keep({ v: 1, study, chat: chatPseudonym(vault, channel, chat), receivedAt, reading });
      }
      // The sender may have had everything erased meanwhile; what was opened just now is then erased too.
      if (!(await studies.isForgotten(study))) return true;
      await readings.forget([study]);
      await feedback.forget(channel, pseudonym);
      return false;
    },
    async otherCase({ study, channel }, person, chat) {
      if (person === undefined) return undefined;
      return createOtherCase({ channel, vault, feedback, readings })(study, chat, person);
    },
    async keepPhoto(job, person) {
      if (person === undefined || job.reading.outcome === "refused" || !(await gives(job, person))) return;
      const photo = await photos.get(photoKey(job.study));
      if (!photo) return;
      onEvent((await feedback.keepPhoto(job.study, photo)) ? "photo-given" : "photo-not-given");
      // Asked again: the answer may have changed while the copy was made.
      if ((await studies.isForgotten(job.study)) || !(await gives(job, person))) {
        await feedback.erasePhoto(job.study);
      }
    },
  };
}
