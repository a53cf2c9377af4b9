import type { Finding } from "./finding.ts";
import type { Label } from "./label.ts";
import type { Refusal, RefusalDetail } from "./refusal.ts";

export const QUALITY_GRADES = ["good", "fair", "poor"] as const;

/** How far a photo can be trusted; notes are locale keys below `quality-note-` or, of what was set right, `report-corrected-`. */
export type Quality = { readonly grade: (typeof QUALITY_GRADES)[number]; readonly notes: readonly string[] };

/** Which model read a photo. A starter model is for trying the service out, not for patients. */
export type ModelIdentity = {
  readonly name: string;
  readonly version: string;
  /** Of `model.onnx`, hexadecimal. */
  readonly sha256: string;
  readonly starter: boolean;
};

/** Findings of one film, best rank first. */
export type FindingsReading = {
  readonly outcome: "findings";
  readonly quality: Quality;
  readonly findings: readonly Finding[];
  /** Labels among the 14 that this model cannot judge. */
  readonly notAssessed: readonly Label[];
  readonly model: ModelIdentity;
};

export type RefusedReading = {
  readonly outcome: "refused";
  readonly refusal: Refusal;
  readonly detail: RefusalDetail;
};

/**
 * Why the program would not stand by its answer: the film is unlike those it learnt from, or the answer changed when the
 * film was mirrored or moved a little. The sentence for each is `unsure-why-<reason>`.
 */
export const UNSURE_REASONS = ["unlike-training", "unsteady"] as const;
export type UnsureReason = (typeof UNSURE_REASONS)[number];

/** A film that was read, but of which nothing is claimed: a person is asked instead. */
export type UnsureReading = {
  readonly outcome: "unsure";
  readonly reasons: readonly UnsureReason[];
  readonly quality: Quality;
  /** What the network would have said; for the record, never for the reply. */
  readonly findings: readonly Finding[];
  readonly notAssessed: readonly Label[];
  readonly model: ModelIdentity;
};

/** The outcome for a study. */
export type Reading = FindingsReading | UnsureReading | RefusedReading;
