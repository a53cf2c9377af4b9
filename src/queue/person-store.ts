import type { z } from "zod";
import type { Channel } from "./jobs.ts";
import { failFast } from "./queue-unavailable.ts";
import type { Redis } from "./redis.ts";
import type { Vault } from "./vault.ts";

/** What is remembered of a person (language, agreement, settings), sealed, under a pseudonym. */
export type PersonStore<T> = {
  /** @returns undefined for somebody unknown or forgotten */
  load(channel: Channel, person: string | number): Promise<T | undefined>;
  /** As {@link PersonStore.load}, for those who know only the pseudonym. */
  loadByPseudonym(channel: Channel, pseudonym: string): Promise<T | undefined>;
  save(channel: Channel, person: string | number, state: T): Promise<void>;
  /** Removes everything kept under this person's pseudonym here. */
  forget(channel: Channel, person: string | number): Promise<void>;
};

/**
 * @param schema what a state must look like; one that does not (an older version's) counts as unknown
 * @param keptSeconds how long somebody who stays away is remembered; for ever unless given
 * @throws {QueueUnavailable} from every method
 */
export function createPersonStore<T>({
  redis,
  vault,
  schema,
  keptSeconds,
  patienceMilliseconds = 2_000,
}: {
  redis: Redis;
  vault: Vault;
  schema: z.ZodType<T>;
  keptSeconds?: number | undefined;
  patienceMilliseconds?: number;
}): PersonStore<T> {
  const keyOf = (channel: Channel, person: string | number) =>
    `person:${channel}:${vault.pseudonym(channel, person)}`;

  async function read(key: string): Promise<T | undefined> {
    const sealed = await failFast(patienceMilliseconds, () =>
      keptSeconds === undefined ? redis.get(key) : redis.getex(key, "EX", keptSeconds),
    );
    if (sealed === null) return undefined;
    const parsed = schema.safeParse(JSON.parse(vault.open(sealed, key)));
    return parsed.success ? parsed.data : undefined;
  }

  return {
    load: (channel, person) => read(keyOf(channel, person)),
    loadByPseudonym: (channel, pseudonym) => read(`person:${channel}:${pseudonym}`),
    async save(channel, person, state) {
      const key = keyOf(channel, person);
      const sealed = vault.seal(JSON.stringify(state), key);
      await failFast(patienceMilliseconds, () =>
        keptSeconds === undefined ? redis.set(key, sealed) : redis.set(key, sealed, "EX", keptSeconds),
      );
    },
    async forget(channel, person) {
      await failFast(patienceMilliseconds, () => redis.del(keyOf(channel, person)));
    },
  };
}
