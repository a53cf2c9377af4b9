import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { encodeGraph } from "../../../src/onnx/encode.ts";
import { momentsOf, nextName } from "../../../src/onnx/gradient/adam-groups.ts";
import { adamFeeds } from "../../../src/onnx/gradient/adam-w.ts";
import { differentiate, gradientName } from "../../../src/onnx/gradient/differentiate.ts";
import { appendBinaryCrossEntropy } from "../../../src/onnx/gradient/losses.ts";
import {
  buildAccumulation,
  buildTrainingStep,
  SHARE,
  sumName,
} from "../../../src/onnx/gradient/training-step.ts";
import { createGraphBuilder } from "../../../src/onnx/graph-builder.ts";
import { openSession, type Session, type Tensor } from "../../../src/onnx/session.ts";
import { readNpy } from "../../networks/npy.ts";
import { relativeError, runOnce, toTensor } from "./check.ts";
import type { Float64 } from "./float64/array.ts";
import { createRandom } from "./random.ts";
import { readState, TRAINING } from "./state-file.ts";
import { buildTrainingDenseNet } from "./training-densenet.ts";

const HYPER = { channels: 3, initialWidth: 16, growth: 8, bottleneck: 4, blocks: [2, 3, 2, 2] };
const { graph, weights, statistics } = buildTrainingDenseNet(HYPER, { size: 64, outputs: 14 });
const ADAM = { rate: 3e-3, betas: [0.9, 0.999], decay: 1e-2 } as const;

const npy = (name: string): Tensor & { readonly data: Float32Array } => {
  const { shape, data } = readNpy(join(TRAINING, name));
  return { dims: shape, data };
};
const batch = { images: npy("inputs.npy"), targets: npy("targets.npy"), positive: npy("pos_weight.npy") };
const zeros = ({ dims, data }: Tensor): Tensor => ({ dims, data: new Float32Array(data.length) });

const squaredDistance = (one: Float32Array, other: Float32Array) =>
  one.reduce((total, value, index) => total + (value - other[index]!) ** 2, 0);

type State = Record<string, Tensor>;

async function startState(): Promise<State> {
  const start = Object.fromEntries(await readState("start.pth"));
  const moments = momentsOf(graph, weights).map(({ name, dims }) => [
    name,
    { dims, data: new Float32Array(dims.reduce((all, size) => all * size, 1)) },
  ]);
  return { ...start, ...Object.fromEntries(moments) };
}

/** One step: the tensors that come out are those that go into the next. */
async function step(session: Session, state: State, number: number): Promise<{ loss: number; state: State }> {
  const results = await session.run({ ...batch, ...state, ...adamFeeds({ ...ADAM, step: number }) });
  const next = Object.keys(state).map((name) => [name, results[nextName(name)]!] as const);
  return { loss: Number(results["loss"]?.data[0]), state: Object.fromEntries(next) };
}

