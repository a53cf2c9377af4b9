import { caseCodeOf } from "../core/case-code.ts";
import type { CaseReadings } from "../queue/case-readings.ts";
import type { FeedbackStore } from "../queue/feedback-store.ts";
import type { Channel } from "../queue/jobs.ts";
import type { Vault } from "../queue/vault.ts";

/** Offered for a day: a button under every photo of a month would be noise. It says nothing of who belongs together. */
const OFFERED_MS = 86_400_000;
const LOOKED_THROUGH = 10;

/**
 * The code of the chat's latest other case with an answer, which a photo may be marked as the same patient's; undefined
 * where there is none, or the photo is marked already.
 */
export type OtherCase = (study: string, chat: string, person: string) => Promise<string | undefined>;

export function chatPseudonym(vault: Vault, channel: Channel, chat: string): string {
  return vault.pseudonym(channel, `chat ${chat}`);
}

export function createOtherCase({
  channel,
  vault,
  feedback,
  readings,
  now = Date.now,
}: {
  channel: Channel;
  vault: Vault;
  feedback: Pick<FeedbackStore, "studiesOf">;
  readings: Pick<CaseReadings, "of" | "markedWith">;
  now?: () => number;
}): OtherCase {
  return async (study, chat, person) => {
    if ((await readings.markedWith(study)).length > 0) return undefined;
    const studies = await feedback.studiesOf(channel, vault.pseudonym(channel, person));
    const others = studies.filter((one) => one !== study).slice(-LOOKED_THROUGH);
    const here = chatPseudonym(vault, channel, chat);
    const kept = await readings.of(others.toReversed());
    const found = kept.find((it) => it.chat === here && now() - it.receivedAt < OFFERED_MS);
    return found && caseCodeOf(found.study);
  };
}
