import { z } from "zod";
import { LABELS } from "../../core/label.ts";
import { LOSSES } from "../../networks/training/training-network.ts";
import { AugmentOptions } from "../augment/augment-options.ts";
import { WEIGHT_KINDS } from "../dataset/class-weights.ts";
import { Sampling } from "../dataset/sample-epoch.ts";
import { NO_FINDING_WAYS } from "../dataset/task.ts";

const share = z.number().min(0).max(1);
const whole = z.number().int().positive();

const Network = z.strictObject({
  body: z.union([
    z.literal("densenet121"),
    z.strictObject({ growth: whole, bottleneck: whole, initialWidth: whole, blocks: z.array(whole).min(1) }),
  ]),
  /** `concat-pool` is the paper's head, `linear` torchvision's. */
  head: z.enum(["linear", "concat-pool"]),
  /** Width of the paper's hidden layer. */
  hidden: whole.default(512),
  /** Before each linear layer. */
  dropout: z.array(z.number().min(0).lt(1)).max(2).default([]),
});

const OneCycle = z.strictObject({
  kind: z.literal("one-cycle"),
  warmUp: z.number().gt(0).lt(1).default(0.3),
  startDivisor: z.number().gte(1).default(25),
  endDivisor: z.number().gte(1).default(1e4),
  momentum: z.tuple([share, share]).default([0.95, 0.85]),
});
const Constant = z.strictObject({ kind: z.literal("constant"), beta1: share.default(0.9) });

const Phase = z.strictObject({
  name: z.string().min(1),
  trains: z.enum(["all", "head"]),
  epochs: whole,
  /** Side of the images in pixels. */
  size: z.number().int().min(32).max(2048),
  batch: whole,
  /** Batches that make one step. */
  accumulation: whole.default(1),
  /** The highest rate. */
  rate: z.number().positive(),
  schedule: z.discriminatedUnion("kind", [OneCycle, Constant]).prefault({ kind: "one-cycle" }),
});
export type Phase = z.output<typeof Phase>;

/** How grey values become the network's input: a way that is named, or figures. */
const Normalisation = z.union([
  z.enum(["imagenet", "symmetric", "statistics"]),
  z.strictObject({
    mean: z.array(z.number()).min(1),
    std: z.array(z.number().positive()).min(1),
    range: z.number().positive().default(1),
  }),
]);

/** A training run as data. */
export const Recipe = z.strictObject({
  format: z.literal(1),
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, "may hold small letters, digits, dots and hyphens only"),
  description: z.string().default(""),
  task: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("multi-label"),
      findings: z
        .array(z.enum(LABELS))
        .min(1)
        .default([...LABELS]),
      /** Films with No Finding are learnt from as such, with a class of their own, or, as in the paper, not at all. */
      noFinding: z.enum(NO_FINDING_WAYS).default("films"),
    }),
    z.strictObject({
      kind: z.literal("one-vs-all"),
      finding: z.enum(LABELS),
      noFinding: z.enum(["films", "leave-out"]).default("films"),
    }),
  ]),
  network: Network,
  input: z.strictObject({
    channels: z.union([z.literal(1), z.literal(3)]).default(3),
    normalisation: Normalisation.prefault({ mean: [0.5], std: [0.25] }),
  }),
  loss: z.strictObject({ kind: z.enum(LOSSES), weights: z.enum(["none", ...WEIGHT_KINDS]).default("none") }),
  optimiser: z.strictObject({
    kind: z.literal("adam"),
    beta2: share.default(0.999),
    epsilon: z.number().positive().default(1e-8),
    /** Decoupled: share of each weight taken off per step, times the rate. */
    decay: z.number().min(0).default(1e-2),
  }),
  phases: z.array(Phase).min(1),
  /** How films are changed each time they are learnt from. */
  augmentation: AugmentOptions.prefault({}),
  /** Which films an epoch takes, and what each source counts. */
  sampling: Sampling.prefault({ kind: "all" }),
  /** Ends a phase after so many epochs without a better mean AUC. */
  earlyStopping: z.strictObject({ patience: whole }).nullable().default(null),
  averaging: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("ema"), decay: z.number().gt(0).lt(1).default(0.999) }),
      z.strictObject({ kind: z.literal("swa"), fromEpoch: whole }),
    ])
    .nullable()
    .default(null),
  precision: z.enum(["float32", "mixed"]).default("float32"),
  seed: z.number().int().min(0).max(0xffff_ffff).default(1),
});
export type Recipe = z.output<typeof Recipe>;
