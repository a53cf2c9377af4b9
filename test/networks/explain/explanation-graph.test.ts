import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { UserError } from "../../../src/core/user-error.ts";
import { readCheckpoint } from "../../../src/networks/checkpoint/read-checkpoint.ts";
import { readNetwork } from "../../../src/networks/checkpoint/read-network.ts";
import { buildDenseNet } from "../../../src/networks/densenet.ts";
import { buildExplanation, GIVEN, SEEDS } from "../../../src/networks/explain/explanation-graph.ts";
import { findLayer, lastLayer, layersOf } from "../../../src/networks/explain/layers.ts";
import { encodeGraph } from "../../../src/onnx/encode.ts";
import type { Graph } from "../../../src/onnx/graph.ts";
import { openSession, type Tensor } from "../../../src/onnx/session.ts";
import { relativeError, runOnce } from "../../onnx/gradient/check.ts";
import { FIXTURES, mapDistance, SHARED } from "../agreement.ts";
import { readNpy } from "../npy.ts";

const BASELINE = join(SHARED, "densenet121-nih-baseline.pth");
const CARDIOMEGALY = 1;

async function graphOf(checkpoint: string, size: number): Promise<Graph> {
  const network = readNetwork((await readCheckpoint(checkpoint)).checkpoint);
  return buildDenseNet({ ...network, activation: "sigmoid" }, { size, half: false, exactBlocks: 0 });
}

const outputsOf = (graph: Graph) => Number(graph.outputs.find(({ name }) => name === "logits")?.dims[1]);

function feeds(explaining: Graph, image: Tensor, outputs: number, output: number): Record<string, Tensor> {
  const seed = { dims: [1, outputs], data: new Float32Array(outputs).fill(1, output, output + 1) };
  const wanted = Object.values(SEEDS).filter((name) =>
    explaining.inputs.some((input) => input.name === name),
  );
  return { image, ...Object.fromEntries(wanted.map((name) => [name, seed])) };
}

const floats = (tensor: Tensor | undefined) => tensor?.data as Float32Array;

/** One grey film, as often as the network has channels. */
function repeated(plane: Float32Array, side: number): Tensor {
  const data = new Float32Array(3 * plane.length);
  for (const channel of [0, 1, 2]) data.set(plane, channel * plane.length);
  return { dims: [1, 3, side, side], data };
}

describe("Grad-CAM through the differentiated graph equals PyTorch's, of every output", () => {
  test.each([
    ["one linear layer", "net_half.pth", "net_half", "net"],
    ["the paper's head, no ReLU before it", "fastai.pth", "fastai", "fastai"],
    ["the paper's head, a ReLU before it", "fastai_relu.pth", "fastai_relu", "tiny"],
  ])("%s", async (_title, checkpoint, references, inputs) => {
    const graph = await graphOf(join(FIXTURES, checkpoint), 64);
    const images = readNpy(join(FIXTURES, `${inputs}_inputs.npy`));
    const expected = readNpy(join(FIXTURES, `${references}_maps.npy`));
    const [, outputs = 0, height = 0, width = 0] = expected.shape;
    const cells = height * width;
    const [, , side = 0] = images.shape;
    const image = { dims: [1, 3, side, side], data: images.data.slice(0, 3 * side * side) };
    const explaining = buildExplanation(graph, "grad-cam", lastLayer(graph));
    expect(outputs).toBe(outputsOf(graph));
    for (let output = 0; output < outputs; output += 1) {
      const given = await runOnce(explaining, feeds(explaining, image, outputs, output));
      expect(given[GIVEN.map]?.dims).toEqual([1, height, width]);
      const map = expected.data.slice(output * cells, (output + 1) * cells);
      expect(mapDistance(floats(given[GIVEN.map]), map, cells)).toBeLessThan(1e-3);
    }
  });
});

