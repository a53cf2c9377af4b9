import { randomInt } from "node:crypto";
import type { Channel } from "./jobs.ts";
import { membersKey } from "./people-keys.ts";
import { failFast } from "./queue-unavailable.ts";
import type { Redis } from "./redis.ts";
import type { Vault } from "./vault.ts";

const ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_LENGTH = 10;

// KEYS: members, invite; ARGV: member. Returns 1 when the person is in (already, or by a use of the code).
const REDEEM = `
if redis.call("SISMEMBER", KEYS[1], ARGV[1]) == 1 then return 1 end
local left = tonumber(redis.call("GET", KEYS[2]) or "0")
if left < 1 then return 0 end
if left == 1 then redis.call("DEL", KEYS[2]) else redis.call("DECR", KEYS[2]) end
redis.call("SADD", KEYS[1], ARGV[1])
return 1
`;

/** True for a text that may be a code, spaces and hyphens aside; anything else is talk. */
export function looksLikeCode(text: string): boolean {
  const code = text.toUpperCase().replace(/[\s-]/g, "");
  return code.length === CODE_LENGTH && [...code].every((letter) => ALPHABET.includes(letter));
}

/** Who may use the service when `ACCESS=invite`. */
export type Invites = {
  /** @returns a code such as `K7Q2MX4ATB`, good for `uses` people during `days` days */
  create(options: { uses: number; days: number }): Promise<string>;
  /** @returns true when the person is a member afterwards; a member's own repetition uses nothing up */
  redeem(channel: Channel, person: string | number, code: string): Promise<boolean>;
  isMember(channel: Channel, person: string | number): Promise<boolean>;
  /** Takes the membership away. */
  remove(channel: Channel, person: string | number): Promise<void>;
};

/** @throws {QueueUnavailable} from every method */
export function createInvites({
  redis,
  vault,
  patienceMilliseconds = 2_000,
}: {
  redis: Redis;
  vault: Vault;
  patienceMilliseconds?: number;
}): Invites {
  // The code itself is kept nowhere.
  const inviteOf = (code: string) =>
    `invite:${vault.pseudonym("console", `invite ${code.toUpperCase().replace(/[^0-9A-Z]/g, "")}`)}`;
  const within = <T>(operation: () => Promise<T>) => failFast(patienceMilliseconds, operation);
  return {
    async create({ uses, days }) {
      const code = Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
      await within(() => redis.set(inviteOf(code), uses, "EX", Math.round(days * 86_400)));
      return code;
    },
    async redeem(channel, person, code) {
      const member = vault.pseudonym(channel, person);
      const result = await within(() => redis.eval(REDEEM, 2, membersKey(channel), inviteOf(code), member));
      return result === 1;
    },
    async isMember(channel, person) {
      const member = vault.pseudonym(channel, person);
      return (await within(() => redis.sismember(membersKey(channel), member))) === 1;
    },
    async remove(channel, person) {
      await within(() => redis.srem(membersKey(channel), vault.pseudonym(channel, person)));
    },
  };
}
