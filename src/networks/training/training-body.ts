import type { GraphBuilder } from "../../onnx/builder.ts";
import { blockWidths, featureWidth, type HyperParameters } from "../hyper-parameters.ts";
import type { Norms, Piece } from "./training-norms.ts";

type Parts = { readonly builder: GraphBuilder; readonly norms: Norms };

function normRelu({ builder, norms }: Parts, piece: Piece, name: string, channels: number): string {
  return builder.add("Relu", [norms.norm(piece, name, channels)], {}, { name: `${name}.relu` });
}

function conv({ builder }: Parts, x: string, name: string, side: number, stride = 1): string {
  const reach = (side - 1) / 2;
  const window = {
    kernel_shape: [side, side],
    strides: [stride, stride],
    pads: [reach, reach, reach, reach],
  };
  return builder.add("Conv", [x, `${name}.weight`], window, { name });
}

function denseBlock(parts: Parts, start: string, block: number, enters: number, hyper: HyperParameters) {
  const { norms } = parts;
  const counts = norms.count(start, enters);
  let joined = norms.weigh(start, counts);
  for (let layer = 0; layer < (hyper.blocks[block] ?? 0); layer += 1) {
    const name = `features.denseblock${block + 1}.denselayer${layer + 1}`;
    const entered = normRelu(parts, joined, `${name}.norm1`, enters + layer * hyper.growth);
    const squeezed = norms.weigh(conv(parts, entered, `${name}.conv1`, 1), counts);
    const inner = normRelu(parts, squeezed, `${name}.norm2`, hyper.bottleneck * hyper.growth);
    const added = norms.weigh(conv(parts, inner, `${name}.conv2`, 3), counts);
    joined = norms.join([joined, added], name);
  }
  return joined;
}

/**
 * Appends torchvision's DenseNet up to its last batch norm, as it is trained: weights are values under torchvision's names.
 *
 * @param image `[n, channels, side, side]`
 * @returns the last norm's output, before any ReLU
 */
export function appendTrainingBody(
  builder: GraphBuilder,
  norms: Norms,
  image: string,
  hyper: HyperParameters,
): string {
  const parts = { builder, norms };
  const { initialWidth, blocks } = hyper;
  const stemmed = conv(parts, image, "features.conv0", 7, 2);
  const weighed = norms.weigh(stemmed, norms.count(stemmed, initialWidth));
  const stem = normRelu(parts, weighed, "features.norm0", initialWidth);
  const pool = { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] };
  let entering = builder.add("MaxPool", [stem], pool, { name: "features.pool0" });
  let last: Piece = { value: "" };
  for (const [block, { enters, leaves }] of blockWidths(hyper).entries()) {
    last = denseBlock(parts, entering, block, enters, hyper);
    if (block + 1 === blocks.length) break;
    const name = `features.transition${block + 1}`;
    const entered = normRelu(parts, last, `${name}.norm`, leaves);
    // Averages and a convolution without bias commute: so it has a quarter of the work.
    const half = { kernel_shape: [2, 2], strides: [2, 2] };
    entering = conv(
      parts,
      builder.add("AveragePool", [entered], half, { name: `${name}.pool` }),
      `${name}.conv`,
      1,
    );
  }
  return norms.norm(last, "features.norm5", featureWidth(hyper));
}
