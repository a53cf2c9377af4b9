import { z } from "zod";
import { LABELS } from "../../core/label.ts";
import { SPLITS } from "../labels.ts";
import { REASONS } from "./gather-films.ts";
import { NO_FINDING_WAYS } from "./task.ts";

const count = z.number().int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * The files of a prepared dataset, a folder: the manifest; its films (one row a film, one-hot columns per class); what was
 * set aside and why. `cache/` holds decoded films and can be removed at any time.
 */
export const DATASET_FILES = {
  manifest: "dataset.json",
  films: "films.csv",
  setAside: "set-aside.csv",
  cache: "cache",
} as const;

const Task = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("multi-label"), noFinding: z.enum(NO_FINDING_WAYS) }),
  z.strictObject({
    kind: z.literal("one-vs-all"),
    finding: z.enum(LABELS),
    noFinding: z.enum(["films", "leave-out"]),
  }),
]);

/** What `dataset.json` says. It holds no date and no place of its own: the same input gives the same bytes. */
export const DatasetManifest = z.strictObject({
  format: z.literal(1),
  task: Task,
  /** In the order of a network's outputs. */
  classes: z.array(z.string()).min(2),
  /** What it was made of: paths as they were given. */
  labels: z.array(z.strictObject({ path: z.string(), sha256, films: count })).min(1),
  images: z.array(z.string()).min(1),
  split: z.strictObject({
    by: z.enum(["image", "patient", "column", "lists"]),
    seed: z.number().int(),
    /** Parts of 100, where films were dealt out. */
    shares: z.record(z.enum(SPLITS), z.number()).optional(),
    lists: z.array(z.strictObject({ path: z.string(), sha256, split: z.enum(SPLITS) })).optional(),
    valShare: z.number().optional(),
  }),
  /** Patients in more than one split. */
  leak: z.strictObject({ patients: count, films: count, between: z.record(z.string(), count) }),
  counts: z.strictObject({
    films: count,
    patients: count,
    splits: z.record(
      z.enum(SPLITS),
      z.strictObject({ films: count, patients: count, classes: z.record(z.string(), count) }),
    ),
    setAside: z.record(z.enum(REASONS), count),
    /** Films with No Finding that the task leaves out. */
    leftOut: count,
  }),
  /** Of `films.csv`. */
  filmsSha256: sha256,
  /** Of every film's content, labels and split: equal for two datasets that teach the same. */
  fingerprint: sha256,
});
export type DatasetManifest = z.infer<typeof DatasetManifest>;
