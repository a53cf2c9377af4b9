import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readCheckpoint } from "../../src/networks/checkpoint/read-checkpoint.ts";
import { readNetwork } from "../../src/networks/checkpoint/read-network.ts";
import { buildDenseNet } from "../../src/networks/densenet.ts";
import { selectOutputs } from "../../src/networks/head.ts";
import { decodeGraph } from "../../src/onnx/decode.ts";
import { encodeGraph } from "../../src/onnx/encode.ts";
import { openSession } from "../../src/onnx/session.ts";
import { distance, FIXTURES } from "./agreement.ts";
import { readNpy } from "./npy.ts";

const STARTER = join(import.meta.dirname, "../../models/densenet121-nih-starter/model.onnx");
const SIZE = 64;

async function smallNet() {
  const { checkpoint } = await readCheckpoint(join(FIXTURES, "state_dict_zip.pth"));
  return { ...readNetwork(checkpoint), activation: "sigmoid" } as const;
}

test("the batch is free: two images at once give what each gives alone", async () => {
  const graph = buildDenseNet(await smallNet(), { size: SIZE, half: false, exactBlocks: 0 });
  const session = await openSession(encodeGraph(graph), { threads: 1, provider: "cpu" });
  const images = readNpy(join(FIXTURES, "net_inputs.npy")).data;
  const single = 3 * SIZE * SIZE;
  try {
    const both = await session.run({ image: { dims: [2, 3, SIZE, SIZE], data: images } });
    for (const place of [0, 1]) {
      const data = images.slice(place * single, (place + 1) * single);
      const alone = await session.run({ image: { dims: [1, 3, SIZE, SIZE], data } });
      for (const name of ["logits", "probabilities", "features", "maps"]) {
        const of = (tensor: typeof alone) => tensor[name]?.data as Float32Array;
        const length = of(alone).length;
        expect(distance(of(alone), of(both).slice(place * length, (place + 1) * length))).toBeLessThan(1e-5);
      }
    }
  } finally {
    await session.release();
  }
});

test("a softmax network gives probabilities that add up to one", async () => {
  const network = { ...(await smallNet()), activation: "softmax" } as const;
  const graph = encodeGraph(buildDenseNet(network, { size: SIZE, half: false, exactBlocks: 0 }));
  const session = await openSession(graph, { threads: 1, provider: "cpu" });
  const data = readNpy(join(FIXTURES, "net_inputs.npy")).data.slice(0, 3 * SIZE * SIZE);
  try {
    const { probabilities } = await session.run({ image: { dims: [1, 3, SIZE, SIZE], data } });
    const values = Array.from(probabilities?.data ?? [], Number);
    expect(values).toHaveLength(14);
    expect(values.reduce((total, value) => total + value, 0)).toBeCloseTo(1, 5);

    const kept = encodeGraph(
      buildDenseNet({ ...network, kept: [5, 2] }, { size: SIZE, half: false, exactBlocks: 0 }),
    );
    const some = await openSession(kept, { threads: 1, provider: "cpu" });
    const fewer = await some.run({ image: { dims: [1, 3, SIZE, SIZE], data } });
    await some.release();
    // Weighed against all outputs of the source, not among themselves.
    expect(
      distance(
        Array.from(fewer["probabilities"]?.data ?? [], Number),
        [5, 2].map((at) => values[at] ?? 0),
      ),
    ).toBe(0);
    expect(fewer["maps"]?.dims).toEqual([1, 2, 4, 4]);
  } finally {
    await session.release();
  }
});

test("one output kept of a softmax of two is the sigmoid of their difference: logits are log-odds", async () => {
  const net = await smallNet();
  const pair = { ...net, head: selectOutputs(net.head, [3, 7]), activation: "softmax" } as const;
  const data = readNpy(join(FIXTURES, "net_inputs.npy")).data.slice(0, 3 * SIZE * SIZE);
  const run = async (kept?: readonly number[]) => {
    const network = kept ? { ...pair, kept } : pair;
    const graph = encodeGraph(buildDenseNet(network, { size: SIZE, half: false, exactBlocks: 0 }));
    const session = await openSession(graph, { threads: 1, provider: "cpu" });
    const given = await session.run({ image: { dims: [1, 3, SIZE, SIZE], data } });
    await session.release();
    return (name: string) => Array.from(given[name]?.data ?? [], Number);
  };
  const both = await run();
  const [zero = 0, one = 0] = both("logits");
  const [pZero = 0, pOne = 0] = both("probabilities");
  for (const [place, logit, probability] of [
    [1, one - zero, pOne],
    [0, zero - one, pZero],
  ] as const) {
    const kept = await run([place]);
    expect(kept("logits")).toHaveLength(1);
    expect(kept("logits")[0]).toBeCloseTo(logit, 4);
    expect(kept("probabilities")[0]).toBeCloseTo(probability, 6);
    expect(kept("maps")).toHaveLength(16);
  }
});

test("batch norms that follow a convolution are folded, those before one remain", async () => {
  const { hyper } = await smallNet();
  const graph = buildDenseNet(await smallNet(), { size: SIZE, half: false, exactBlocks: 0 });
  const norms = graph.nodes
    .filter(({ operator }) => operator === "BatchNormalization")
    .map(({ name }) => name);
  const layers = hyper.blocks.reduce((sum, count) => sum + count, 0);
  expect(norms).toHaveLength(layers + hyper.blocks.length);
  expect(norms.some((name) => name.endsWith("norm2") || name === "norm0")).toBe(false);
});

test("halves are what the file holds, stem and exact blocks aside", async () => {
  const network = await smallNet();
  const graph = buildDenseNet(network, { size: SIZE, half: true, exactBlocks: 1 });
  const halves = graph.initializers.filter(({ type }) => type === "float16").map(({ name }) => name);
  expect(halves).toContain("denseblock2.denselayer1.conv1.weight.half");
  expect(halves.some((name) => name.startsWith("conv0") || name.startsWith("denseblock1"))).toBe(false);

  const starter = readFileSync(STARTER);
  expect(decodeGraph(starter).initializers.filter(({ type }) => type === "float16").length).toBeGreaterThan(
    100,
  );
  expect(starter.length).toBeLessThan(16_000_000);
});
