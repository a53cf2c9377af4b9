import type { Picture } from "../core/picture.ts";
import type { Language } from "../i18n/languages.ts";
import { type PhotoStore, pictureKey } from "../queue/photo-store.ts";
import type { Arrival } from "./arrival.ts";
import type { Courier } from "./courier.ts";
import { say } from "./effect.ts";
import type { Messenger } from "./messenger.ts";
import type { ResultDesk } from "./result-desk.ts";
import type { Speaker } from "./speaker.ts";
import type { StudyOf } from "./study-names.ts";

/** Sends a picture that was only offered, takes its button away, and leaves the other choices. */
export function createShowPicture({
  studyOf,
  photos,
  resultDesk,
  messenger,
  courier,
  speaker,
}: {
  studyOf: StudyOf;
  photos: PhotoStore;
  resultDesk: ResultDesk;
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
      await messenger.editButtons(
        chat,
        pressed,
        await resultDesk.choicesLeft(message, chat, person, language),
      );
    });
  };
}
