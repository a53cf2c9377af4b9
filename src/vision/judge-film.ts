import { type Finding, judge, rank } from "../core/finding.ts";
import { LABELS, type Label } from "../core/label.ts";
import { sigmoid } from "../core/sigmoid.ts";
import type { Calibration } from "../networks/manifest.ts";

/** Stands in for an operating point where none was set; the evidence `none` keeps it from ever being acted on. */
const NO_THRESHOLD = 0.5;

/**
 * Turns one film's logits into findings, best rank first: p = sigmoid(scale * logit + shift), judged at the finding's
 * threshold under its evidence.
 *
 * @param logits in the order of `labels`
 * @param calibration `null` ranks by the network's own probability, every finding unproven
 */
export function judgeFilm(
  logits: ArrayLike<number>,
  labels: readonly Label[],
  calibration: Pick<Calibration, "findings"> | null,
): Finding[] {
  return rank(
    labels.flatMap((label, output) => {
      const value = logits[output]!;
      if (!calibration) return [judge(label, sigmoid(value), NO_THRESHOLD, "none")];
      const known = calibration.findings[label];
      if (!known) return [];
      const { scale, shift, threshold, evidence } = known;
      return [judge(label, sigmoid(scale * value + shift), threshold, evidence)];
    }),
  );
}

/** Those of the 14 labels that a model does not judge. */
export function notAssessed(findings: readonly Finding[]): Label[] {
  return LABELS.filter((label) => findings.every((finding) => finding.label !== label));
}
