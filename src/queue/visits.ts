import { z } from "zod";
import { failFast } from "./queue-unavailable.ts";
import type { Redis } from "./redis.ts";
import type { Vault } from "./vault.ts";

/** How long a page goes on showing what was said last. */
const TURN_SECONDS = 600;

const SentPhoto = z.object({ token: z.string(), at: z.number() });

/** A photo that was sent from a browser: its page's token, and when (milliseconds since 1970). */
type SentPhoto = z.infer<typeof SentPhoto>;

/**
 * What is known of the people behind browsers: whose page a token opens, which page shows what is being said, and
 * which photos were sent. Sealed, under pseudonyms, gone when its time is up.
 */
export type Visits = {
  /** Makes a token open a page of this chat. */
  link(token: string, chat: string): Promise<void>;
  /** @returns undefined for a token that opens nothing (any more) */
  chatOf(token: string): Promise<string | undefined>;
  /** Notes which page the conversation's next words belong to. */
  turnTo(chat: string, place: string): Promise<void>;
  /** @returns undefined when nothing was said for a while */
  turnOf(chat: string): Promise<string | undefined>;
  /** Newest first. */
  photosOf(chat: string): Promise<SentPhoto[]>;
  /** The token opens nothing from now on. */
  unlink(token: string, chat: string): Promise<void>;
};

/**
 * @param seconds how long links last
 * @throws {QueueUnavailable} from every method
 */
export function createVisits({
  redis,
  vault,
  seconds,
  patienceMilliseconds = 2_000,
}: {
  redis: Redis;
  vault: Vault;
  seconds: number;
  patienceMilliseconds?: number;
}): Visits {
  const lasting = Math.max(1, Math.round(seconds * 1_000));
  const within = <T>(operation: () => Promise<T>) => failFast(patienceMilliseconds, operation);
  const linkOf = (token: string) => `web-link:${vault.pseudonym("web", `link ${token}`)}`;
  const turnKey = (chat: string) => `web-turn:${vault.pseudonym("web", chat)}`;
  const photosKey = (chat: string) => `web-photos:${vault.pseudonym("web", chat)}`;

  async function read(key: string): Promise<string | undefined> {
    const sealed = await within(() => redis.get(key));
    return sealed === null ? undefined : vault.open(sealed, key);
  }

  return {
    async link(token, chat) {
      const link = linkOf(token);
      const photos = photosKey(chat);
      const photo = vault.seal(JSON.stringify({ token, at: Date.now() } satisfies SentPhoto), photos);
      const replies = await within(() =>
        redis
          .multi()
          .set(link, vault.seal(chat, link), "PX", lasting, "NX")
          .hsetnx(photos, vault.pseudonym("web", token), photo)
          .pexpire(photos, lasting)
          .exec(),
      );
      for (const [error] of replies ?? []) if (error) throw error;
    },
    chatOf: (token) => read(linkOf(token)),
    async turnTo(chat, place) {
      const key = turnKey(chat);
      await within(() => redis.set(key, vault.seal(place, key), "EX", TURN_SECONDS));
    },
    turnOf: (chat) => read(turnKey(chat)),
    async photosOf(chat) {
      const key = photosKey(chat);
      const sealed = await within(() => redis.hvals(key));
      const oldest = Date.now() - lasting;
      return sealed
        .map((content) => SentPhoto.parse(JSON.parse(vault.open(content, key))))
        .filter(({ at }) => at > oldest)
        .sort((a, b) => b.at - a.at);
    },
    async unlink(token, chat) {
      await within(async () => {
        await redis.del(linkOf(token));
        await redis.hdel(photosKey(chat), vault.pseudonym("web", token));
      });
    },
  };
}
