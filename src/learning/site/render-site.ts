import { figure, table } from "../markdown.ts";
import type { Interval, Share } from "../metrics/interval.ts";
import type { SiteReport } from "./calibrate-site.ts";
import { ENOUGH_FOR_LINE, ENOUGH_FOR_SHIFT, ENOUGH_FOR_THRESHOLD } from "./fit-site.ts";
import type { SiteFigures } from "./measure-site.ts";

const between = (interval: Interval | null, digits: number) =>
  interval ? ` (${interval[0].toFixed(digits)} to ${interval[1].toFixed(digits)})` : "";
const shareIn = ({ count, of, interval }: Share) =>
  of === 0 ? "-" : `${(count / of).toFixed(3)} (${interval[0].toFixed(3)}-${interval[1].toFixed(3)})`;

/** What was fitted, with the range that other draws of the same people would give. */
export function siteFitTable({ fitted }: SiteReport): string {
  return table(
    [
      "Finding",
      "with",
      "without",
      "fitted",
      "scale (95 %)",
      "shift (95 %)",
      "threshold (95 %)",
      "as it came",
    ],
    fitted.map(({ label, positives, negatives, plan, fitted: fit, own, measured: { intervals } }) => [
      label,
      String(positives),
      String(negatives),
      `${fit.basis === "line" ? "scale and shift" : "shift"}${plan.threshold ? ", threshold" : ""}`,
      `${fit.scale.toFixed(3)}${fit.basis === "line" ? between(intervals.scale, 3) : ""}`,
      `${fit.shift.toFixed(3)}${between(intervals.shift, 3)}`,
      `${fit.threshold.toFixed(4)}${between(intervals.threshold, 4)}`,
      `${own.scale.toFixed(3)}, ${own.shift.toFixed(3)}, ${own.threshold.toFixed(4)}`,
    ]),
  );
}

/** Before and after on cases that each fit has not seen. */
export function siteFigureTable({ fitted }: SiteReport): string {
  const both = (before: SiteFigures, after: SiteFigures, of: (figures: SiteFigures) => string) =>
    `${of(before)} -> ${of(after)}`;
  return table(
    ["Finding", "Brier", "change (95 %)", "ECE", "sensitivity (95 %)", "specificity (95 %)"],
    fitted.map(({ label, measured: { before, after, brierChange, brierInterval } }) => [
      label,
      both(before, after, ({ brier }) => brier.toFixed(4)),
      `${brierChange.toFixed(4)}${between(brierInterval, 4)}`,
      both(before, after, ({ calibrationError }) => figure(calibrationError)),
      both(before, after, ({ sensitivity }) => shareIn(sensitivity)),
      both(before, after, ({ specificity }) => shareIn(specificity)),
    ]),
  );
}

/** One line per finding with too few outcomes: what there is, and what is needed. */
export function siteWarnings({ kept, fitted }: SiteReport): string[] {
  const few = kept.map(
    ({ label, positives, negatives }) =>
      `${label}: ${positives} outcomes with it and ${negatives} without: ${ENOUGH_FOR_SHIFT} of each are needed. It keeps what the model came with.`,
  );
  const backwards = fitted
    .filter(({ plan, fitted: fit }) => plan.basis === "line" && fit.basis === "shift")
    .map(
      ({ label }) =>
        `${label}: among these outcomes a higher answer does not mean a likelier finding: only its shift was fitted. Look at the file, and at whether the finding should be told here at all.`,
    );
  return [...few, ...backwards];
}

const BIAS = [
  "Only cases with a known outcome count. Where people answer some results and not others (more often what they doubt, or what is",
  "grave), the share of positives here is not the site's, and the probabilities lean with it: gather the outcomes of all films of some weeks",
  "rather than of the films somebody chose to speak of.",
].join("\n");

/** What is said under the tables, on the terminal and on the card. */
export function siteRemarks(report: SiteReport): string {
  return `Fitted on ${report.site.fittedOn}; ${report.passedOver} lines were passed over, since they confirm nothing or have no film.
From ${ENOUGH_FOR_SHIFT} cases of each kind the shift is fitted, from ${ENOUGH_FOR_LINE} the scale too, from ${ENOUGH_FOR_THRESHOLD} cases without the finding its threshold (specificity .95);
below that the same films are flagged as before. "->" reads: as the model came, then by fits that have not seen the case (five-fold, by
patient or sender). Ranges are 95 %: of fits by 500 resamples of patients or senders, of the change of the Brier score by 2,000, of shares by Wilson's score.

${BIAS}`;
}

/** The part of a model card that `model calibrate --outcomes` writes. */
export function renderSite(report: SiteReport): string {
  const warnings = siteWarnings(report).map((line) => `- ${line}`);
  return `## Calibration of this site: ${report.site.site}

In place of the calibration above, which stays in model.json, a worker takes that in site-calibration.json for the findings below. It holds
for the network with sha256 ${report.site.sha256} alone. Evidence grades stay as measured above.

${siteFitTable(report)}

${siteFigureTable(report)}

${siteRemarks(report)}${warnings.length > 0 ? `\n\n${warnings.join("\n")}` : ""}`;
}
