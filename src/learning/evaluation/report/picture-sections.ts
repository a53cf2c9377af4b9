import type { Label } from "../../../core/label.ts";
import { type Html, html } from "../../../runtime/http/html.ts";
import { PUBLISHED_ONE_VS_ALL } from "../published-figures.ts";
import {
  aucForest,
  figure7,
  figure9,
  figure10,
  figure11,
  figure12,
  figure23,
  reliabilityPictures,
} from "./figures.ts";
import { figure } from "./html.ts";
import { lookedSection } from "./looked-section.ts";
import type { ReportInput } from "./report-input.ts";
import { inWords } from "./wording.ts";

const SHARE = "The dashed line is the share of films with the finding: what guessing gets.";

/** The paper's figures over our films, each with what it shows. */
export async function pictureSections({
  ours,
  others,
  looked,
}: Pick<ReportInput, "ours" | "others" | "looked">): Promise<Html> {
  const draw = (pictures: readonly Promise<string>[]) => Promise.all(pictures);
  const { labels } = ours.curves;
  const shown: Label = labels.find((label) => label === PUBLISHED_ONE_VS_ALL.label) ?? labels[0]!;
  const several = labels.length > 1;
  const seven = figure(
    await draw(figure7(ours, shown)),
    `Fig. 7. ${inWords(shown)} against all others: precision against recall, and the ROC curve. ${SHARE} On the ROC curve it is chance.`,
  );
  const pairs = [...figure23(ours, others ? "A" : "all findings"), ...(others ? figure23(others, "B") : [])];
  return html`<h2>Pictures</h2>
${figure([await aucForest(ours)], "Each finding's AUC (dot) and its 95 % interval (line), with the paper's and CheXNet's figures. The dashed line at 0.5 is a tossed coin: an interval that reaches it is not told apart from guessing.")}
${seven}
${lookedSection(looked)}
${
  several
    ? html`${figure(await draw(figure9(ours)), "Fig. 9. Averages of the ROC curves. Micro: every finding of every film as one yes or no. Macro: the findings' curves interpolated over all their false positive rates, then averaged.")}
${figure(await draw(figure10(ours)), "Fig. 10. ROC curve of each finding: the share of films with it that are flagged against the share of those without it that are flagged too.")}
${figure(await draw(figure11(ours)), `Fig. 11. Precision against recall over all findings in one (micro average). ${SHARE}`)}
${figure(await draw(figure12(ours)), `Fig. 12. Precision against recall of each finding. Where few films bear a finding, precision stays low however good the ROC curve looks. ${SHARE}`)}`
    : ""
}
${figure(
  await draw(pairs),
  others
    ? "Fig. 23. ROC curves beside precision-recall curves, of A and of B (the paper has a network trained without and one with weights in its loss). Faint: each finding; bold: all in one. A ROC curve hardly shows how rare a finding is, a precision-recall curve does."
    : "Fig. 23. ROC curves beside precision-recall curves of the same predictions (with --compare those of a second model stand beside them, as the paper's weighted and unweighted losses do). Faint: each finding; bold: all in one. A ROC curve hardly shows how rare a finding is, a precision-recall curve does.",
)}
${figure(await draw(reliabilityPictures(ours)), "Reliability: the probability given against the share of films that bear the finding, in ten steps of probability. Scales differ: rare findings get small probabilities. On the dashed line the probabilities mean what they say.")}
`;
}
