import { z } from "zod";
import type { Refusal } from "../core/refusal.ts";
import { logit, sigmoid } from "../core/sigmoid.ts";
import type { Appearance } from "./appearance.ts";
import { coordinatesIn, type FeatureSpace, readFeatureSpace } from "./feature-space.ts";
import { STATISTICS } from "./film-statistics.ts";

/** A linear judge over standardised values: foreign = sigmoid(bias + sum of weight * (value - mean) / deviation). */
const JudgeSchema = z.object({
  mean: z.array(z.number()),
  deviation: z.array(z.number().positive()),
  weights: z.array(z.number()),
  bias: z.number(),
  /** Refused from this value of `foreign` on, in (0, 1). */
  limit: z.number().gt(0).lt(1),
});
export type Judge = z.infer<typeof JudgeSchema>;

/** Sides that a film may be cut off at. */
export const CUT_SIDES = ["left", "right", "top", "bottom"] as const;
export type CutSide = (typeof CUT_SIDES)[number];

const FramingSchema = z.object({
  /** One judge for each side: is so much cut off there that lung is missing? Each refuses from its limit on. */
  sides: z.object({ left: JudgeSchema, right: JudgeSchema, top: JudgeSchema, bottom: JudgeSchema }),
  /** Read with a note from this value on, in (0, 1). */
  doubtful: z.number().gt(0).lt(1),
});

/** What the first screen, "is this a frontal chest X-ray that shows both lungs", knows; stored in `manifest.screen`. */
export const Screen = z.object({
  format: z.literal(1),
  /** Names of the image statistics, in order. */
  statistics: z
    .array(z.string())
    .refine((names) => names.join() === STATISTICS.join(), "not the statistics that this version computes"),
  /** Judges image statistics alone, before the network runs: refuses only what is far from any film. */
  before: JudgeSchema,
  /** Where films lie among the network's pooled features. */
  features: z.object({
    dimension: z.number().int().positive(),
    rank: z.number().int().positive(),
    /** `dimension` values; float32, little-endian, base64. */
    mean: z.base64(),
    /** `rank` rows of `dimension` values, scaled so that films have variance 1 along each; as `mean`. */
    directions: z.base64(),
  }),
  /** Judges, after the run, the image statistics and the coordinates in the features, in that order. */
  after: JudgeSchema,
  /** Judges, after the run, whether a chest is seen from the side: statistics, layout, coordinates. Absent in older models: laterals pass. */
  view: JudgeSchema.optional(),
  /** Judges the same values for lungs that are cut off. Absent in older models: cut films pass. */
  framing: FramingSchema.optional(),
  fittedOn: z.string(),
});
export type Screen = z.infer<typeof Screen>;

/** Log odds that a judge gives values of being foreign. */
function oddsOf(values: ArrayLike<number>, judge: Omit<Judge, "limit">): number {
  let sum = judge.bias;
  for (let place = 0; place < judge.weights.length; place += 1) {
    sum += (judge.weights[place]! * (values[place]! - judge.mean[place]!)) / judge.deviation[place]!;
  }
  return sum;
}

/** How foreign a judge finds values, in [0, 1]. */
export const foreignness = (values: ArrayLike<number>, judge: Omit<Judge, "limit">): number =>
  sigmoid(oddsOf(values, judge));

/** What the screen says after the network ran. */
type Verdict = {
  readonly refusal?: Extract<Refusal, "not-a-chest-xray" | "not-frontal" | "cropped">;
  /** Whether some lung may be cut off: read, with a note. */
  readonly croppedMaybe: boolean;
};

/** The two questions of the screen. */
export type FilmScreen = {
  /**
   * Whether the picture may pass as a chest X-ray.
   *
   * @param statistics of `describeFilm`
   */
  before(statistics: Float64Array): boolean;
  /** @param features pooled features of the network */
  after(seen: Pick<Appearance, "statistics" | "layout">, features: ArrayLike<number>): Verdict;
};

/** What the judge of foreign pictures looks at after the run. */
export function evidenceFor(
  space: FeatureSpace,
  statistics: Float64Array,
  features: ArrayLike<number>,
): Float64Array {
  const coordinates = coordinatesIn(space, features);
  const values = new Float64Array(statistics.length + coordinates.length);
  values.set(statistics);
  values.set(coordinates, statistics.length);
  return values;
}

/** What the judges of view and framing look at: `evidence` and, behind it, the layout. */
export function postureOf(evidence: Float64Array, layout: Float64Array): Float64Array {
  const values = new Float64Array(evidence.length + layout.length);
  values.set(evidence);
  values.set(layout, evidence.length);
  return values;
}

/** By how much a judge's odds lie beyond its limit; refused from 0 on. */
const beyond = (values: Float64Array, judge: Judge) => oddsOf(values, judge) - logit(judge.limit);

/** Makes a screen ready for use. */
export function createFilmScreen({ before, after, features, view, framing }: Screen): FilmScreen {
  const space: FeatureSpace = readFeatureSpace(features);
  const sides = framing ? CUT_SIDES.map((side) => framing.sides[side]) : [];
  const doubtful = logit(framing?.doubtful ?? 0.5);
  return {
    before: (statistics) => foreignness(statistics, before) < before.limit,
    after({ statistics, layout }, pooled) {
      const evidence = evidenceFor(space, statistics, pooled);
      const foreign = beyond(evidence, after);
      const posture = postureOf(evidence, layout);
      const lateral = view ? beyond(posture, view) : Number.NEGATIVE_INFINITY;
      // Where both refuse, the surer one gives the reason.
      if (lateral >= 0 && lateral >= foreign) return { refusal: "not-frontal", croppedMaybe: false };
      if (foreign >= 0) return { refusal: "not-a-chest-xray", croppedMaybe: false };
      if (sides.some((judge) => beyond(posture, judge) >= 0))
        return { refusal: "cropped", croppedMaybe: true };
      return { croppedMaybe: sides.some((judge) => oddsOf(posture, judge) >= doubtful) };
    },
  };
}
