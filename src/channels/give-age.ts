import { type AgeGroup, isBelowAgeLimit } from "../core/age.ts";
import { caseCodeOf } from "../core/case-code.ts";
import type { Language } from "../i18n/languages.ts";
import type { Translators } from "../i18n/translator.ts";
import type { Receipts } from "../queue/receipts.ts";
import type { AgeAnswer, StudyAges } from "../queue/study-ages.ts";
import { ageRow } from "./age-choices.ts";
import type { Arrival } from "./arrival.ts";
import type { Courier } from "./courier.ts";
import type { Outcome } from "./event.ts";
import type { Messenger } from "./messenger.ts";
import type { ResultDesk } from "./result-desk.ts";
import type { Speaker } from "./speaker.ts";
import type { StudyOf } from "./study-names.ts";

/** Cases whose replies should have warned and did not, or warned and need not have. */
function wrongCases(age: AgeGroup, { before, written }: AgeAnswer): string[] {
  const below = (one: AgeGroup | undefined) => one !== undefined && isBelowAgeLimit(one);
  const wrong = below(age)
    ? written.filter((reply) => !below(reply.age))
    : written.filter((reply) => below(reply.age) || below(before));
  return wrong.map(({ study }) => caseCodeOf(study));
}

/**
 * Keeps the age that was chosen for the photo in `message`, and for all photos of its album.
 *
 * @returns what came of it, and what is to be shown once everything durable is done
 */
export type GiveAge = (
  choice: { readonly age: AgeGroup; readonly message: string },
  arrival: Arrival,
  language: Language,
) => Promise<{ readonly outcome: Outcome; readonly show: () => void }>;

export function createGiveAge({
  studyOf,
  ages,
  receipts,
  resultDesk,
  messenger,
  courier,
  speaker,
  translators,
}: {
  studyOf: StudyOf;
  ages: Pick<StudyAges, "answer" | "groupOf">;
  receipts: Pick<Receipts, "messageOf" | "sent">;
  resultDesk: ResultDesk;
  messenger: Messenger;
  courier: Courier;
  speaker: Speaker;
  translators: Translators;
}): GiveAge {
  return async ({ age, message }, { chat, person, pressed }, language) => {
    const study = studyOf(chat, message);
    const answer = await ages.answer(study, age);
    if (!answer) return { outcome: { kind: "age-closed" }, show: () => {} };
    const group = (await ages.groupOf(study)) ?? study;
    const answered = answer.written.some((reply) => reply.study === study);

    /** The question shows what was chosen; where it cannot be changed, or is gone, a word says so while no reply can. */
    async function show(): Promise<void> {
      // Looked up now: a receipt that was on its way to this chat is there before this turn.
      let receipt = await receipts.messageOf(group);
      if (receipt === undefined && pressed !== undefined && !answered) {
        // The process ended between sending the question and noting it: now it is known, and goes
        // with the answer, or at once where that came meanwhile.
        if (!(await receipts.sent(group, pressed))) return messenger.deleteMessage(chat, pressed);
        receipt = pressed;
      }
      const row = speaker.buttons([ageRow(message, { chosen: age })], language);
      if (pressed !== undefined && receipt !== undefined && pressed !== receipt && !answered) {
        // Asked twice, the process having ended in between: one question is enough, and shows what was chosen.
        await messenger.deleteMessage(chat, pressed);
        await messenger.editButtons(chat, receipt, row);
        return;
      }
      if (pressed !== undefined && pressed !== receipt) {
        await messenger.editButtons(
          chat,
          pressed,
          await resultDesk.choicesLeft(message, chat, person, language),
        );
        return;
      }
      if (pressed !== undefined && (await messenger.editButtons(chat, pressed, row))) return;
      if (answered) return;
      const { t } = translators.for(language);
      await messenger.sendText(chat, t("age-noted", { age: t(`button-age-${age}`) }), { replyTo: message });
    }

    return {
      outcome: { kind: "age-kept", age, wrong: wrongCases(age, answer) },
      show: () => courier.send(chat, show),
    };
  };
}
