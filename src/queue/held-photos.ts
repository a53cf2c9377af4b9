import type { Channel } from "./jobs.ts";
import { failFast } from "./queue-unavailable.ts";
import type { Redis } from "./redis.ts";
import type { Vault } from "./vault.ts";

/** How long a photo waits for its sender's agreement. */
export const HELD_SECONDS = 3_600;
/** How long it is remembered that a photo waited in vain, so that its sender can be told. */
const NOTED_SECONDS = 86_400;
/** Most photos held for one person. */
export const HELD_LIMIT = 30;

type HeldPhoto = {
  readonly study: string;
  /** What the channel needs to accept the photo later, such as a file handle and an address; kept sealed. */
  readonly content: string;
  /** What it needs to speak of the photo when the hour is over, kept sealed for a day. */
  readonly note: string;
};

/** Photos (or handles of them) that came before their sender agreed to the terms: sealed, for one hour. */
export type HeldPhotos = {
  /** @returns false when too many are held already; holding the same study again changes nothing */
  hold(channel: Channel, person: string | number, photo: HeldPhoto): Promise<boolean>;
  /** Oldest first; those whose hour is over are gone. */
  list(channel: Channel, person: string | number): Promise<Omit<HeldPhoto, "note">[]>;
  /** Those whose hour is over, of the last day. */
  expired(channel: Channel, person: string | number): Promise<Omit<HeldPhoto, "content">[]>;
  /** Drops what has been accepted, so that a crash in between loses nothing. */
  drop(channel: Channel, person: string | number, studies: readonly string[]): Promise<void>;
  dropAll(channel: Channel, person: string | number): Promise<void>;
};

/** @throws {QueueUnavailable} from every method */
export function createHeldPhotos({
  redis,
  vault,
  heldSeconds = HELD_SECONDS,
  patienceMilliseconds = 2_000,
}: {
  redis: Redis;
  vault: Vault;
  heldSeconds?: number;
  patienceMilliseconds?: number;
}): HeldPhotos {
  const indexOf = (channel: Channel, person: string | number) =>
    `held:${channel}:${vault.pseudonym(channel, person)}`;
  const within = <T>(operation: () => Promise<T>) => failFast(patienceMilliseconds, operation);

  const notesOf = (index: string) => `${index}:notes`;
  const hourAgo = () => Date.now() - heldSeconds * 1000;
  const dayAgo = () => hourAgo() - NOTED_SECONDS * 1000;
  const studiesOf = (index: string) => redis.zrange(index, `(${hourAgo()}`, "+inf", "BYSCORE");
  async function remove(index: string, studies: readonly string[]): Promise<void> {
    if (studies.length === 0) return;
    await redis
      .multi()
      .del(...studies.map((study) => `${index}:${study}`))
      .hdel(notesOf(index), ...studies)
      .zrem(index, ...studies)
      .exec();
  }

  return {
    hold: (channel, person, { study, content, note }) =>
      within(async () => {
        const index = indexOf(channel, person);
        const studies = await studiesOf(index);
        if (studies.includes(study)) return true;
        if (studies.length >= HELD_LIMIT) return false;
        const key = `${index}:${study}`;
        const notes = notesOf(index);
        const noted = Math.ceil((heldSeconds + NOTED_SECONDS) * 1000);
        const replies = await redis
          .multi()
          .set(key, vault.seal(content, key), "PX", heldSeconds * 1000)
          .zremrangebyscore(index, "-inf", `(${dayAgo()}`)
          .zadd(index, Date.now(), study)
          .pexpire(index, noted)
          .hset(notes, study, vault.seal(note, `note ${study}`))
          .pexpire(notes, noted)
          .exec();
        for (const [error] of replies ?? []) if (error) throw error;
        return true;
      }),
    list: (channel, person) =>
      within(async () => {
        const index = indexOf(channel, person);
        const studies = await studiesOf(index);
        if (studies.length === 0) return [];
        const sealed = await redis.mget(studies.map((study) => `${index}:${study}`));
        return studies.flatMap((study, place) => {
          const text = sealed[place];
          return text ? [{ study, content: vault.open(text, `${index}:${study}`) }] : [];
        });
      }),
    expired: (channel, person) =>
      within(async () => {
        const index = indexOf(channel, person);
        const studies = await redis.zrange(index, `${dayAgo()}`, `${hourAgo()}`, "BYSCORE");
        if (studies.length === 0) return [];
        const sealed = await redis.hmget(notesOf(index), ...studies);
        return studies.flatMap((study, place) => {
          const text = sealed[place];
          return text ? [{ study, note: vault.open(text, `note ${study}`) }] : [];
        });
      }),
    drop: (channel, person, studies) => within(() => remove(indexOf(channel, person), studies)),
    dropAll: (channel, person) =>
      within(async () => {
        const index = indexOf(channel, person);
        await remove(index, await redis.zrange(index, "0", "-1"));
      }),
  };
}
