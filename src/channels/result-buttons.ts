import { reportable } from "../core/finding.ts";
import type { Picture } from "../core/picture.ts";
import type { Translator } from "../i18n/translator.ts";
import type { ReplyJob } from "../queue/jobs.ts";
import { pictureChoice } from "./event.ts";
import { feedbackRow } from "./feedback-choices.ts";
import type { Buttons } from "./messenger.ts";

/** What stands under a result: the picture where it is only offered, and one row for feedback. */
export function resultButtons(
  { reading }: Pick<ReplyJob, "reading">,
  offered: Picture["kind"] | undefined,
  {
    message,
    answerable,
    translator: { t },
  }: { message: string; answerable: boolean; translator: Translator },
): Buttons {
  const above = reading.outcome === "findings" && reportable(reading.findings).length > 0;
  const label = t(above ? "button-picture" : "button-picture-below");
  const claimed = reading.outcome !== "unsure";
  const row = answerable
    ? feedbackRow(message, claimed).map(({ id, labelKey }) => ({ id, label: t(labelKey) }))
    : [];
  return [
    ...(offered ? [[{ id: pictureChoice(offered, message), label }]] : []),
    ...(row.length > 0 ? [row] : []),
  ];
}
