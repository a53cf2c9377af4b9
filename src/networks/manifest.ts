import { z } from "zod";
import { EVIDENCE } from "../core/finding.ts";
import { LABELS } from "../core/label.ts";

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Interval = z.tuple([z.number(), z.number()]);

/** How one label's logit becomes a calibrated probability and when it counts: p = sigmoid(scale * logit + shift). */
const FindingCalibration = z.object({
  scale: z.number().positive(),
  shift: z.number(),
  /** Operating point on the calibrated probability. */
  threshold: z.number().gt(0).lt(1),
  /** `prior-shift`: pooled temperature and prevalence; `platt`: fitted for this label alone. */
  basis: z.enum(["prior-shift", "platt"]),
  evidence: z.enum(EVIDENCE),
  /** Area under the ROC curve on the test split, with its 95 % interval (bootstrap by patient) and positives. */
  auc: z.number().nullable(),
  interval: Interval.nullable(),
  positives: z.number().int().nonnegative(),
});
export type FindingCalibration = z.infer<typeof FindingCalibration>;

const Calibration = z.object({
  fittedOn: z.string(),
  testedOn: z.string(),
  temperature: z.number().positive(),
  meanAuc: z.number(),
  meanAucInterval: Interval,
  /** Share of test films labelled "No Finding" on which any finding was above its threshold. */
  falseAlarmShare: z.number(),
  /** Mean AUC under .75: replies open by saying that the model is for trying the service out. */
  starter: z.boolean(),
  findings: z.partialRecord(z.enum(LABELS), FindingCalibration),
});
export type Calibration = z.infer<typeof Calibration>;

/** When the program says that it is not sure; see `vision/doubt`. */
const Uncertainty = z.object({
  /** Of the screen's feature space, in which distances are measured. */
  space: Sha256,
  /** Mean squared length, over validation films, of what that space leaves over. */
  leftOver: z.number().positive(),
  /** A film is unlike those learnt from when it lies farther than this. */
  distance: z.number().positive(),
  /** A film is looked at again where a proven finding's logit comes within this of its threshold, or above it. */
  margin: z.number().nonnegative(),
  /** An answer that changed counts where, on average over the looks, it moved farther than this beyond the threshold. */
  disagreement: z.number(),
  fittedOn: z.string(),
  testedOn: z.string(),
  /** Share of the test films that became unsure. */
  share: z.number().min(0).max(1),
});
export type Uncertainty = z.infer<typeof Uncertainty>;

/** What `model.json` says of a network (DESIGN 4.5). */
export const Manifest = z.object({
  format: z.literal(1),
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/),
  version: z.string(),
  licence: z.string(),
  source: z.string(),
  architecture: z.object({
    family: z.literal("densenet"),
    growth: z.number().int().positive(),
    blocks: z.array(z.number().int().positive()),
    initialWidth: z.number().int().positive(),
    bottleneck: z.number().int().positive(),
  }),
  /** Pixel x in [0, 255] becomes (x / 255 * range - mean) / std, per channel. */
  input: z.object({
    size: z.number().int().positive(),
    channels: z.union([z.literal(1), z.literal(3)]),
    mean: z.array(z.number()),
    std: z.array(z.number().positive()),
    range: z.number().positive(),
  }),
  head: z.object({
    kind: z.enum(["pooled-linear", "concat-pool"]),
    reluBeforePooling: z.boolean(),
    /** In the order their outputs are concatenated. */
    pooling: z.array(z.enum(["average", "max"])).min(1),
  }),
  activation: z.enum(["sigmoid", "softmax"]),
  /** In output order. */
  labels: z.array(z.enum(LABELS)).min(1),
  /** Outputs of the source that are not among the 14 and were left out. */
  dropped: z.array(z.string()),
  weights: z.enum(["float32", "float16"]),
  training: z.object({ data: z.string(), split: z.string() }),
  /** Operating points on the uncalibrated probability that came with the weights (TorchXRayVision's). */
  operatingPoints: z.partialRecord(z.enum(LABELS), z.number().gt(0).lt(1)).optional(),
  calibration: Calibration.nullable(),
  /** Statistics of the chest X-ray screen; checked by `vision/screen`, which alone knows their form. */
  screen: z.record(z.string(), z.unknown()).nullable(),
  /** Absent from models of before: no film is then ever unsure. */
  uncertainty: Uncertainty.optional(),
  /** Of the network that calibration, screen and uncertainty were measured with; where it is not `sha256`, they are another's. */
  measuredWith: z
    .object({
      calibration: Sha256.optional(),
      screen: Sha256.optional(),
      uncertainty: Sha256.optional(),
    })
    .optional(),
  /** Of `model.onnx`, hexadecimal. */
  sha256: Sha256,
});
export type Manifest = z.infer<typeof Manifest>;
