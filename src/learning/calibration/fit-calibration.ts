import type { Label } from "../../core/label.ts";
import { sigmoid } from "../../core/sigmoid.ts";
import { UserError } from "../../core/user-error.ts";
import { type LabelledOutputs, logitsOf, truthOf } from "../labelled-outputs.ts";
import { lowestThreshold } from "../metrics/operating-point.ts";
import { countPrevalence, logOddsOf, type Prevalence } from "../prevalence.ts";
import { fitLine, fitScale } from "./fit-logistic.ts";

/** From so many positive validation films on, a finding is fitted by itself. */
const PLATT_POSITIVES = 30;
/** Share of the validation films without a finding that must stay below its threshold. */
const SPECIFICITY = 0.95;

/** Where films come from, as far as the logits care. */
export type Prevalences = {
  /** Films the network was trained on. */
  readonly trained: Prevalence;
  /** Films that the validation films are a fair draw of. */
  readonly sample: Prevalence;
  /** Films that probabilities are to hold for. */
  readonly target: Prevalence;
};

/** How one finding's logit becomes a probability, and where it counts. */
export type FittedFinding = {
  readonly label: Label;
  readonly scale: number;
  readonly shift: number;
  readonly threshold: number;
  readonly basis: "prior-shift" | "platt";
};

export type FittedCalibration = { readonly temperature: number; readonly findings: readonly FittedFinding[] };

/**
 * Fits one temperature over all findings of the validation films: the likeliest T in
 * sigmoid(logit / T + log odds in the sample - log odds in training), which is plain sigmoid(logit / T) where the network
 * was trained on the sample.
 *
 * @throws {UserError} when larger logits do not mean likelier findings
 */
export function fitTemperature(validation: LabelledOutputs, { trained, sample }: Prevalences): number {
  const { rows, labels } = validation;
  const logits = labels.flatMap((label) => [...logitsOf(validation, label)]);
  const targets = labels.flatMap((label) => truthOf(validation, label).map(Number));
  const offsets = labels.flatMap((label) =>
    new Array<number>(rows.length).fill(logOddsOf(sample, label) - logOddsOf(trained, label)),
  );
  const scale = fitScale(logits, offsets, targets);
  if (scale <= 1e-3) {
    throw new UserError(
      "calibrate: on the validation films larger outputs do not mean likelier findings. " +
        "Check that the model's labels are in the order of its outputs, and its normalisation.",
    );
  }
  return 1 / scale;
}

/**
 * Calibrates every finding on the validation films: the pooled temperature and the step from training's to the target's
 * log odds; from 30 positives on, Platt's fit and the step from validation's to the target's, unless that fit runs
 * against the logit. The threshold is the lowest probability seen at which at least 95 % of the films without the
 * finding stay below.
 */
export function fitCalibration(validation: LabelledOutputs, prevalences: Prevalences): FittedCalibration {
  const { trained, target } = prevalences;
  const temperature = fitTemperature(validation, prevalences);
  const own = countPrevalence(validation.rows);
  const findings = validation.labels.map((label): FittedFinding => {
    const logits = logitsOf(validation, label);
    const truth = truthOf(validation, label);
    const line = own.positives[label] >= PLATT_POSITIVES ? fitLine(logits, truth) : undefined;
    const alone = line && line.scale > 0 ? line : undefined;
    const from = alone ? own : trained;
    const scale = alone?.scale ?? 1 / temperature;
    const shift = (alone?.shift ?? 0) + logOddsOf(target, label) - logOddsOf(from, label);
    const probabilities = logits.map((logit) => sigmoid(scale * logit + shift));
    const threshold = lowestThreshold(probabilities, truth, SPECIFICITY);
    return { label, scale, shift, threshold, basis: alone ? "platt" : "prior-shift" };
  });
  return { temperature, findings };
}
