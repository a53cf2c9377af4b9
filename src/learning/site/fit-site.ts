import { sigmoid } from "../../core/sigmoid.ts";
import type { FindingCalibration } from "../../networks/manifest.ts";
import { fitLine, fitOffset } from "../calibration/fit-logistic.ts";
import { lowestThreshold } from "../metrics/operating-point.ts";

/** Of each kind, with and without the finding: below it nothing is fitted. */
export const ENOUGH_FOR_SHIFT = 10;
/** Of each kind: from here on the scale is fitted too. */
export const ENOUGH_FOR_LINE = 30;
/** Without the finding: below it a share of 5 % is less than three cases, and the same films stay flagged as before. */
export const ENOUGH_FOR_THRESHOLD = 60;
const SPECIFICITY = 0.95;

/** How a logit becomes a probability, and where it counts. */
export type Served = Pick<FindingCalibration, "scale" | "shift" | "threshold">;

/** The cases of one finding. */
export type Cases = {
  readonly logits: readonly number[];
  readonly truth: readonly boolean[];
  /** The patient, sender or case of each. */
  readonly groups: readonly string[];
};

/** What the cases are enough for. */
export type Plan = { readonly basis: "shift" | "line"; readonly threshold: boolean };

/** @returns undefined where there are too few cases for anything */
export function planFor({ truth }: Pick<Cases, "truth">): Plan | undefined {
  const positives = truth.filter(Boolean).length;
  const rarer = Math.min(positives, truth.length - positives);
  if (rarer < ENOUGH_FOR_SHIFT) return undefined;
  return {
    basis: rarer < ENOUGH_FOR_LINE ? "shift" : "line",
    threshold: truth.length - positives >= ENOUGH_FOR_THRESHOLD,
  };
}

export const probabilityOf = ({ scale, shift }: Omit<Served, "threshold">, logit: number) =>
  sigmoid(scale * logit + shift);

/**
 * Fits one finding to a site's cases: the shift under the model's own scale, or both; then the threshold, the lowest
 * probability at which 95 % of the cases without the finding stay below, or else the very logit that the model's had.
 *
 * @returns with `basis` as it came out: a line that runs against the logit is not taken
 */
export function fitSite(
  { logits, truth }: Omit<Cases, "groups">,
  own: Served,
  plan: Plan,
): Served & { readonly basis: Plan["basis"] } {
  const line = plan.basis === "line" ? fitLine(logits, truth) : undefined;
  const fitted =
    line && line.scale > 0
      ? { ...line, basis: "line" as const }
      : {
          scale: own.scale,
          shift:
            own.shift +
            fitOffset(
              logits.map((logit) => own.scale * logit + own.shift),
              truth,
            ),
          basis: "shift" as const,
        };
  const cut = (Math.log(own.threshold / (1 - own.threshold)) - own.shift) / own.scale;
  const threshold = plan.threshold
    ? lowestThreshold(
        logits.map((logit) => probabilityOf(fitted, logit)),
        truth,
        SPECIFICITY,
      )
    : probabilityOf(fitted, cut);
  return { ...fitted, threshold };
}
