import { z } from "zod";
import { LABELS } from "../../core/label.ts";
import { LOSSES } from "../../networks/training/training-network.ts";

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

/** How many films of a rarer label count: eq. 1, negatives per positive, or by what labels come together with. */
const WEIGHTS = ["none", "balanced", "ratio", "co-occurrence"] as const;
export type WeightKind = (typeof WEIGHTS)[number];

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

/** How films are varied: what the loader does with them before they are normalised. */
const Augmentation = z.strictObject({
  /** Degrees, either way. */
  rotation: z.number().min(0).max(180).default(0),
  /** The largest zoom, and how often there is any. */
  zoom: z.number().min(1).max(3).default(1),
  zoomShare: share.default(0.5),
  brightness: share.default(0),
  contrast: share.default(0),
  flip: z.boolean().default(false),
  crop: share.default(0),
  perspective: share.default(0),
  blur: share.default(0),
  jpeg: z.boolean().default(false),
  equalise: share.default(0),
});

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
    }),
    z.strictObject({ kind: z.literal("one-vs-all"), finding: z.enum(LABELS) }),
  ]),
  /** Whether films without any finding are learnt from; the paper left them out. */
  films: z.enum(["all", "with-findings"]).default("all"),
  network: Network,
  input: z.strictObject({
    channels: z.union([z.literal(1), z.literal(3)]).default(3),
    mean: z.array(z.number()).min(1).default([0.5]),
    std: z.array(z.number().positive()).min(1).default([0.25]),
    range: z.number().positive().default(1),
  }),
  loss: z.strictObject({ kind: z.enum(LOSSES), weights: z.enum(WEIGHTS).default("none") }),
  optimiser: z.strictObject({
    kind: z.literal("adam"),
    beta2: share.default(0.999),
    epsilon: z.number().positive().default(1e-8),
    /** Decoupled: share of each weight taken off per step, times the rate. */
    decay: z.number().min(0).default(1e-2),
  }),
  phases: z.array(Phase).min(1),
  augmentation: Augmentation.prefault({}),
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

/** Whether a recipe asks for any augmentation. */
export function variesFilms({ augmentation }: Recipe): boolean {
  return JSON.stringify(augmentation) !== JSON.stringify(Augmentation.parse({}));
}
