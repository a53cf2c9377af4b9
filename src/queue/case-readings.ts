import { z } from "zod";
import { CASE_DAYS } from "../core/retention.ts";
import { execAll } from "./exec-all.ts";
import { FindingsSchema, StudyId } from "./jobs.ts";
import { failFast } from "./queue-unavailable.ts";
import type { Redis } from "./redis.ts";
import type { Vault } from "./vault.ts";

/** A reading as it is kept with its case, so that its sender may mark another photo as the same patient's. */
const CaseReading = z.object({
  v: z.literal(1),
  study: StudyId,
  /** Pseudonym of the chat it came in. */
  chat: z.string(),
  /** When the photo came, milliseconds since 1970. */
  receivedAt: z.number(),
  reading: FindingsSchema,
});
export type CaseReading = z.infer<typeof CaseReading>;

const Marked = z.array(StudyId);
const KEPT_MS = CASE_DAYS * 86_400_000;

/** Readings of open cases, and which of them their sender marked as one patient's. Sealed, and gone with the case. */
export type CaseReadings = {
  /** Again for the same study: nothing changes. */
  keep(reading: CaseReading): Promise<void>;
  /** Those that are still kept, in the order asked for. */
  of(studies: readonly string[]): Promise<CaseReading[]>;
  /** Marks all of them as photos of one patient. */
  mark(studies: readonly string[]): Promise<void>;
  /** The studies marked as of the same patient, itself among them; none when it is marked with no other. */
  markedWith(study: string): Promise<string[]>;
  /** Takes all marks between these studies back. */
  unmark(studies: readonly string[]): Promise<void>;
  forget(studies: readonly string[]): Promise<void>;
};

const readingKey = (study: string) => `reading:${study}`;
const patientKey = (study: string) => `same-patient:${study}`;

/** @throws {QueueUnavailable} from every method */
export function createCaseReadings({
  redis,
  vault,
  patienceMilliseconds = 2_000,
}: {
  redis: Redis;
  vault: Vault;
  patienceMilliseconds?: number;
}): CaseReadings {
  const within = <T>(operation: () => Promise<T>) => failFast(patienceMilliseconds, operation);
  return {
    keep: (reading) =>
      within(async () => {
        const key = readingKey(reading.study);
        const sealed = vault.seal(JSON.stringify(CaseReading.parse(reading)), key);
        await redis.set(key, sealed, "PX", KEPT_MS, "NX");
      }),
    async of(studies) {
      if (studies.length === 0) return [];
      const keys = studies.map(readingKey);
      return (await within(() => redis.mget(keys))).flatMap((sealed, place) =>
        sealed ? [CaseReading.parse(JSON.parse(vault.open(sealed, keys[place] ?? "")))] : [],
      );
    },
    mark: (studies) =>
      within(async () => {
        const transaction = redis.multi();
        for (const study of studies) {
          const key = patientKey(study);
          transaction.set(key, vault.seal(JSON.stringify(studies), key), "PX", KEPT_MS);
        }
        await execAll(transaction);
      }),
    async markedWith(study) {
      const key = patientKey(study);
      const sealed = await within(() => redis.get(key));
      return sealed === null ? [] : Marked.parse(JSON.parse(vault.open(sealed, key)));
    },
    async unmark(studies) {
      if (studies.length > 0) await within(() => redis.del(studies.map(patientKey)));
    },
    async forget(studies) {
      const keys = studies.flatMap((study) => [readingKey(study), patientKey(study)]);
      if (keys.length > 0) await within(() => redis.del(keys));
    },
  };
}
