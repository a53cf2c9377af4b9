import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readCheckpoint } from "../../../src/networks/checkpoint/read-checkpoint.ts";
import { readNetwork } from "../../../src/networks/checkpoint/read-network.ts";
import { buildDenseNet } from "../../../src/networks/densenet.ts";
import { differentiate, gradientName } from "../../../src/onnx/gradient/differentiate.ts";
import { GUIDED_RULES } from "../../../src/onnx/gradient/element-wise-rules.ts";
import type { Graph } from "../../../src/onnx/graph.ts";
import type { Tensor } from "../../../src/onnx/session.ts";
import { FIXTURES, SHARED } from "../../networks/agreement.ts";
import { readNpy } from "../../networks/npy.ts";
import { relativeError, runOnce } from "./check.ts";

/** Cardiomegaly's place among NIH's labels. */
const CARDIOMEGALY = 1;

async function graphOf(checkpoint: string, size: number): Promise<Graph> {
  const network = readNetwork((await readCheckpoint(checkpoint)).checkpoint);
  return buildDenseNet({ ...network, activation: "sigmoid" }, { size, half: false, exactBlocks: 0 });
}

const chosen = (outputs: number, output: number): Tensor => ({
  dims: [1, outputs],
  data: new Float32Array(outputs).fill(1, output, output + 1),
});

describe.skipIf(!existsSync(join(SHARED, "baseline")))(
  "the baseline's gradients by the image, beside PyTorch (needs ../shared/checkpoints)",
  () => {
    test.each([
      ["input gradient", "input_gradient_cardiomegaly.npy", undefined],
      ["guided backpropagation", "guided_backprop_cardiomegaly.npy", GUIDED_RULES],
    ])("%s", async (_title, file, rules) => {
      const graph = await graphOf(join(SHARED, "densenet121-nih-baseline.pth"), 224);
      const options = { loss: "logits", wrt: ["image"], seed: "seed", ...(rules && { rules }) };
      const plane = readNpy(join(SHARED, "baseline/inputs.npy")).data.subarray(0, 224 * 224);
      const data = new Float32Array(3 * plane.length);
      for (const channel of [0, 1, 2]) data.set(plane, channel * plane.length);
      const feeds = { image: { dims: [1, 3, 224, 224], data }, seed: chosen(14, CARDIOMEGALY) };
      const results = await runOnce(differentiate(graph, options), feeds);
      const expected = readNpy(join(SHARED, "baseline", file)).data;
      const error = relativeError(results[gradientName("image")]!.data as Float32Array, expected);

      expect(error).toBeLessThanOrEqual(5e-4);
    });
  },
);

describe("Grad-CAM by the differentiated graph equals the maps the graph computes forwards", () => {
  test.each([
    ["one linear layer", "net_half.pth", "net_inputs.npy"],
    ["the paper's head", "fastai.pth", "fastai_inputs.npy"],
  ])("%s", async (_title, file, images) => {
    const graph = await graphOf(join(FIXTURES, file), 64);
    // The head pools the last feature map, which is what the gradient is taken by.
    const features = graph.nodes.find(({ operator }) => operator.startsWith("Global"))?.inputs[0] ?? "";
    const back = differentiate(graph, { loss: "logits", wrt: [features], seed: "seed" });
    const side = 64;
    const data = readNpy(join(FIXTURES, images)).data.slice(0, 3 * side * side);
    const outputs = Number(graph.outputs.find(({ name }) => name === "logits")?.dims[1]);
    const watched = {
      ...back,
      outputs: [...back.outputs, { name: features, type: "float32", dims: [] }],
    } as Graph;
    for (let output = 0; output < outputs; output += 1) {
      const feeds = { image: { dims: [1, 3, side, side], data }, seed: chosen(outputs, output) };
      const results = await runOnce(watched, feeds);
      const [map, slope] = [results[features]!, results[gradientName(features)]!];
      const [, channels = 0, height = 0, width = 0] = map.dims;
      const cells = height * width;
      const expected = new Float32Array(cells);
      for (let channel = 0; channel < channels; channel += 1) {
        const own = (tensor: Tensor) =>
          (tensor.data as Float32Array).subarray(channel * cells, (channel + 1) * cells);
        const weight = own(slope).reduce((sum, value) => sum + value, 0) / cells;
        for (const [cell, value] of own(map).entries()) expected[cell]! += weight * value;
      }
      const maps = (results["maps"]!.data as Float32Array).subarray(output * cells, (output + 1) * cells);
      expect(
        relativeError(
          maps,
          expected.map((value) => Math.max(value, 0)),
        ),
      ).toBeLessThan(1e-4);
    }
  });
});
