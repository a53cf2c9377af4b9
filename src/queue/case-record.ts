import { z } from "zod";
import { BANDS } from "../core/finding.ts";
import { LABELS } from "../core/label.ts";
import { QUALITY_GRADES } from "../core/reading.ts";
import { CHANNELS, StudyId } from "./jobs.ts";

/** What the network said of a study: no photo, no name, no number. Kept so that feedback has something to attach to. */
export const CaseRecord = z.object({
  v: z.literal(1),
  study: StudyId,
  channel: z.enum(CHANNELS),
  /** Pseudonym of who sent it. */
  person: z.string(),
  /** When the photo came, as `2026-11-25`. */
  day: z.string(),
  findings: z.array(z.object({ label: z.enum(LABELS), band: z.enum(BANDS) })),
  /** The program was not sure: the findings were not told. */
  unsure: z.boolean().exactOptional(),
  grade: z.enum(QUALITY_GRADES),
  model: z.object({ name: z.string(), version: z.string(), sha256: z.string() }),
});
export type CaseRecord = z.infer<typeof CaseRecord>;

const VerdictSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("agree") }),
  z.object({ kind: z.literal("disagree") }),
  z.object({ kind: z.literal("confirmed"), labels: z.array(z.enum(LABELS)) }),
]);

/** A verdict with the case it is about. */
export const FeedbackRecord = z.object({
  v: z.literal(1),
  case: CaseRecord,
  verdict: VerdictSchema,
  /** Milliseconds since 1970. */
  at: z.number().int().nonnegative(),
});
export type FeedbackRecord = z.infer<typeof FeedbackRecord>;
