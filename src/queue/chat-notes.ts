import type { z } from "zod";
import type { Channel } from "./jobs.ts";
import { failFast } from "./queue-unavailable.ts";
import type { Redis } from "./redis.ts";
import type { Vault } from "./vault.ts";

/** One thing remembered of a chat for a while: sealed, under a pseudonym, and gone by itself. */
export type ChatNotes<T> = {
  /** @returns undefined when nothing is kept, or its time is up */
  load(chat: string): Promise<T | undefined>;
  /** Keeps `note` from now on for the whole of its time. */
  save(chat: string, note: T): Promise<void>;
  forget(chat: string): Promise<void>;
};

/**
 * @param name what kind of note it is, as its keys begin
 * @param schema what a note must look like; one that does not (an older version's) counts as none
 * @param patienceMilliseconds how long to wait for Redis; `Infinity` for those who wait
 * @throws {QueueUnavailable} from every method
 */
export function createChatNotes<T>({
  name,
  channel,
  redis,
  vault,
  schema,
  keptSeconds,
  patienceMilliseconds = 2_000,
}: {
  name: string;
  channel: Channel;
  redis: Redis;
  vault: Vault;
  schema: z.ZodType<T>;
  keptSeconds: number;
  patienceMilliseconds?: number;
}): ChatNotes<T> {
  const keyOf = (chat: string) => `${name}:${channel}:${vault.pseudonym(channel, chat)}`;
  const within = <R>(operation: () => Promise<R>) => failFast(patienceMilliseconds, operation);
  return {
    async load(chat) {
      const key = keyOf(chat);
      const sealed = await within(() => redis.get(key));
      if (sealed === null) return undefined;
      const parsed = schema.safeParse(JSON.parse(vault.open(sealed, key)));
      return parsed.success ? parsed.data : undefined;
    },
    async save(chat, note) {
      const key = keyOf(chat);
      const sealed = vault.seal(JSON.stringify(note), key);
      await within(() => redis.set(key, sealed, "EX", Math.ceil(keptSeconds)));
    },
    async forget(chat) {
      await within(() => redis.del(keyOf(chat)));
    },
  };
}
