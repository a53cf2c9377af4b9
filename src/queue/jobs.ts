import { z } from "zod";
import { BANDS, EVIDENCE } from "../core/finding.ts";
import { LABELS } from "../core/label.ts";
import { PICTURE_KINDS } from "../core/picture.ts";
import { QUALITY_GRADES, UNSURE_REASONS } from "../core/reading.ts";
import { REFUSALS } from "../core/refusal.ts";

/** Ways in and out. A channel's replies travel in `replies-<channel>`. */
export const CHANNELS = ["telegram", "whatsapp", "web", "console"] as const;
export type Channel = (typeof CHANNELS)[number];

/** Made from channel, chat and message by a keyed hash (`vault.ts`): the same message is the same study. */
export const StudyId = z.string().regex(/^(telegram|whatsapp|web|console)-[0-9a-f]{24}$/);

/** What every job of a study carries. No photo, name, number or caption: those are sealed or stored elsewhere. */
const Common = z.object({
  v: z.literal(1),
  study: StudyId,
  channel: z.enum(CHANNELS),
  /** Where the answer goes (chat, message): sealed with `PHOTO_KEY`, opened by the channel alone. */
  address: z.string(),
  language: z.string(),
  lowData: z.boolean(),
  /** When the message came, milliseconds since 1970. */
  receivedAt: z.number().int().nonnegative(),
});

/** A photo still at the messenger: queue `fetches-<channel>`, handled in the channel's process. */
export const FetchJob = Common.extend({
  /** The messenger's own name for the file, sealed with `PHOTO_KEY`. */
  handle: z.string(),
});
export type FetchJob = z.infer<typeof FetchJob>;

/** A photo in the store, waiting for a worker: queue `studies`. */
export const StudyJob = Common.extend({
  photo: z.object({ bytes: z.number().int().nonnegative(), sha256: z.string() }),
});
export type StudyJob = z.infer<typeof StudyJob>;

const FindingSchema = z.object({
  label: z.enum(LABELS),
  probability: z.number().min(0).max(1),
  threshold: z.number().min(0).max(1),
  score: z.number().min(0).max(1),
  band: z.enum(BANDS),
  evidence: z.enum(EVIDENCE),
});

/** Of a film that the network saw. */
const seen = {
  quality: z.object({ grade: z.enum(QUALITY_GRADES), notes: z.array(z.string()) }),
  findings: z.array(FindingSchema),
  notAssessed: z.array(z.enum(LABELS)),
  model: z.object({ name: z.string(), version: z.string(), sha256: z.string(), starter: z.boolean() }),
};

/** A reading that lists findings. */
export const FindingsSchema = z.object({ outcome: z.literal("findings"), ...seen });

const ReadingSchema = z.discriminatedUnion("outcome", [
  FindingsSchema,
  z.object({ outcome: z.literal("unsure"), reasons: z.array(z.enum(UNSURE_REASONS)), ...seen }),
  z.object({
    outcome: z.literal("refused"),
    refusal: z.enum(REFUSALS),
    detail: z.object({ format: z.enum(["heic", "pdf", "dicom", "svg", "bmp", "other"]).exactOptional() }),
  }),
]);

/** A reading on its way back: queue `replies-<channel>`. Pictures lie in the store under `picture:<study>:<kind>`. */
export const ReplyJob = Common.extend({
  reading: ReadingSchema,
  pictures: z.array(
    z.object({ kind: z.enum(PICTURE_KINDS), labels: z.array(z.enum(LABELS)), bytes: z.number().int() }),
  ),
});
export type ReplyJob = z.infer<typeof ReplyJob>;
