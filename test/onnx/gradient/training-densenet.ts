import {
  blockWidths,
  bodyShapes,
  featureWidth,
  type HyperParameters,
} from "../../../src/networks/hyper-parameters.ts";
import { appendAllRunning, createNorms, type Piece } from "../../../src/networks/training/training-norms.ts";
import { appendBinaryCrossEntropy } from "../../../src/onnx/gradient/losses.ts";
import type { Graph } from "../../../src/onnx/graph.ts";
import { createGraphBuilder } from "../../../src/onnx/graph-builder.ts";

const isStatistic = (name: string) => /running_(mean|var)$/.test(name);

/**
 * torchvision's DenseNet in training mode with its loss: weights and running statistics are inputs under torchvision's names,
 * `images`, `targets` and `positive` besides; `loss`, `logits` and each running statistic's `.next` come out.
 */
export function buildTrainingDenseNet(
  hyper: HyperParameters,
  { size, outputs }: { size: number; outputs: number },
): { graph: Graph; weights: string[]; statistics: string[] } {
  const builder = createGraphBuilder("densenet-training");
  const image = builder.input("images", "float32", ["n", hyper.channels, size, size]);
  const targets = builder.input("targets", "float32", ["n", outputs]);
  const positive = builder.input("positive", "float32", [outputs]);
  const width = featureWidth(hyper);
  const shapes = new Map([...bodyShapes(hyper)].map(([name, dims]) => [`features.${name}`, dims]));
  shapes.set("classifier.weight", [outputs, width]).set("classifier.bias", [outputs]);
  for (const [name, dims] of shapes) builder.input(name, "float32", dims);

  const norms = createNorms(builder, true);

  function normRelu(piece: Piece, name: string): string {
    const [channels = 0] = shapes.get(`${name}.weight`) ?? [];
    return builder.add("Relu", [norms.norm(piece, name, channels)], {}, { name: `${name}.relu` });
  }

  function conv(x: string, name: string, stride = 1): string {
    const [, , side = 1] = shapes.get(`${name}.weight`) ?? [];
    const reach = (side - 1) / 2;
    const window = {
      kernel_shape: [side, side],
      strides: [stride, stride],
      pads: [reach, reach, reach, reach],
    };
    return builder.add("Conv", [x, `${name}.weight`], window, { name });
  }

  function denseBlock(start: string, block: number, width: number): Piece {
    const counts = norms.count(start, width);
    let joined = norms.weigh(start, counts);
    for (let layer = 0; layer < (hyper.blocks[block] ?? 0); layer += 1) {
      const name = `features.denseblock${block + 1}.denselayer${layer + 1}`;
      const squeezed = norms.weigh(conv(normRelu(joined, `${name}.norm1`), `${name}.conv1`), counts);
      const added = norms.weigh(conv(normRelu(squeezed, `${name}.norm2`), `${name}.conv2`), counts);
      joined = norms.join([joined, added], name);
    }
    return joined;
  }

  const stemmed = conv(image, "features.conv0", 2);
  const stem = normRelu(norms.weigh(stemmed, norms.count(stemmed, hyper.initialWidth)), "features.norm0");
  const pool = { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] };
  let last: Piece = { value: "" };
  let entering = builder.add("MaxPool", [stem], pool, { name: "features.pool0" });
  for (const [block, { enters }] of blockWidths(hyper).entries()) {
    last = denseBlock(entering, block, enters);
    if (block + 1 === hyper.blocks.length) break;
    const name = `features.transition${block + 1}`;
    const half = { kernel_shape: [2, 2], strides: [2, 2] };
    const entered = normRelu(last, `${name}.norm`);
    entering = conv(builder.add("AveragePool", [entered], half, { name: `${name}.pool` }), `${name}.conv`);
  }
  const maps = builder.add("GlobalAveragePool", [normRelu(last, "features.norm5")]);
  const features = builder.add("Flatten", [maps], { axis: 1 }, { name: "pooled" });
  const head = [features, "classifier.weight", "classifier.bias"];
  const logits = builder.add("Gemm", head, { transB: 1 }, { name: "logits" });
  const loss = appendBinaryCrossEntropy(builder, { logits, targets, positive });
  appendAllRunning(builder, [norms]);
  builder.output(loss, "float32", []);
  builder.output(logits, "float32", ["n", outputs]);
  const names = [...shapes.keys()];
  return {
    graph: builder.build(),
    weights: names.filter((name) => !isStatistic(name)),
    statistics: names.filter(isStatistic),
  };
}
