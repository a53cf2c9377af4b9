import { z } from "zod";

const Probability = z.number().min(0).max(1);
const often = (probability: number) => Probability.default(probability);

/**
 * What may happen to a film before the network sees it. Each change happens with its `probability`; its amount is drawn
 * evenly from the range given. Everything defaults to "never": a recipe says what it wants.
 */
export const AugmentOptions = z
  .strictObject({
    /** Degrees either way. */
    rotation: z.strictObject({ degrees: z.number().min(0).max(180), probability: often(1) }).optional(),
    /** Magnification between 1 and `to` about a random point. */
    zoom: z.strictObject({ to: z.number().min(1).max(4), probability: often(0.5) }).optional(),
    /** Left and right change places. The heart then lies on the wrong side: off in the paper's recipes. */
    flip: z.strictObject({ probability: often(0.5) }).optional(),
    /** A window of between `least` and 1 of each side, stretched to the whole, each side by itself. */
    crop: z.strictObject({ least: z.number().gt(0).max(1), probability: often(1) }).optional(),
    /** Each corner moves up to this share of the side. */
    perspective: z.strictObject({ shift: z.number().min(0).max(0.25), probability: often(1) }).optional(),
    /** Brightness and contrast as fastai's `max_lighting`. */
    lighting: z.strictObject({ within: z.number().min(0).max(0.9), probability: often(0.75) }).optional(),
    /** Every grey level equally often, as `nih-equalised` was made. */
    equalise: z.strictObject({ probability: often(0.5) }).optional(),
    /** Gaussian; sigma up to this share of the side. */
    blur: z.strictObject({ sigma: z.number().min(0).max(0.05), probability: often(0.5) }).optional(),
    /** Squeezed as messengers do, at a quality from `least` to 95. */
    jpeg: z.strictObject({ least: z.number().int().min(5).max(95), probability: often(0.5) }).optional(),
    /** What stands where a turned film has no pixels: its mirror image, as in the paper's library, or black. */
    border: z.enum(["mirror", "black"]).default("mirror"),
  })
  .readonly();
export type AugmentOptions = z.infer<typeof AugmentOptions>;

/** Augmentations by name. */
export const AUGMENTATIONS = {
  none: AugmentOptions.parse({}),
  /** As the paper: rotation within 30 degrees, zoom to 1.3 half of the time, brightness and contrast within 0.4. */
  paper: AugmentOptions.parse({
    rotation: { degrees: 30 },
    zoom: { to: 1.3, probability: 0.5 },
    lighting: { within: 0.4 },
  }),
  /** The paper's, and what a photographed film brings along. */
  photo: AugmentOptions.parse({
    rotation: { degrees: 30 },
    zoom: { to: 1.3, probability: 0.5 },
    lighting: { within: 0.4 },
    crop: { least: 0.85, probability: 0.5 },
    perspective: { shift: 0.06, probability: 0.5 },
    equalise: { probability: 0.3 },
    blur: { sigma: 0.008, probability: 0.3 },
    jpeg: { least: 30, probability: 0.5 },
  }),
} as const;
export type AugmentationName = keyof typeof AUGMENTATIONS;
