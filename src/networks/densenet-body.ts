import type { GraphBuilder } from "../onnx/builder.ts";
import type { GraphWeights } from "./graph-weights.ts";
import { blockWidths, type HyperParameters } from "./hyper-parameters.ts";
import { affineOf, EPSILON, foldInto, type WeightOf } from "./weights.ts";

export type BodyParts = {
  readonly builder: GraphBuilder;
  readonly weights: GraphWeights;
  readonly weightOf: WeightOf;
};

const square = (side: number) => [side, side];
const around = (pad: number) => [pad, pad, pad, pad];

type Folded = {
  readonly conv: string;
  readonly norm: string;
  readonly dims: readonly number[];
  readonly window?: { readonly strides: readonly number[]; readonly pads: readonly number[] };
};

/** A convolution with the batch norm after it folded in, then ReLU. */
function foldedConv({ builder, weights, weightOf }: BodyParts, input: string, names: Folded): string {
  const { dims, window } = names;
  const { kernel, bias } = foldInto(weightOf(`${names.conv}.weight`), affineOf(weightOf, names.norm));
  const inputs = [
    input,
    weights.kernel(`${names.conv}.weight`, dims, kernel),
    weights.vector(`${names.conv}.bias`, bias),
  ];
  const attributes = { kernel_shape: dims.slice(2), ...window };
  return builder.add(
    "Relu",
    [builder.add("Conv", inputs, attributes, { name: names.conv })],
    {},
    { name: names.norm },
  );
}

/** A batch norm that stands before its convolution and cannot be folded. */
function norm({ builder, weights, weightOf }: BodyParts, input: string, name: string): string {
  const parameters = ["weight", "bias", "running_mean", "running_var"].map((part) =>
    weights.vector(`${name}.${part}`, weightOf(`${name}.${part}`)),
  );
  return builder.add("BatchNormalization", [input, ...parameters], { epsilon: EPSILON }, { name });
}

function normRelu(parts: BodyParts, input: string, name: string): string {
  return parts.builder.add("Relu", [norm(parts, input, name)], {}, { name: `${name}.relu` });
}

function conv(
  { builder, weights, weightOf }: BodyParts,
  input: string,
  name: string,
  dims: readonly number[],
  pads: readonly number[] = around(0),
): string {
  const kernel = weights.kernel(`${name}.weight`, dims, weightOf(`${name}.weight`));
  return builder.add("Conv", [input, kernel], { kernel_shape: dims.slice(2), pads }, { name });
}

/** Norm, ReLU, 1x1 convolution to the bottleneck, norm (folded), ReLU, 3x3 convolution to `growth` new channels. */
function denseLayer(
  parts: BodyParts,
  input: string,
  name: string,
  width: number,
  hyper: HyperParameters,
): string {
  const { growth, bottleneck } = hyper;
  const inner = bottleneck * growth;
  const entered = normRelu(parts, input, `${name}.norm1`);
  const squeezed = foldedConv(parts, entered, {
    conv: `${name}.conv1`,
    norm: `${name}.norm2`,
    dims: [inner, width, 1, 1],
  });
  return conv(parts, squeezed, `${name}.conv2`, [growth, inner, 3, 3], around(1));
}

function denseBlock(
  parts: BodyParts,
  input: string,
  block: number,
  enters: number,
  hyper: HyperParameters,
): string {
  let features = input;
  for (let layer = 0; layer < (hyper.blocks[block] ?? 0); layer += 1) {
    const name = `denseblock${block + 1}.denselayer${layer + 1}`;
    const added = denseLayer(parts, features, name, enters + layer * hyper.growth, hyper);
    features = parts.builder.add("Concat", [features, added], { axis: 1 }, { name: `${name}.concat` });
  }
  return features;
}

/**
 * Norm, ReLU, 1x1 convolution to half the channels, averages of 2x2. Averaging and a convolution without bias commute, so
 * the averages come first: the convolution then has a quarter of the work.
 */
function transition(parts: BodyParts, input: string, block: number, leaves: number): string {
  const name = `transition${block + 1}`;
  const entered = normRelu(parts, input, `${name}.norm`);
  const window = { kernel_shape: square(2), strides: square(2) };
  const pooled = parts.builder.add("AveragePool", [entered], window, { name: `${name}.pool` });
  return conv(parts, pooled, `${name}.conv`, [Math.floor(leaves / 2), leaves, 1, 1]);
}

/**
 * Appends a DenseNet's body (Huang et al., CVPR 2017, as torchvision lays it out) and names what it gives.
 *
 * @param image the value that holds the images, `[n, channels, side, side]`
 * @param exactBlocks how many of the first blocks keep float32 kernels, as the stem always does, when kernels are halved
 * @returns the last batch norm's output, `[n, featureWidth, h, w]`, before any ReLU
 */
export function appendBody(
  parts: BodyParts,
  image: string,
  hyper: HyperParameters,
  exactBlocks: number,
): string {
  const { builder, weights } = parts;
  const exact: BodyParts = { ...parts, weights: { ...weights, kernel: weights.exactKernel } };
  const stem = foldedConv(exact, image, {
    conv: "conv0",
    norm: "norm0",
    dims: [hyper.initialWidth, hyper.channels, 7, 7],
    window: { strides: square(2), pads: around(3) },
  });
  let features = builder.add(
    "MaxPool",
    [stem],
    { kernel_shape: square(3), strides: square(2), pads: around(1) },
    { name: "pool0" },
  );
  for (const [block, { enters, leaves }] of blockWidths(hyper).entries()) {
    features = denseBlock(block < exactBlocks ? exact : parts, features, block, enters, hyper);
    if (block + 1 < hyper.blocks.length) features = transition(parts, features, block, leaves);
  }
  return norm(parts, features, "norm5");
}
