import { CASE_DAYS, FEEDBACK_DAYS } from "../core/retention.ts";
import type { Verdict } from "../core/verdict.ts";
import { CaseRecord, FeedbackRecord } from "./case-record.ts";
import { execAll } from "./exec-all.ts";
import { createGivenPhotos } from "./given-photos.ts";
import type { Channel } from "./jobs.ts";
import { failFast } from "./queue-unavailable.ts";
import type { Redis } from "./redis.ts";
import type { Vault } from "./vault.ts";

const DAY_MS = 86_400_000;
const BY_TIME = "feedback-by-time";

/** Results that may be answered, the answers, and photos given for improving the network; all sealed. */
export type FeedbackStore = {
  /** Notes whose study this is, so that a case code leads to its sender and forgetting reaches all of it. */
  noteStudy(channel: Channel, person: string, study: string): Promise<void>;
  /** Keeps what the network said. Again for the same study: nothing changes. */
  openCase(record: CaseRecord): Promise<void>;
  /** What the network said, while it can be answered by this person. @param person pseudonym */
  caseOf(study: string, person: string): Promise<CaseRecord | undefined>;
  /**
   * Keeps a verdict; a later one takes its place.
   *
   * @returns false when the result is too old to be answered, or is not this person's
   */
  give(study: string, person: string, verdict: Verdict): Promise<boolean>;
  /** Takes a verdict back. @returns as {@link FeedbackStore.give} */
  withdraw(study: string, person: string): Promise<boolean>;
  /**
   * Keeps the photo of an open case, until its time for answering is over or, once its findings are confirmed, as long
   * as the feedback.
   *
   * @returns false when there is no room for it
   */
  keepPhoto(study: string, photo: Uint8Array): Promise<boolean>;
  photoOf(study: string): Promise<Buffer | undefined>;
  erasePhoto(study: string): Promise<void>;
  /** Erases all photos the person gave; feedback stays, without them. */
  erasePhotos(channel: Channel, person: string): Promise<void>;
  /** Erases all of a person's cases, feedback and given photos. */
  forget(channel: Channel, person: string): Promise<void>;
  /** A person's studies of the last year. */
  studiesOf(channel: Channel, person: string): Promise<string[]>;
  /** Feedback since then, the oldest first. */
  list(since: number): Promise<FeedbackRecord[]>;
};

const caseKey = (study: string) => `case:${study}`;
const feedbackKey = (study: string) => `feedback:${study}`;
const casesOf = (channel: Channel, person: string) => `cases-of:${channel}:${person}`;

/** @throws {QueueUnavailable} from every method */
export function createFeedbackStore({
  redis,
  vault,
  patienceMilliseconds = 2_000,
  now = Date.now,
}: {
  redis: Redis;
  vault: Vault;
  patienceMilliseconds?: number;
  now?: () => number;
}): FeedbackStore {
  const within = <T>(operation: () => Promise<T>) => failFast(patienceMilliseconds, operation);
  const photos = createGivenPhotos({ redis, vault, patienceMilliseconds, now });
  const open = (sealed: string, key: string): unknown => JSON.parse(vault.open(sealed, key));
  const seal = (record: object, key: string) => vault.seal(JSON.stringify(record), key);

  async function readCase(study: string, person: string): Promise<CaseRecord | undefined> {
    const keys = [feedbackKey(study), caseKey(study)] as const;
    const [given, opened] = await redis.mget(...keys);
    if (!given && !opened) return undefined;
    const found = given
      ? FeedbackRecord.parse(open(given, keys[0])).case
      : CaseRecord.parse(open(opened ?? "", keys[1]));
    return found.person === person ? found : undefined;
  }

  /** When a photo without a confirmation goes: it alone can teach. */
  async function endOfCase({ channel, person, study }: CaseRecord): Promise<number> {
    const opened = await redis.zscore(casesOf(channel, person), study);
    return Number(opened ?? now()) + CASE_DAYS * DAY_MS;
  }

  const listOf = (channel: Channel, person: string) => redis.zrange(casesOf(channel, person), 0, "-1");

  async function note(channel: Channel, person: string, study: string): Promise<void> {
    const list = casesOf(channel, person);
    await execAll(
      redis
        .multi()
        .zremrangebyscore(list, 0, now() - (FEEDBACK_DAYS + CASE_DAYS) * DAY_MS)
        .zadd(list, "NX", now(), study)
        .pexpire(list, (FEEDBACK_DAYS + CASE_DAYS) * DAY_MS),
    );
  }

  return {
    noteStudy: (channel, person, study) => within(() => note(channel, person, study)),
    openCase: (record) =>
      within(async () => {
        const key = caseKey(record.study);
        // Listed first: what is not listed could not be forgotten.
        await note(record.channel, record.person, record.study);
        await redis.set(key, seal(CaseRecord.parse(record), key), "PX", CASE_DAYS * DAY_MS, "NX");
      }),
    caseOf: (study, person) => within(() => readCase(study, person)),
    give: (study, person, verdict) =>
      within(async () => {
        const found = await readCase(study, person);
        if (!found) return false;
        const key = feedbackKey(study);
        const at = now();
        const sealed = seal(FeedbackRecord.parse({ v: 1, case: found, verdict, at }), key);
        await execAll(
          redis
            .multi()
            .set(key, sealed, "PX", FEEDBACK_DAYS * DAY_MS)
            .zremrangebyscore(BY_TIME, 0, at - FEEDBACK_DAYS * DAY_MS)
            .zadd(BY_TIME, at, study),
        );
        const teaches = verdict.kind === "confirmed";
        await photos.keepUntil(study, teaches ? at + FEEDBACK_DAYS * DAY_MS : await endOfCase(found));
        return true;
      }),
    withdraw: (study, person) =>
      within(async () => {
        const found = await readCase(study, person);
        if (!found) return false;
        await execAll(redis.multi().del(feedbackKey(study)).zrem(BY_TIME, study));
        await photos.keepUntil(study, await endOfCase(found));
        return true;
      }),
    keepPhoto: (study, photo) => photos.keep(study, photo, now() + CASE_DAYS * DAY_MS),
    photoOf: photos.get,
    erasePhoto: (study) => photos.erase([study]),
    erasePhotos: async (channel, person) => photos.erase(await within(() => listOf(channel, person))),
    forget: (channel, person) =>
      within(async () => {
        const studies = await listOf(channel, person);
        if (studies.length === 0) return;
        const keys = studies.flatMap((study) => [caseKey(study), feedbackKey(study)]);
        await photos.erase(studies);
        await execAll(
          redis
            .multi()
            .del(...keys, casesOf(channel, person))
            .zrem(BY_TIME, ...studies),
        );
      }),
    studiesOf: (channel, person) => within(() => listOf(channel, person)),
    list: (since) =>
      within(async () => {
        const studies = await redis.zrangebyscore(BY_TIME, since, "+inf");
        if (studies.length === 0) return [];
        const keys = studies.map(feedbackKey);
        return (await redis.mget(keys)).flatMap((sealed, place) =>
          sealed ? [FeedbackRecord.parse(open(sealed, keys[place] ?? ""))] : [],
        );
      }),
  };
}
