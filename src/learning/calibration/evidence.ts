import type { Evidence } from "../../core/finding.ts";

/** Fewer positive test films than this prove little, however well they are ranked. */
const ENOUGH_POSITIVES = 20;

/**
 * What a test proves of a finding: by the lower bound of its AUC's 95 % interval, strong from .8, moderate from .7, weak
 * from .6, else none; with fewer than 20 positive films at most weak.
 */
export function evidenceOf(lowerBound: number | null, positives: number): Evidence {
  if (lowerBound === null || lowerBound < 0.6) return "none";
  if (lowerBound < 0.7 || positives < ENOUGH_POSITIVES) return "weak";
  return lowerBound < 0.8 ? "moderate" : "strong";
}

/** A model below this mean AUC is for trying the service out, not for patients. */
const STARTER_BELOW = 0.75;

export function isStarter(meanAuc: number): boolean {
  return meanAuc < STARTER_BELOW;
}
