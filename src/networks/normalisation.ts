import type { Manifest } from "./manifest.ts";

/** How a pixel x in [0, 255] becomes the network's input: (x / 255 * range - mean) / std, per channel. */
export type Normalisation = Pick<Manifest["input"], "mean" | "std" | "range">;

/** Normalisations that public checkpoints were trained with, by name. */
export const NORMALISATIONS = {
  /** Mean and deviation of ImageNet's colours, as torchvision's networks take them. */
  imagenet: { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225], range: 1 },
  /** Pixels spread over [-1024, 1024]. */
  torchxrayvision: { mean: [1024], std: [1], range: 2048 },
} as const satisfies Record<string, Normalisation>;

export type NormalisationName = keyof typeof NORMALISATIONS;

/**
 * The normalisation taken when a person names none: most public three-channel DenseNets started from ImageNet's, most
 * one-channel ones are TorchXRayVision's.
 */
export function usualNormalisation(channels: number): NormalisationName {
  return channels === 1 ? "torchxrayvision" : "imagenet";
}

/** The same normalisation for as many channels: one value stands for all of them. */
export function forChannels(normalisation: Normalisation, channels: number): Normalisation | undefined {
  const spread = (values: readonly number[]) => {
    if (values.length === channels) return [...values];
    if (values.length === 1) return Array.from({ length: channels }, () => values[0] as number);
    return undefined;
  };
  const mean = spread(normalisation.mean);
  const std = spread(normalisation.std);
  return mean && std ? { mean, std, range: normalisation.range } : undefined;
}
