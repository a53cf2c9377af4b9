import { PICTURE_KINDS, type Picture } from "../core/picture.ts";
import type { Language } from "../i18n/languages.ts";
import type { Translators } from "../i18n/translator.ts";
import type { FeedbackStore } from "../queue/feedback-store.ts";
import type { Channel } from "../queue/jobs.ts";
import { type PhotoStore, pictureKey } from "../queue/photo-store.ts";
import type { StudyAges } from "../queue/study-ages.ts";
import type { Vault } from "../queue/vault.ts";
import type { Buttons } from "./messenger.ts";
import type { OtherCase } from "./other-case.ts";
import { resultButtons } from "./result-buttons.ts";
import type { StudyOf } from "./study-names.ts";

/** Knows what can still be chosen below a result that is out. */
export type ResultDesk = {
  /** @param message the photo's @throws {QueueUnavailable} */
  choicesLeft(message: string, chat: string, person: string, language: Language): Promise<Buttons>;
};

export function createResultDesk({
  channel,
  vault,
  studyOf,
  photos,
  feedback,
  ages,
  otherCase,
  translators,
}: {
  channel: Channel;
  vault: Vault;
  studyOf: StudyOf;
  photos: Pick<PhotoStore, "get">;
  feedback: Pick<FeedbackStore, "caseOf">;
  ages: Pick<StudyAges, "of">;
  otherCase: OtherCase;
  translators: Translators;
}): ResultDesk {
  /** A picture that was sent, or whose time is up, is no longer there. */
  async function offeredPicture(study: string): Promise<Picture["kind"] | undefined> {
    for (const kind of PICTURE_KINDS) if (await photos.get(pictureKey(study, kind))) return kind;
    return undefined;
  }

  return {
    async choicesLeft(message, chat, person, language) {
      const study = studyOf(chat, message);
      const found = await feedback.caseOf(study, vault.pseudonym(channel, person));
      if (!found) return [];
      const above = found.findings.some(({ band }) => band !== "unlikely");
      const offered = await offeredPicture(study);
      const asksAge = (await ages.of(study)) === undefined;
      const sameAs = await otherCase(study, chat, person);
      const open = { message, offered, above, asksAge, sameAs, answerable: true, claimed: !found.unsure };
      return resultButtons(open, translators.for(language));
    },
  };
}
