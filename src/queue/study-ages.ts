import { type AgeGroup, isAgeGroup } from "../core/age.ts";
import { failFast } from "./queue-unavailable.ts";
import type { Redis } from "./redis.ts";
import type { Vault } from "./vault.ts";

// KEYS: ages, group-of; ARGV: group, milliseconds, sealed age or "".
const EXPECT = `
redis.call("SET", KEYS[2], ARGV[1], "PX", ARGV[2])
redis.call("HSETNX", KEYS[1], "open", 1)
redis.call("PEXPIRE", KEYS[1], ARGV[2])
if ARGV[3] ~= "" then redis.call("HSETNX", KEYS[1], "age", ARGV[3]) end
`;

// KEYS: ages; ARGV: sealed age. Returns all that is kept, with the age before under "before"; nothing where it is over.
const ANSWER = `
if redis.call("EXISTS", KEYS[1]) == 0 then return {} end
local before = redis.call("HGET", KEYS[1], "age") or ""
redis.call("HSET", KEYS[1], "age", ARGV[1])
local all = redis.call("HGETALL", KEYS[1])
table.insert(all, "before")
table.insert(all, before)
return all
`;

// KEYS: ages; ARGV: study. Returns the sealed age, after noting that the study's reply is written for it.
const USE = `
if redis.call("EXISTS", KEYS[1]) == 0 then return "" end
local age = redis.call("HGET", KEYS[1], "age") or ""
redis.call("HSET", KEYS[1], "written:" .. ARGV[1], age)
return age
`;

/** A reply that was written before the age was given. */
type WrittenReply = { readonly study: string; readonly age: AgeGroup | undefined };

/** How an answer found things. */
export type AgeAnswer = {
  readonly before: AgeGroup | undefined;
  /** Replies written already, each with the age it was written for. */
  readonly written: readonly WrittenReply[];
};

/** How old the patient is, as the sender says: one answer for a photo, or for a whole album. Sealed, and gone with the case. */
export type StudyAges = {
  /**
   * Lets a study's age be given from now on.
   *
   * @param group the album, or the study itself
   * @param age where it came with the photo; an answer that is there already stays
   */
  expect(group: string, study: string, age?: AgeGroup): Promise<void>;
  /** Keeps an answer, which takes the place of an earlier one. @returns undefined when it comes too late, or for no study */
  answer(study: string, age: AgeGroup): Promise<AgeAnswer | undefined>;
  /**
   * The age to write a reply for. An answer either comes before this, or finds the reply among those written.
   *
   * @returns undefined when nobody has said
   */
  use(study: string): Promise<AgeGroup | undefined>;
  /** @returns undefined when nobody has said */
  of(study: string): Promise<AgeGroup | undefined>;
  /** The album, or the study itself; undefined for a study whose age cannot be given. */
  groupOf(study: string): Promise<string | undefined>;
  forget(studies: readonly string[]): Promise<void>;
};

/** @throws {QueueUnavailable} from every method */
export function createStudyAges({
  redis,
  vault,
  keptSeconds,
  patienceMilliseconds = 2_000,
}: {
  redis: Redis;
  vault: Vault;
  keptSeconds: number;
  patienceMilliseconds?: number;
}): StudyAges {
  const agesOf = (group: string) => `age:${group}`;
  const groupKey = (study: string) => `age-group:${study}`;
  const within = <T>(operation: () => Promise<T>) => failFast(patienceMilliseconds, operation);

  const groupOf = async (study: string) => (await within(() => redis.get(groupKey(study)))) ?? undefined;

  function openAge(sealed: string | null | undefined, key: string): AgeGroup | undefined {
    if (!sealed) return undefined;
    const age = vault.open(sealed, key);
    return isAgeGroup(age) ? age : undefined;
  }

  return {
    groupOf,
    async expect(group, study, age) {
      const key = agesOf(group);
      const sealed = age === undefined ? "" : vault.seal(age, key);
      const milliseconds = Math.ceil(keptSeconds * 1_000);
      await within(() => redis.eval(EXPECT, 2, key, groupKey(study), group, milliseconds, sealed));
    },
    async answer(study, age) {
      const group = await groupOf(study);
      if (group === undefined) return undefined;
      const key = agesOf(group);
      const all = (await within(() => redis.eval(ANSWER, 1, key, vault.seal(age, key)))) as string[];
      if (all.length === 0) return undefined;
      const fields = new Map<string, string>();
      for (let place = 0; place < all.length; place += 2) fields.set(all[place] ?? "", all[place + 1] ?? "");
      const written = [...fields].flatMap(([name, sealed]) =>
        name.startsWith("written:")
          ? [{ study: name.slice("written:".length), age: openAge(sealed, key) }]
          : [],
      );
      return { before: openAge(fields.get("before"), key), written };
    },
    async use(study) {
      const group = await groupOf(study);
      if (group === undefined) return undefined;
      const key = agesOf(group);
      return openAge(String(await within(() => redis.eval(USE, 1, key, study))), key);
    },
    async of(study) {
      const group = await groupOf(study);
      if (group === undefined) return undefined;
      const key = agesOf(group);
      return openAge(await within(() => redis.hget(key, "age")), key);
    },
    async forget(studies) {
      for (const study of studies) {
        const group = await groupOf(study);
        await within(() => redis.del(groupKey(study), ...(group === undefined ? [] : [agesOf(group)])));
      }
    },
  };
}
