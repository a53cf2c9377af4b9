import type { Picture } from "../core/picture.ts";
import type { Language } from "../i18n/languages.ts";
import type { FeedbackStore } from "../queue/feedback-store.ts";
import type { Channel } from "../queue/jobs.ts";
import { type PhotoStore, pictureKey } from "../queue/photo-store.ts";
import type { Vault } from "../queue/vault.ts";
import type { Arrival } from "./arrival.ts";
import type { Courier } from "./courier.ts";
import { say } from "./effect.ts";
import { feedbackRow } from "./feedback-choices.ts";
import type { Messenger } from "./messenger.ts";
import type { Speaker } from "./speaker.ts";
import type { StudyOf } from "./study-names.ts";

/** Sends a picture that was only offered, takes its button away, and leaves the choices for feedback. */
export function createShowPicture({
  channel,
  vault,
  studyOf,
  photos,
  feedback,
  messenger,
  courier,
  speaker,
}: {
  channel: Channel;
  vault: Vault;
  studyOf: StudyOf;
  photos: PhotoStore;
  feedback: Pick<FeedbackStore, "isOpen">;
  messenger: Messenger;
  courier: Courier;
  speaker: Speaker;
}): (picture: { kind: Picture["kind"]; message: string }, arrival: Arrival, language: Language) => void {
  return ({ kind, message }, { chat, person, pressed }, language) => {
    const study = studyOf(chat, message);
    const key = pictureKey(study, kind);
    courier.send(chat, async () => {
      const jpeg = await photos.get(key);
      if (!jpeg) {
        speaker.say(say(language, "picture-gone", { place: "reply" }), { chat, message });
      } else {
        await messenger.sendPicture(chat, jpeg, { replyTo: message });
        await photos.delete(key);
      }
      if (pressed === undefined) return;
      const answerable = await feedback.isOpen(study, vault.pseudonym(channel, person));
      const left = answerable ? speaker.buttons([feedbackRow(message)], language) : [];
      await messenger.editButtons(chat, pressed, left);
    });
  };
}
