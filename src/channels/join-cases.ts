import { type AgeGroup, isBelowAgeLimit } from "../core/age.ts";
import { caseCodeOf } from "../core/case-code.ts";
import { joinReadings, MOST_JOINED } from "../core/join-readings.ts";
import type { Language } from "../i18n/languages.ts";
import { renderReport } from "../i18n/report.ts";
import type { Translators } from "../i18n/translator.ts";
import type { CaseReading, CaseReadings } from "../queue/case-readings.ts";
import type { FeedbackStore } from "../queue/feedback-store.ts";
import type { Channel } from "../queue/jobs.ts";
import type { StudyAges } from "../queue/study-ages.ts";
import type { Vault } from "../queue/vault.ts";
import type { Arrival } from "./arrival.ts";
import type { Courier } from "./courier.ts";
import type { Outcome } from "./event.ts";
import { partChoice } from "./join-choices.ts";
import type { Messenger } from "./messenger.ts";
import { chatPseudonym } from "./other-case.ts";
import type { ResultDesk } from "./result-desk.ts";
import type { StudyOf } from "./study-names.ts";

/** Either why photos were not joined, or how the joint answer is shown once everything durable is done. */
type Joining = { readonly outcome: Outcome } | { readonly show: () => void };

/** Joins photos that their sender marked as one patient's, and nothing else; and takes that back. */
export type JoinCases = {
  /** @param choice.code the case that the photo in `message` is joined with, and with all that is joined with it */
  join(
    choice: { readonly code: string; readonly message: string },
    arrival: Arrival,
    language: Language,
  ): Promise<Joining>;
  /** Withdraws the joint answer that the photo in `message` has part in, whole. */
  part(message: string, arrival: Arrival): Promise<Outcome>;
};

/** A child on one of them is a child on all; an age said for one is said for all. */
function ageOf(ages: readonly (AgeGroup | undefined)[]): AgeGroup | undefined {
  return (
    ages.find((age) => age !== undefined && isBelowAgeLimit(age)) ?? ages.find((age) => age !== undefined)
  );
}

export function createJoinCases({
  channel,
  vault,
  studyOf,
  feedback,
  readings,
  ages,
  resultDesk,
  messenger,
  courier,
  translators,
}: {
  channel: Channel;
  vault: Vault;
  studyOf: StudyOf;
  feedback: Pick<FeedbackStore, "studiesOf">;
  readings: CaseReadings;
  ages: Pick<StudyAges, "of">;
  resultDesk: ResultDesk;
  messenger: Messenger;
  courier: Courier;
  translators: Translators;
}): JoinCases {
  /** The sender's own cases of this chat alone, in the order they came. */
  async function marked(study: string, code: string, { chat, person }: Arrival): Promise<CaseReading[]> {
    const own = await feedback.studiesOf(channel, vault.pseudonym(channel, person));
    const other = own.find((one) => caseCodeOf(one) === code);
    if (other === undefined || other === study || !own.includes(study)) return [];
    const [with1, with2] = [await readings.markedWith(other), await readings.markedWith(study)];
    const together = new Set([...with1, other, ...with2, study]);
    const here = chatPseudonym(vault, channel, chat);
    const kept = (await readings.of(own.filter((one) => together.has(one)))).filter((it) => it.chat === here);
    return [study, other].every((one) => kept.some((it) => it.study === one)) ? kept : [];
  }

  return {
    async join({ code, message }, arrival, language) {
      const { chat, person, pressed } = arrival;
      const study = studyOf(chat, message);
      const kept = await marked(study, code, arrival);
      const [first] = kept;
      if (!first) return { outcome: { kind: "join-closed" } };
      if (kept.length > MOST_JOINED) return { outcome: { kind: "join-full" } };
      if (kept.some(({ reading }) => reading.model.sha256 !== first.reading.model.sha256)) {
        return { outcome: { kind: "join-other-model" } };
      }
      const studies = kept.map((it) => it.study);
      await readings.mark(studies);
      const age = ageOf(await Promise.all(studies.map((one) => ages.of(one))));
      const translator = translators.for(language);
      const joint = joinReadings(kept.map(({ reading }) => reading));
      const codes = studies.map(caseCodeOf);
      const text = renderReport(joint, translator, { caseCode: caseCodeOf(study), joint: codes, age });
      const buttons = [[{ id: partChoice(message), label: translator.t("button-part") }]];
      const show = () => {
        courier.send(
          chat,
          async () => void (await messenger.sendText(chat, text, { replyTo: message, buttons })),
        );
        if (pressed === undefined) return;
        courier.send(chat, async () => {
          const left = await resultDesk.choicesLeft(message, chat, person, language);
          await messenger.editButtons(chat, pressed, left);
        });
      };
      return { show };
    },
    async part(message, { chat }) {
      const studies = await readings.markedWith(studyOf(chat, message));
      await readings.unmark(studies);
      return { kind: "parted", codes: studies.map(caseCodeOf) };
    },
  };
}
