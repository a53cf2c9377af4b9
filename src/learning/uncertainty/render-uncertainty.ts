import { figure, inWords, table } from "../markdown.ts";
import { EVERY_CHANGE, LOOKED_AGAIN_SHARE, UNLIKE_SHARE, UNSTEADY_SHARE } from "./fit-limits.ts";
import type { UncertaintyReport } from "./fit-uncertainty.ts";
import type { DoubtRates } from "./measure-doubts.ts";

const signed = (value: number) => `${value < 0 ? "" : "+"}${value.toFixed(3)}`;
const percent = (share: number) => `${100 * share} %`;

/** One row per kind of film: how often the program is not sure, and why. */
export function uncertaintyTable({ measured, validation, looks }: UncertaintyReport): string {
  const row = (name: string, rates: DoubtRates) => [
    name,
    String(rates.films),
    inWords(rates.unsure),
    String(rates.unlike.count),
    String(rates.unsteady.count),
    inWords(rates.lookedAgain),
  ];
  return table(
    ["Films", "number", "not sure", "unlike", "answer changed", "looked at again"],
    [
      row("validation films, fitted on", validation),
      row("test films, as is", measured),
      ...looks.map(({ look, rates }) => row(`every sixth test film, ${look}`, rates)),
    ],
  );
}

/** Whether withholding answers raised the AUC, in words that hold for what was measured. */
function verdictOf({ gain, gainInterval }: UncertaintyReport["measured"]["auc"]): string {
  if (gain === null || gainInterval === null)
    return "Whether that raises the mean AUC could not be measured.";
  const [low, high] = gainInterval;
  const change = `${signed(gain)} (${signed(low)} to ${signed(high)})`;
  if (low > 0) return `Leaving them out raises the mean AUC by ${change}.`;
  if (high < 0) return `Leaving them out lowers the mean AUC: ${change}.`;
  return `Leaving them out changes the mean AUC by ${change}: no difference was shown.`;
}

/** Rate and AUC with and without, one line each. */
export function uncertaintySummary({ measured }: UncertaintyReport): string[] {
  const { auc, firstRight } = measured;
  return [
    `Test films on which the program is not sure: ${inWords(measured.unsure)}.`,
    `Mean AUC of all test films ${figure(auc.all)}, of those kept ${figure(auc.kept)}, of the unsure ones alone ${figure(auc.unsure)}. ${verdictOf(auc)}`,
    `Films on which a finding would be named and the one named first is among their labels: ${inWords(firstRight.all)} of all, ${inWords(firstRight.kept)} of those kept.`,
    `Not sure where nothing would have been named: ${inWords(measured.unsureOfNothing)}.`,
  ];
}

/** From which average on a changed answer counts, in words. */
function changeOf(disagreement: number): string {
  if (disagreement <= EVERY_CHANGE) return "every such change counts";
  return `on average over all four it stands below ${signed(-disagreement)} (above ${signed(disagreement)}) from the threshold, in units of the logit`;
}

/** The part of a model card that `model uncertainty` writes. */
export function renderUncertainty(report: UncertaintyReport): string {
  const { uncertainty, measured } = report;
  const { distance, margin, disagreement } = uncertainty;
  return `## Not sure

Instead of findings a person is told "not sure, ask a radiologist" in two cases. The film is unlike those learnt from: its Mahalanobis
distance in the network's pooled features (probabilistic principal components in the screen's feature space; about 1 for a
film) is above ${distance.toFixed(3)}. Or the answer changed: where a proven finding's logit is above its threshold, or within ${margin} of it, the network looks again
at the film mirrored and at two framings that are moved by 5 %; the finding that stood highest falls below its threshold in at least one of
the looks (or, where nothing was above, some finding rises above its own), and ${changeOf(disagreement)}.

Limits were fitted on ${uncertainty.fittedOn}: unlike are ${percent(UNLIKE_SHARE)} of every third of them, each as it is, on a light box, framed and
re-encoded; of all as they are at most ${percent(UNSTEADY_SHARE)} changed enough to count; the margin is the widest that looks again at no more than
${percent(LOOKED_AGAIN_SHARE)}. Measured on ${uncertainty.testedOn}, on which nothing was fitted. Intervals are 95 %: of shares by
Wilson's score, of the difference of AUCs by 2,000 paired resamples of patients, over the ${measured.auc.labels.length} findings that both parts hold.

${uncertaintySummary(report)
  .map((line) => `- ${line}`)
  .join("\n")}

${uncertaintyTable(report)}

The distance cannot tell a rare disease from a bad photo, and a network may be steadily wrong: what is not called unsure is not thereby sure.`;
}

/** What `--json` prints. */
export function uncertaintyJson({ uncertainty, validation, measured, looks }: UncertaintyReport) {
  return { uncertainty, validation, measured, looks };
}
