import { createHash } from "node:crypto";
import type { AgeGroup } from "../core/age.ts";
import { withoutPatient } from "../dicom/without-patient.ts";
import type { Language } from "../i18n/languages.ts";
import type { Channel, StudyJob } from "../queue/jobs.ts";
import type { PersonStudies } from "../queue/person-studies.ts";
import type { Producer } from "../queue/producer.ts";
import type { RateLimit } from "../queue/rate-limit.ts";
import type { Receipts } from "../queue/receipts.ts";
import type { StudyAges } from "../queue/study-ages.ts";
import type { Vault } from "../queue/vault.ts";
import { sealAddress } from "./address.ts";
import type { AcceptedPhoto } from "./receipt-desk.ts";
import type { StudyOf } from "./study-names.ts";

/** A photo as a channel has it: still at the messenger, under the messenger's name for it, or in our hands. */
export type PhotoSource = { readonly handle: string } | { readonly bytes: Uint8Array };

/** A photo on its way in. */
export type ArrivedPhoto = {
  readonly study: string;
  readonly chat: string;
  readonly message: string;
  /** The messenger's name of the album it belongs to. */
  readonly album?: string;
  readonly receivedAt: number;
  readonly source: PhotoSource;
  /** The patient's age, where it came with the photo. */
  readonly age?: AgeGroup;
};

/** Either the photo is safely in a queue, or its sender has to wait. */
type Acceptance =
  | { readonly accepted: true; readonly photo: AcceptedPhoto }
  | { readonly accepted: false; readonly waitMilliseconds: number };

/**
 * Turns a photo into a job. When this resolves the photo is safe; it may be called again for the same message.
 *
 * @param freeOfLimit for administrators
 * @throws {QueueUnavailable} when nothing was accepted
 */
export type Accept = (
  photo: ArrivedPhoto,
  sender: { person: string; language: Language; lowData: boolean; freeOfLimit: boolean },
) => Promise<Acceptance>;

export function createAccept({
  channel,
  account,
  studyOf,
  vault,
  producer,
  rateLimit,
  receipts,
  ages,
  studies,
}: {
  channel: Channel;
  account: string;
  studyOf: StudyOf;
  vault: Vault;
  producer: Producer;
  rateLimit: RateLimit;
  receipts: Receipts;
  ages: Pick<StudyAges, "expect">;
  studies: PersonStudies;
}): Accept {
  async function addBytes(common: Omit<StudyJob, "photo">, bytes: Uint8Array) {
    const photo = await withoutPatient(bytes);
    const sha256 = createHash("sha256").update(photo).digest("hex");
    return producer.addStudy({ ...common, photo: { bytes: photo.byteLength, sha256 } }, photo);
  }

  return async ({ study, chat, message, album, receivedAt, source, age }, sender) => {
    const { person, language, lowData, freeOfLimit } = sender;
    const waitMilliseconds = freeOfLimit ? 0 : await rateLimit.take(channel, person, study);
    if (waitMilliseconds > 0) return { accepted: false, waitMilliseconds };
    const group = album === undefined ? study : studyOf(chat, `album ${album}`);
    // Before the job: an answer may be quicker than what follows here.
    await receipts.expect(group, study);
    await ages.expect(group, study, age);
    await studies.note(channel, person, study);
    const common = {
      v: 1,
      study,
      channel,
      address: sealAddress(vault, study, { account, chat, message, person }),
      language,
      lowData,
      receivedAt,
    } as const;
    const { added, position } =
      "handle" in source
        ? await producer.addFetch({ ...common, handle: vault.seal(source.handle, `handle ${study}`) })
        : await addBytes(common, source.bytes);
    const ahead = Math.max(0, position - 1);
    return { accepted: true, photo: { study, chat, message, group, language, added, ahead } };
  };
}
