import type { Channel } from "./jobs.ts";
import { failFast } from "./queue-unavailable.ts";
import type { Redis } from "./redis.ts";
import type { Vault } from "./vault.ts";

/** A messenger shows a new code before this is over. */
const KEPT_SECONDS = 60;

/** The code that links a channel to a phone, for whoever may show it (an admin's page): sealed, for a minute. */
export type LinkCode = {
  /** @returns undefined when the channel asks for no link now */
  read(): Promise<string | undefined>;
  show(code: string): Promise<void>;
  clear(): Promise<void>;
};

/** @throws {QueueUnavailable} from every method */
export function createLinkCode({
  channel,
  redis,
  vault,
}: {
  channel: Channel;
  redis: Redis;
  vault: Vault;
}): LinkCode {
  const key = `link-code:${channel}`;
  const within = <T>(operation: () => Promise<T>) => failFast(2_000, operation);
  return {
    async read() {
      const sealed = await within(() => redis.get(key));
      return sealed === null ? undefined : vault.open(sealed, key);
    },
    async show(code) {
      await within(() => redis.set(key, vault.seal(code, key), "EX", KEPT_SECONDS));
    },
    async clear() {
      await within(() => redis.del(key));
    },
  };
}