// The stem's norm is followed by another, so its gradients are zero but for rounding, of which Adam makes whole steps. So
// PyTorch's own distance from the same in double precision is the yardstick.
describe("a small DenseNet in training mode, beside PyTorch", () => {
  const losses: number[] = [];
  let state: State;

  beforeAll(async () => {
    const session = await openSession(encodeGraph(buildTrainingStep(graph, { loss: "loss", wrt: weights })), {
      threads: 1,
      provider: "cpu",
    });
    try {
      state = await startState();
      for (const number of [1, 2, 3]) {
        const after = await step(session, state, number);
        losses.push(after.loss);
        state = after.state;
      }
    } finally {
      await session.release();
    }
  });

  test("has the gradients of the first step", async () => {
    const differentiated = differentiate(graph, { loss: "loss", wrt: weights });
    const start = Object.fromEntries(await readState("start.pth"));
    const results = await runOnce(differentiated, { ...batch, ...start });
    const expected = await readState("gradients_step1.pth");
    const double = await readState("gradients_step1_double.pth");
    expect([...expected.keys()].toSorted()).toEqual(weights.toSorted());
    for (const [name, { data }] of expected) {
      const { data: actual } = results[gradientName(name)]!;
      const rounding = relativeError(data, double.get(name)!.data);
      expect(relativeError(actual as Float32Array, data), name).toBeLessThanOrEqual(
        Math.max(3 * rounding, 5e-5),
      );
    }
  });

  test("has the losses of three steps", () => {
    const expected = readNpy(join(TRAINING, "losses.npy")).data;
    const double = readNpy(join(TRAINING, "losses_double.npy")).data;
    expect(losses).toHaveLength(3);
    for (const [step, loss] of losses.entries()) {
      const rounding = Math.abs(expected[step]! - double[step]!);
      expect(Math.abs(loss - expected[step]!), `step ${step + 1}`).toBeLessThanOrEqual(
        Math.max(3 * rounding, 1e-6),
      );
    }
  });

  test("has the weights and running statistics after three AdamW steps, nearer than rounding moves PyTorch", async () => {
    const expected = await readState("after_step3.pth");
    const double = await readState("after_step3_double.pth");
    let [ours, theirs] = [0, 0];
    for (const name of [...weights, ...statistics]) {
      const { data } = expected.get(name)!;
      const actual = state[name]!.data as Float32Array;
      const rounding = relativeError(data, double.get(name)!.data);
      expect(relativeError(actual, data), name).toBeLessThanOrEqual(Math.max(3 * rounding, 1e-4));
      ours += squaredDistance(actual, data);
      theirs += squaredDistance(data, double.get(name)!.data);
    }
    expect(Math.sqrt(ours)).toBeLessThan(Math.sqrt(theirs));
  });
});

describe("a batch in pieces", () => {
  test("gives the step of the whole batch where its norms are not the batch's", async () => {
    // One linear layer: with batch norms each piece has statistics of its own, here and in PyTorch.
    const builder = createGraphBuilder("linear");
    const x = builder.input("x", "float32", ["n", 3]);
    const targets = builder.input("targets", "float32", ["n", 2]);
    const weight = builder.input("weight", "float32", [2, 3]);
    const logits = builder.add("Gemm", [x, weight], { transB: 1 });
    builder.output(appendBinaryCrossEntropy(builder, { logits, targets }), "float32", []);
    const linear = builder.build();
    const options = { loss: "loss", wrt: ["weight"] };
    const [first = "", second = ""] = momentsOf(linear, ["weight"]).map(({ name }) => name);

    const random = createRandom(5);
    const rows = (from: number, to: number, { dims, data }: Float64): Tensor => {
      const width = dims[1]!;
      return { dims: [to - from, width], data: Float32Array.from(data.slice(from * width, to * width)) };
    };
    const images = random.apart([6, 3]);
    const labels = {
      ...random.apart([6, 2]),
      data: random.apart([6, 2]).data.map((value) => (value > 0 ? 1 : 0)),
    };
    const piece = (from: number, to: number) => ({
      x: rows(from, to, images),
      targets: rows(from, to, labels),
    });
    const start = toTensor(random.apart([2, 3]));
    const adam = {
      weight: start,
      [first]: toTensor(random.apart([6])),
      [second]: toTensor(random.positive([6])),
      ...adamFeeds({ ...ADAM, step: 2 }),
    };

    const share = (size: number): Record<string, Tensor> => ({
      [SHARE]: { dims: [], data: Float32Array.of(size / 6) },
    });
    const whole = await runOnce(buildTrainingStep(linear, options), { ...piece(0, 6), ...adam });
    const earlier = await runOnce(buildAccumulation(linear, options), {
      ...piece(0, 4),
      ...share(4),
      weight: start,
      [sumName("weight")]: zeros(start),
    });
    const last = await runOnce(buildTrainingStep(linear, { ...options, accumulates: true }), {
      ...piece(4, 6),
      ...share(2),
      ...adam,
      [sumName("weight")]: earlier[nextName(sumName("weight"))]!,
    });
    for (const name of ["weight", first, second].map(nextName)) {
      expect(relativeError(last[name]!.data as Float32Array, whole[name]!.data as Float32Array)).toBeLessThan(
        1e-6,
      );
    }
  });
});
