import type { Label } from "./label.ts";

/** How sure a finding's wording may be. */
export const BANDS = ["likely", "possible", "unlikely"] as const;
export type Band = (typeof BANDS)[number];

/** How well this model has shown, on a test set, that it can rank films by a finding. */
export const EVIDENCE = ["strong", "moderate", "weak", "none"] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** One of the 14 labels as judged on one film. */
export type Finding = {
  readonly label: Label;
  /** Calibrated probability in [0, 1]. */
  readonly probability: number;
  /** Operating point on the calibrated probability, in (0, 1). */
  readonly threshold: number;
  /** Distance from the threshold, scaled so that the threshold lands on 0.5; in [0, 1]. */
  readonly score: number;
  readonly band: Band;
  readonly evidence: Evidence;
};

const LIKELY = 0.75;
const POSSIBLE = 0.5;

/**
 * Maps a calibrated probability onto [0, 1] so that the threshold lands on 0.5 (DESIGN 4.2; the operating-point
 * scaling of TorchXRayVision).
 *
 * @param probability calibrated, in [0, 1]
 * @param threshold operating point, in (0, 1)
 */
export function scoreOf(probability: number, threshold: number): number {
  if (probability < threshold) return probability / (2 * threshold);
  return 1 - (1 - probability) / (2 * (1 - threshold));
}

/**
 * The band a score may be given under its evidence: a weak finding never exceeds `possible`, an unproven one
 * (`none`) is always `unlikely`, that is, never reported as seen.
 */
export function bandOf(score: number, evidence: Evidence): Band {
  if (evidence === "none" || score < POSSIBLE) return "unlikely";
  if (score >= LIKELY && evidence !== "weak") return "likely";
  return "possible";
}

/** Judges one label: score and band from its calibrated probability, threshold and evidence. */
export function judge(label: Label, probability: number, threshold: number, evidence: Evidence): Finding {
  const score = scoreOf(probability, threshold);
  return { label, probability, threshold, score, band: bandOf(score, evidence), evidence };
}

/** Best rank first: proven findings by score, then the unproven ones by score. Ties keep their order. */
export function rank(findings: readonly Finding[]): Finding[] {
  const unproven = (finding: Finding) => (finding.evidence === "none" ? 1 : 0);
  return findings.toSorted((a, b) => unproven(a) - unproven(b) || b.score - a.score);
}

/** The findings above their threshold that may be reported, in their given order. */
export function reportable(findings: readonly Finding[]): Finding[] {
  return findings.filter((finding) => finding.band !== "unlikely");
}

const URGENT: readonly Label[] = ["Pneumothorax", "Effusion"];

/**
 * Findings that call for acting now: pneumothorax or effusion, likely, and resting on strong or moderate
 * evidence. A weak class never raises the alarm.
 */
export function urgent(findings: readonly Finding[]): Finding[] {
  return findings.filter(
    ({ label, band, evidence }) =>
      URGENT.includes(label) && band === "likely" && (evidence === "strong" || evidence === "moderate"),
  );
}
