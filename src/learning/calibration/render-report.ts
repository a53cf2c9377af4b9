import type { Label } from "../../core/label.ts";
import { figure, inWords, table, withInterval } from "../markdown.ts";
import { sensitivityOf, specificityOf } from "../metrics/operating-point.ts";
import type { Prevalence } from "../prevalence.ts";
import type { CalibrationReport } from "./calibrate-model.ts";

/** Mean AUC of 14 that CheXNet reports, a DenseNet-121 trained on all of NIH's films (Rajpurkar et al. 2017). */
const PUBLISHED_MEAN_AUC = 0.841;

const shareIn = ({ films, positives }: Prevalence, label: Label) =>
  `${((100 * positives[label]) / films).toFixed(1)} %`;

/** One row per finding: what it was measured to be worth, and where its threshold lies. */
export function findingsTable({ tested }: CalibrationReport): string {
  return table(
    [
      "Finding",
      "AUC (95 %)",
      "within source",
      "positives",
      "evidence",
      "threshold",
      "sensitivity",
      "specificity",
    ],
    tested.findings.map(({ label, auc, interval, withinSource, positives, evidence, threshold, counts }) => [
      label,
      withInterval(auc, interval),
      figure(withinSource),
      String(positives),
      evidence,
      threshold.toFixed(4),
      figure(sensitivityOf(counts)),
      figure(specificityOf(counts)),
    ]),
  );
}

/** Mean AUC, AUC by source and false alarms, one line each. */
export function summaryLines({ tested, calibration }: CalibrationReport): string[] {
  const { all, bySource, falseAlarms, anyAbove } = tested;
  return [
    `Mean AUC on ${calibration.testedOn}: **${withInterval(all.mean, all.interval)}**.`,
    ...bySource.map(
      ({ source, films, mean, interval }) =>
        `Mean AUC on the ${films} test films from ${source} alone: ${withInterval(mean, interval)}.`,
    ),
    `Test films labelled "No Finding" with any finding above its threshold, unproven ones too: ${inWords(anyAbove)}.`,
    `Those of them on which one would be reported, since its evidence is not 'none': ${inWords(falseAlarms)}.`,
  ];
}

function intendedUse({ calibration }: CalibrationReport): string {
  const proven = Object.values(calibration.findings).filter(({ evidence }) => evidence !== "none").length;
  const count = `${proven} of its ${Object.keys(calibration.findings).length} findings`;
  return calibration.starter
    ? "**A starter model, for trying the service out and not for patients**: its mean AUC is below .75, and every reply\n" +
        `opens by saying so. ${count} showed any evidence on the test films.`
    : `To help a trained clinician who looks at the same film; never to decide alone. ${count}\nshowed evidence on the test films.`;
}

function calibrationTable({ fitted, prevalences }: CalibrationReport): string {
  return table(
    ["Finding", "scale", "shift", "fitted by", "share learnt from", "share aimed at"],
    fitted.findings.map(({ label, scale, shift, basis }) => [
      label,
      scale.toFixed(4),
      shift.toFixed(4),
      basis,
      shareIn(prevalences.trained, label),
      shareIn(prevalences.target, label),
    ]),
  );
}

/** The part of a model card that `model calibrate` writes. Every figure in it but the published one is measured. */
export function renderReport(report: CalibrationReport): string {
  const { calibration, films, prevalences } = report;
  return `## Intended use

${intendedUse(report)}
Frontal chest X-rays of adults. Tuberculosis is not among the findings, and no finding above its threshold does not rule
out disease.

## What was measured

Everything here comes from one run of \`roentgram model calibrate\`: fitted on ${calibration.fittedOn},
measured on ${calibration.testedOn}; no patient is in both. Intervals are 95 %: of AUCs by
2,000 resamples of patients, of shares by Wilson's score.

${summaryLines(report)
  .map((line) => `- ${line}`)
  .join("\n")}
- For comparison, published: CheXNet, a DenseNet-121 trained on all of NIH's training films, reports a mean AUC of
  ${figure(PUBLISHED_MEAN_AUC)} on NIH's own test split (Rajpurkar et al. 2017, arXiv 1711.05225).

${findingsTable(report)}

Evidence grades are read off these same test films, so which findings may be reported was chosen with their figures in sight:
the share reported is flattered by it, the share with any finding above its threshold is not.

"Within source" counts only pairs of films that were collected at the same place. Evidence goes by the lower bound of the
interval: strong from .8, moderate from .7, weak from .6, else none; fewer than 20 positive films are at most weak. A weak
finding is never called likely; one without evidence is never reported as seen. Sensitivity and specificity are the test
films' at the threshold, which is the lowest calibrated probability with a specificity of at least .95 on the validation films.

## Calibration

p = sigmoid(scale * logit + shift). One temperature for all findings, ${calibration.temperature.toFixed(4)}, fitted on the
validation films; then the step from the log odds of the finding among the ${prevalences.trained.films} films the network is taken to have
learnt from to those among the ${prevalences.target.films} films that probabilities are to hold for. From 30 positive validation films
on, a finding has a fit of its own (Platt), stepped from the validation films' log odds. The label file holds ${films.train} films for training, ${films.val} for
validation and ${films.test} for the test.

${calibrationTable(report)}

## Limits

- Probabilities hold for the prevalence of NIH ChestX-ray14, a hospital's; a clinic that sees other people needs its own.
- Labels were mined from radiology reports by a program; part of them is wrong, in fitting and in measuring alike.
- The network leans on where a film came from: compare the AUCs within a source with the others above.
- Measured on films as the label file has them, not on photographs of films, and not apart for children.
- Few positive test films make wide intervals: read the lower bound, not the middle.

## Data

Films and labels: [NIH ChestX-ray dataset](https://nihcc.app.box.com/v/ChestXray-NIHCC). X. Wang, Y. Peng, L. Lu, Z. Lu,
M. Bagheri, R. M. Summers: ChestX-ray8: Hospital-scale Chest X-ray Database and Benchmarks on Weakly-Supervised
Classification and Localization of Common Thorax Diseases, IEEE CVPR 2017, pp. 3462-3471. The NIH Clinical Center provided
the data.`;
}
