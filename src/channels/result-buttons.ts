import type { AgeGroup } from "../core/age.ts";
import type { Picture } from "../core/picture.ts";
import type { Translator } from "../i18n/translator.ts";
import { ageRow } from "./age-choices.ts";
import { type Choice, pictureChoice } from "./event.ts";
import { feedbackRow } from "./feedback-choices.ts";
import { joinChoice } from "./join-choices.ts";
import type { Buttons } from "./messenger.ts";

/** Read as an adult's until somebody says otherwise. */
const OTHER_AGES: readonly AgeGroup[] = ["under-5", "5-14"];

/** What can be done about a result. */
type Open = {
  /** The photo's. */
  readonly message: string;
  /** The picture that is only offered. */
  readonly offered: Picture["kind"] | undefined;
  /** Something is above the alert level. */
  readonly above: boolean;
  /** Nobody has said how old the patient is. */
  readonly asksAge: boolean;
  /** Code of another case that this photo may be marked as the same patient's. */
  readonly sameAs: string | undefined;
  /** It can be answered with feedback. */
  readonly answerable: boolean;
  /** The answer claims or denies something; false where the program is not sure. */
  readonly claimed: boolean;
};

/** What stands under a result: the picture where it is only offered, a row for feedback, and one for a child's age. */
export function resultButtons(
  { message, offered, above, asksAge, sameAs, answerable, claimed }: Open,
  { t }: Translator,
): Buttons {
  const rowOf = (choices: readonly Choice[]) =>
    choices.map(({ id, labelKey }) => ({ id, label: t(labelKey) }));
  const label = t(above ? "button-picture" : "button-picture-below");
  return [
    ...(offered ? [[{ id: pictureChoice(offered, message), label }]] : []),
    ...(answerable ? [rowOf(feedbackRow(message, claimed))] : []),
    ...(asksAge ? [rowOf(ageRow(message, { groups: OTHER_AGES }))] : []),
    ...(sameAs === undefined
      ? []
      : [[{ id: joinChoice(sameAs, message), label: t("button-join", { code: sameAs }) }]]),
  ];
}
