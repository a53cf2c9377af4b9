import type { GraphBuilder } from "../onnx/builder.ts";
import type { GraphWeights } from "./graph-weights.ts";

/** A fully connected layer: `matrix` is `[outputs, inputs]` in C order, as PyTorch keeps it. */
export type Linear = { readonly matrix: Float32Array; readonly bias: Float32Array };

const POOLINGS = ["average", "max"] as const;
export type Pooling = (typeof POOLINGS)[number];

/** Global average pooling, then one linear layer. */
export type PooledLinearHead = {
  readonly kind: "pooled-linear";
  readonly reluBeforePooling: boolean;
  readonly pooling: readonly ["average"];
  readonly last: Linear;
};

/**
 * The paper's head, fastai's: maximum and average pooling concatenated, batch norm, linear layer, ReLU, batch norm, linear
 * layer (dropouts do nothing at inference). The norms are folded into the layer after them.
 */
export type ConcatPoolHead = {
  readonly kind: "concat-pool";
  readonly reluBeforePooling: boolean;
  /** In the order their outputs are concatenated. */
  readonly pooling: readonly Pooling[];
  readonly first: Linear;
  readonly last: Linear;
};

export type Head = PooledLinearHead | ConcatPoolHead;

/** What a head is appended to. */
export type HeadInput = {
  readonly builder: GraphBuilder;
  readonly weights: GraphWeights;
  /** The last feature map, `[n, width, side, side]`: what Grad-CAM looks at. */
  readonly features: string;
  readonly width: number;
  readonly side: number;
  /** What the values of all outputs are called. */
  readonly names: { readonly logits: string; readonly maps: string };
};

/** Names of the values a head makes: `logits` [n,k], pooled `features` [n,d], and `maps` [n,k,side,side]. */
export type HeadOutput = { readonly logits: string; readonly features: string; readonly maps: string };

/** Length d of the pooled features. */
export function pooledWidth({ pooling }: Head, width: number): number {
  return pooling.length * width;
}

/** The same head with some of its outputs, in the order given. */
export function selectOutputs<T extends Head>(head: T, outputs: readonly number[]): T {
  const { matrix, bias } = head.last;
  const width = matrix.length / bias.length;
  const kept = new Float32Array(outputs.length * width);
  for (const [row, output] of outputs.entries()) {
    kept.set(matrix.subarray(output * width, (output + 1) * width), row * width);
  }
  return { ...head, last: { matrix: kept, bias: Float32Array.from(outputs, (output) => bias[output] ?? 0) } };
}
