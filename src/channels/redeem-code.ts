import type { Invites } from "../queue/invites.ts";
import type { Channel } from "../queue/jobs.ts";
import type { RateLimit } from "../queue/rate-limit.ts";
import type { Vault } from "../queue/vault.ts";
import type { Outcome } from "./event.ts";

/** Tries an invitation code for a person; a few wrong ones an hour are allowed. */
export function createRedeemCode({
  channel,
  vault,
  invites,
  wrongCodes,
  onEvent,
}: {
  channel: Channel;
  vault: Vault;
  invites: Invites;
  /** Counts wrong codes. */
  wrongCodes: RateLimit;
  onEvent: (event: string) => void;
}): (person: string, code: string) => Promise<Outcome> {
  return async (person, code) => {
    if (await invites.redeem(channel, person, code)) return { kind: "redeemed", outcome: "accepted" };
    onEvent("wrong-code");
    // The same wrong code counts once: a messenger may deliver it twice.
    const attempt = vault.pseudonym(channel, `code ${code}`);
    const wait = await wrongCodes.take(channel, `codes of ${person}`, attempt);
    return { kind: "redeemed", outcome: wait > 0 ? "too-many" : "wrong" };
  };
}