describe.skipIf(!existsSync(BASELINE))("the baseline, beside PyTorch (needs ../shared/checkpoints)", () => {
  const films = () => readNpy(join(SHARED, "baseline/inputs.npy"));
  const film = (place: number) =>
    repeated(films().data.slice(place * 224 * 224, (place + 1) * 224 * 224), 224);

  test("Grad-CAM of six films, of two or three findings each, all 14 in turn", async () => {
    const graph = await graphOf(BASELINE, 224);
    const explaining = buildExplanation(graph, "grad-cam", lastLayer(graph));
    const expected = readNpy(join(SHARED, "baseline/grad_cam.npy")).data;
    const session = await openSession(encodeGraph(explaining), { threads: 1, provider: "cpu" });
    for (let place = 0; place < 6; place += 1) {
      for (let output = place; output < 14; output += 6) {
        const given = await session.run(feeds(explaining, film(place), 14, output));
        const at = (place * 14 + output) * 49;
        expect(mapDistance(floats(given[GIVEN.map]), expected.slice(at, at + 49), 49)).toBeLessThan(1e-3);
      }
    }
    await session.release();
  }, 120_000);

  test("guided backpropagation, alone and beside Grad-CAM in one run", async () => {
    const graph = await graphOf(BASELINE, 224);
    const expected = readNpy(join(SHARED, "baseline/guided_backprop_cardiomegaly.npy")).data;
    for (const method of ["guided-backprop", "guided-grad-cam"] as const) {
      const explaining = buildExplanation(graph, method, lastLayer(graph));
      const given = await runOnce(explaining, feeds(explaining, film(0), 14, CARDIOMEGALY));
      expect(relativeError(floats(given[GIVEN.guided]), expected)).toBeLessThanOrEqual(5e-4);
    }
  }, 120_000);

  test("the last feature map of two films", async () => {
    const graph = await graphOf(BASELINE, 224);
    const expected = readNpy(join(SHARED, "baseline/features.npy"));
    const explaining = buildExplanation(graph, "activations", lastLayer(graph));
    const length = expected.data.length / 2;
    for (const place of [0, 1]) {
      const given = await runOnce(explaining, { image: film(place) });
      expect(given[GIVEN.activations]?.dims).toEqual([1, 1024, 7, 7]);
      const features = expected.data.slice(place * length, (place + 1) * length);
      expect(relativeError(floats(given[GIVEN.activations]), features)).toBeLessThan(1e-3);
    }
  }, 60_000);
});

describe("layers", () => {
  test("go by torchvision's names, from the image to the last feature map", async () => {
    const layers = layersOf(await graphOf(join(FIXTURES, "net_half.pth"), 64));
    expect(layers[0]).toBe("conv0");
    expect(layers.at(-1)).toBe("last");
    expect(layers).toContain("denseblock1.denselayer1.conv2");
    expect(layers.some((layer) => layer.startsWith("map"))).toBe(false);
  });

  test("may be named by the module that ends with them", async () => {
    const graph = await graphOf(join(FIXTURES, "net_half.pth"), 64);
    const named = ["features", "denseblock1", "denseblock1.denselayer1", "transition1", "pool0"].map((name) =>
      findLayer(graph, name),
    );
    expect(named[0]).toBe("last");
    expect(named[1]).toMatch(/^denseblock1\.denselayer\d+\.concat$/);
    expect(named.slice(2)).toEqual(["denseblock1.denselayer1.conv2", "transition1.conv", "pool0"]);
  });

  test.each(["denseblock9", "map.raw", "logits", "denseblock1.denselayer99", "__proto__"])(
    "%s is refused, with the names there are",
    async (name) => {
      const graph = await graphOf(join(FIXTURES, "net_half.pth"), 64);
      expect(() => findLayer(graph, name)).toThrow(UserError);
      expect(() => findLayer(graph, name)).toThrow(/denseblock1, transition1/);
    },
  );

  test("can each be explained, the first as well as the last", async () => {
    const graph = await graphOf(join(FIXTURES, "net_half.pth"), 64);
    const data = readNpy(join(FIXTURES, "net_inputs.npy")).data.slice(0, 3 * 64 * 64);
    const image = { dims: [1, 3, 64, 64], data };
    const outputs = outputsOf(graph);
    for (const name of ["conv0", "pool0", "denseblock1", "transition1", "norm5"]) {
      const layer = findLayer(graph, name);
      const activations = await runOnce(buildExplanation(graph, "activations", layer), { image });
      expect(floats(activations[GIVEN.activations]).some((value) => value !== 0)).toBe(true);
      const explaining = buildExplanation(graph, "grad-cam", layer);
      const peaks: number[] = [];
      for (let output = 0; output < outputs; output += 1) {
        const given = await runOnce(explaining, feeds(explaining, image, outputs, output));
        peaks.push(Math.max(...floats(given[GIVEN.map])));
      }
      // An output that nothing in a layer speaks for has an empty map; not all of them can.
      expect(peaks.every((peak) => Number.isFinite(peak) && peak >= 0)).toBe(true);
      expect(peaks.some((peak) => peak > 0)).toBe(true);
    }
  });
});
