import type { Invites } from "../queue/invites.ts";
import type { Channel } from "../queue/jobs.ts";
import type { RateLimit } from "../queue/rate-limit.ts";
import type { Vault } from "../queue/vault.ts";
import type { Outcome } from "./event.ts";

/** Tries an invitation code for a person; a few an hour are looked at, no more. */
export function createRedeemCode({
  channel,
  vault,
  invites,
  codes,
  onEvent,
}: {
  channel: Channel;
  vault: Vault;
  invites: Invites;
  /** Counts the codes a person tries. */
  codes: RateLimit;
  onEvent: (event: string) => void;
}): (person: string, code: string) => Promise<Outcome> {
  return async (person, code) => {
    // The same code counts once: a messenger may deliver it twice.
    const attempt = vault.pseudonym(channel, `code ${code}`);
    if ((await codes.take(channel, `codes of ${person}`, attempt)) > 0) {
      return { kind: "redeemed", outcome: "too-many" };
    }
    if (await invites.redeem(channel, person, code)) return { kind: "redeemed", outcome: "accepted" };
    onEvent("wrong-code");
    return { kind: "redeemed", outcome: "wrong" };
  };
}
