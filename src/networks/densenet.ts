import type { Graph } from "../onnx/graph.ts";
import { createGraphBuilder } from "../onnx/graph-builder.ts";
import { integers } from "../onnx/tensor-data.ts";
import { appendConcatPool } from "./concat-pool-head.ts";
import { appendBody } from "./densenet-body.ts";
import { createGraphWeights } from "./graph-weights.ts";
import { type Head, type HeadInput, type HeadOutput, pooledWidth, selectOutputs } from "./head.ts";
import { featureWidth, type HyperParameters, mapSide } from "./hyper-parameters.ts";
import { appendPooledLinear } from "./pooled-linear-head.ts";
import type { WeightOf } from "./weights.ts";

/** How a network's numbers are stored. */
export type Storage = {
  /** Kernels as float16, cast to float32 when the graph is loaded. */
  readonly half: boolean;
  /**
   * With `half`, how many of the first blocks stay float32 as the stem does. Early layers hold few weights, but see a film's
   * even areas, where rounding shifts whole channels: the baseline's stem and first block hold a twentieth of its
   * weights, yet halving them moves logits ten times as far as halving all others. With all blocks nothing is halved.
   */
  readonly exactBlocks: number;
};

/** What a DenseNet is made of. */
export type DenseNet = {
  readonly hyper: HyperParameters;
  /** The body's weights by their names below torchvision's `features.`. */
  readonly weightOf: WeightOf;
  readonly head: Head;
  readonly activation: "sigmoid" | "softmax";
  /** Places of the outputs wanted, in the order wanted; all when left out. */
  readonly kept?: readonly number[];
};

function appendHead(input: HeadInput, head: Head): HeadOutput {
  return head.kind === "pooled-linear" ? appendPooledLinear(input, head) : appendConcatPool(input, head);
}

type Outputs = HeadOutput & { readonly probabilities: string };

/** Each output is judged alone, so those not kept are left out of the head. */
function appendSigmoid(
  input: Omit<HeadInput, "names">,
  head: Head,
  kept: readonly number[] | undefined,
): Outputs {
  const names = { logits: "logits", maps: "maps" };
  const output = appendHead({ ...input, names }, kept ? selectOutputs(head, kept) : head);
  const probabilities = input.builder.add("Sigmoid", [output.logits], {}, { name: "probabilities" });
  return { ...output, probabilities };
}

/**
 * Of two outputs one alone, kept: the softmax of a pair is the sigmoid of their difference, so the last layer's rows are
 * subtracted. Then `logits` are the log-odds that calibration and bands take them for, and the map shows what speaks for the
 * finding against all others.
 */
function differenceOf<T extends Head>(head: T, kept: number): T {
  const pair = selectOutputs(head, [kept, 1 - kept]).last;
  const width = pair.matrix.length / 2;
  const matrix = pair.matrix.slice(0, width).map((weight, at) => weight - pair.matrix[width + at]!);
  return { ...head, last: { matrix, bias: Float32Array.of(pair.bias[0]! - pair.bias[1]!) } };
}

/** A softmax weighs all outputs against each other, so those not kept are left out after it. */
function appendSoftmax(
  input: Omit<HeadInput, "names">,
  head: Head,
  kept: readonly number[] | undefined,
): Outputs {
  const [one] = kept ?? [];
  if (one !== undefined && kept?.length === 1 && head.last.bias.length === 2) {
    return appendSigmoid(input, differenceOf(head, one), undefined);
  }
  const { builder } = input;
  const all = appendHead({ ...input, names: { logits: "all.logits", maps: "all.maps" } }, head);
  const probabilities = builder.add("Softmax", [all.logits], { axis: 1 }, { name: "all.probabilities" });
  const places = builder.constant("kept", integers(kept ?? Array.from(head.last.bias.keys())));
  const keep = (value: string, name: string) => builder.add("Gather", [value, places], { axis: 1 }, { name });
  return {
    logits: keep(all.logits, "logits"),
    features: all.features,
    maps: keep(all.maps, "maps"),
    probabilities: keep(probabilities, "probabilities"),
  };
}

/**
 * Builds the graph of DESIGN 4.5: `image` `[n, c, size, size]` in; `logits`, `probabilities` `[n, k]`, pooled `features`
 * `[n, d]` and the Grad-CAM `maps` `[n, k, h, w]` of all outputs out, in one run.
 *
 * @param options.size side of the images in pixels
 */
export function buildDenseNet(
  { hyper, weightOf, head, activation, kept }: DenseNet,
  { size, half, exactBlocks }: { size: number } & Storage,
): Graph {
  const builder = createGraphBuilder("densenet");
  const weights = createGraphWeights(builder, { half: half && exactBlocks < hyper.blocks.length });
  const image = builder.input("image", "float32", ["n", hyper.channels, size, size]);
  const body = appendBody({ builder, weights, weightOf }, image, hyper, exactBlocks);
  const features = head.reluBeforePooling ? builder.add("Relu", [body], {}, { name: "last" }) : body;
  const width = featureWidth(hyper);
  const side = mapSide(hyper, size);
  const append = activation === "sigmoid" ? appendSigmoid : appendSoftmax;
  const given = append({ builder, weights, features, width, side }, head, kept);

  const outputs = kept?.length ?? head.last.bias.length;
  builder.output(given.logits, "float32", ["n", outputs]);
  builder.output(given.probabilities, "float32", ["n", outputs]);
  builder.output(given.features, "float32", ["n", pooledWidth(head, width)]);
  builder.output(given.maps, "float32", ["n", outputs, side, side]);
  return builder.build();
}
