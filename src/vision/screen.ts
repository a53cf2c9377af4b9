import { z } from "zod";
import { sigmoid } from "../core/sigmoid.ts";
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

/** What the first screen, "is this a chest X-ray at all", knows; stored in `manifest.screen`. */
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
  fittedOn: z.string(),
});
export type Screen = z.infer<typeof Screen>;

/** How foreign a judge finds values, in [0, 1]. */
export function foreignness(values: ArrayLike<number>, judge: Omit<Judge, "limit">): number {
  let sum = judge.bias;
  for (let place = 0; place < judge.weights.length; place += 1) {
    sum += (judge.weights[place]! * (values[place]! - judge.mean[place]!)) / judge.deviation[place]!;
  }
  return sigmoid(sum);
}

/** The two questions of the screen; each answers whether the picture may pass as a chest X-ray. */
export type FilmScreen = {
  /** @param statistics of `describeFilm` */
  before(statistics: Float64Array): boolean;
  /** @param features pooled features of the network */
  after(statistics: Float64Array, features: ArrayLike<number>): boolean;
};

/** What the second judge looks at. */
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

/** Makes a screen ready for use. */
export function createFilmScreen({ before, after, features }: Screen): FilmScreen {
  const space: FeatureSpace = readFeatureSpace(features);
  return {
    before: (statistics) => foreignness(statistics, before) < before.limit,
    after: (statistics, pooled) => foreignness(evidenceFor(space, statistics, pooled), after) < after.limit,
  };
}
