import { failFast } from "./queue-unavailable.ts";
import type { Redis } from "./redis.ts";
import type { Vault } from "./vault.ts";

/** Most messages of one box; older ones make room. */
const MOST_MESSAGES = 40;

// KEYS: box; ARGV: sealed label, milliseconds.
const OPEN = `
if redis.call("HSETNX", KEYS[1], "label", ARGV[1]) == 1 then redis.call("PEXPIRE", KEYS[1], ARGV[2]) end
`;

// KEYS: box; ARGV: sealed content, most. Returns the message's number, -1 where the box is gone.
const PUT = `
if redis.call("EXISTS", KEYS[1]) == 0 then return -1 end
local number = redis.call("HINCRBY", KEYS[1], "count", 1)
redis.call("HSET", KEYS[1], "m" .. number, ARGV[1])
redis.call("HDEL", KEYS[1], "m" .. (number - ARGV[2]))
return number
`;

// KEYS: box; ARGV: field, sealed content, "new" where the field may be new. Returns 0 where there is nothing to change.
const CHANGE = `
if redis.call("EXISTS", KEYS[1]) == 0 then return 0 end
if ARGV[3] ~= "new" and redis.call("HEXISTS", KEYS[1], ARGV[1]) == 0 then return 0 end
redis.call("HSET", KEYS[1], ARGV[1], ARGV[2])
return 1
`;

const MESSAGE_ID = /^([0-9a-f]{16})\.(\d{1,9})$/;

/** A message of ours as it is kept; the id tells the box and nothing of whose it is. */
type BoxedMessage = { readonly id: string; readonly content: string };

/**
 * Messages kept for pages to show: one box for everything a page shows, sealed, gone when its time is up. A box has a
 * label (what it is about), messages in order, and notes by name.
 */
export type MessageBoxes = {
  /** A box's name: nothing of chat or place can be read off it. */
  nameOf(chat: string, place: string): string;
  /** Opens a box; one that is open already keeps its label, its messages and its time. */
  open(box: string, label: string, seconds: number): Promise<void>;
  /** @returns undefined for a box that is not open */
  labelOf(box: string): Promise<string | undefined>;
  /** @returns the message's id; undefined for a box that is not open */
  put(box: string, content: string): Promise<string | undefined>;
  /** @returns false where there is no such message */
  change(id: string, change: (content: string) => string): Promise<boolean>;
  remove(id: string): Promise<void>;
  /** Oldest first; none for a box that is not open. */
  list(box: string): Promise<BoxedMessage[]>;
  /** Leaves a note in an open box; does nothing in one that is not. */
  note(box: string, name: string, content: string): Promise<void>;
  readNote(box: string, name: string): Promise<string | undefined>;
  /** How long a box has left; 0 for one that is not open. */
  secondsLeft(box: string): Promise<number>;
  close(box: string): Promise<void>;
};

/** @throws {QueueUnavailable} from every method */
export function createMessageBoxes({
  redis,
  vault,
  patienceMilliseconds = 2_000,
}: {
  redis: Redis;
  vault: Vault;
  patienceMilliseconds?: number;
}): MessageBoxes {
  const keyOf = (box: string) => `web-box:${box}`;
  const within = <T>(operation: () => Promise<T>) => failFast(patienceMilliseconds, operation);

  async function read(key: string, field: string): Promise<string | undefined> {
    const sealed = await within(() => redis.hget(key, field));
    return sealed === null ? undefined : vault.open(sealed, key);
  }

  function placeOf(id: string): { key: string; field: string } | undefined {
    const found = MESSAGE_ID.exec(id);
    return found ? { key: keyOf(found[1] ?? ""), field: `m${found[2]}` } : undefined;
  }

  return {
    nameOf: (chat, place) => vault.pseudonym("web", `box ${JSON.stringify([chat, place])}`),
    async open(box, label, seconds) {
      const key = keyOf(box);
      const milliseconds = Math.max(1, Math.round(seconds * 1_000));
      await within(() => redis.eval(OPEN, 1, key, vault.seal(label, key), milliseconds));
    },
    labelOf: (box) => read(keyOf(box), "label"),
    async put(box, content) {
      const key = keyOf(box);
      const sealed = vault.seal(content, key);
      const number = Number(await within(() => redis.eval(PUT, 1, key, sealed, MOST_MESSAGES)));
      return number < 0 ? undefined : `${box}.${number}`;
    },
    async change(id, change) {
      const place = placeOf(id);
      if (!place) return false;
      const content = await read(place.key, place.field);
      if (content === undefined) return false;
      const sealed = vault.seal(change(content), place.key);
      return (await within(() => redis.eval(CHANGE, 1, place.key, place.field, sealed, ""))) === 1;
    },
    async remove(id) {
      const place = placeOf(id);
      if (place) await within(() => redis.hdel(place.key, place.field));
    },
    async list(box) {
      const key = keyOf(box);
      const fields = await within(() => redis.hgetall(key));
      return Object.entries(fields)
        .filter(([field]) => /^m\d+$/.test(field))
        .map(([field, sealed]) => ({ number: Number(field.slice(1)), content: vault.open(sealed, key) }))
        .sort((a, b) => a.number - b.number)
        .map(({ number, content }) => ({ id: `${box}.${number}`, content }));
    },
    async note(box, name, content) {
      const key = keyOf(box);
      await within(() => redis.eval(CHANGE, 1, key, `note ${name}`, vault.seal(content, key), "new"));
    },
    readNote: (box, name) => read(keyOf(box), `note ${name}`),
    async secondsLeft(box) {
      return Math.max(0, await within(() => redis.pttl(keyOf(box)))) / 1_000;
    },
    async close(box) {
      await within(() => redis.del(keyOf(box)));
    },
  };
}
