import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Batch } from "../../../src/learning/batch.ts";
import { fillInitial } from "../../../src/learning/training/initial-weights.ts";
import { openJudge } from "../../../src/learning/training/judge.ts";
import { createMoments, openLearner } from "../../../src/learning/training/learner.ts";
import { networkOf } from "../../../src/learning/training/recipe-network.ts";
import { randomFor } from "../../../src/learning/training/seed.ts";
import { createTrainingState } from "../../../src/learning/training/training-state.ts";
import { statisticsOf, weightsOf } from "../../../src/networks/training/training-network.ts";
import { readNpy } from "../../networks/npy.ts";
import { relativeError } from "../../onnx/gradient/check.ts";
import { readState, TRAINING } from "../../onnx/gradient/state-file.ts";
import { fixedSource, smallRecipe } from "./small-run.ts";

const CPU = { threads: 1, provider: "cpu" } as const;
const array = (name: string) => readNpy(join(TRAINING, name)).data;
const batch: Batch = { images: array("inputs.npy"), targets: array("targets.npy"), size: 4 };
const piece = (from: number, to: number): Batch => ({
  images: batch.images.slice(from * 3 * 64 * 64, to * 3 * 64 * 64),
  targets: batch.targets.slice(from * 14, to * 14),
  size: to - from,
});
const network = networkOf(smallRecipe());
const concatPool = networkOf(
  smallRecipe({ network: { body: "densenet121", head: "concat-pool", hidden: 16, dropout: [0.25, 0.5] } }),
);
const paper = { ...concatPool, hyper: network.hyper };
const ADAM = { rate: 3e-3, betas: [0.9, 0.999], decay: 1e-2 } as const;

async function startState(net = network) {
  const state = createTrainingState(net);
  fillInitial(state.current().network, randomFor(3));
  state.begin(() => createMoments(net, "all"));
  return state;
}

const options = (net = network) =>
  ({
    ...CPU,
    network: net,
    trained: "all",
    size: 64,
    labelWeights: new Float32Array(14).fill(1),
    accumulates: false,
    seed: 1,
  }) as const;

describe("a learner on the small DenseNet", () => {
  test("has PyTorch's losses, weights and running statistics after three steps", async () => {
    const state = createTrainingState(network);
    for (const [name, { data }] of await readState("start.pth"))
      state.current().network.tensors[name]!.data.set(data);
    state.begin(() => createMoments(network, "all"));
    const learner = await openLearner({ ...options(), labelWeights: array("pos_weight.npy") }, state);
    const losses: number[] = [];
    for (const step of [1, 2, 3]) losses.push(await learner.step([batch], { ...ADAM, step }, step));
    await learner.release();
    const [expected, double] = [array("losses.npy"), array("losses_double.npy")];
    for (const [step, loss] of losses.entries()) {
      const rounding = Math.abs(expected[step]! - double[step]!);
      expect(Math.abs(loss - expected[step]!)).toBeLessThanOrEqual(Math.max(3 * rounding, 1e-6));
    }
    const [after, exact] = [await readState("after_step3.pth"), await readState("after_step3_double.pth")];
    for (const name of [...weightsOf(network, "all"), ...statisticsOf(network, "all")]) {
      const rounding = relativeError(after.get(name)!.data, exact.get(name)!.data);
      const apart = relativeError(state.current().network.tensors[name]!.data, after.get(name)!.data);
      expect(apart, name).toBeLessThanOrEqual(Math.max(3 * rounding, 1e-4));
    }
  });

  test.each([
    ["linear", network],
    ["the paper's", { ...paper, head: { ...paper.head, hidden: 64, dropout: [] } }],
  ] as const)("learns a handful of films by heart with %s head", async (_, net) => {
    const state = await startState(net);
    const learner = await openLearner(options(net), state);
    let loss = Number.NaN;
    for (let step = 1; step <= 120; step += 1)
      loss = await learner.step([batch], { ...ADAM, rate: 1e-2, step }, step);
    await learner.release();
    expect(loss).toBeLessThan(0.01);
    const judge = await openJudge(options(net));
    const judged = await judge.judge(state.current().network, fixedSource([batch]));
    await judge.release();
    expect(judged.aucs.filter((auc) => auc !== null && auc < 1)).toEqual([]);
  });

  test("steps by a batch in pieces, the last one smaller, as often as it likes, in the same memory", async () => {
    const state = await startState();
    const learner = await openLearner({ ...options(), accumulates: true }, state);
    const before = state.bytes();
    const losses: number[] = [];
    for (let step = 1; step <= 30; step += 1)
      losses.push(await learner.step([piece(0, 3), piece(3, 4)], { ...ADAM, step }, step));
    expect(losses.at(-1)!).toBeLessThan(losses[0]! / 2);
    expect(state.bytes()).toBe(before);
    await learner.release();
  });

  test("in one piece comes to the same whether pieces are possible or not", async () => {
    const results = [];
    for (const accumulates of [false, true]) {
      const state = await startState();
      const learner = await openLearner({ ...options(), accumulates }, state);
      await learner.step([batch], { ...ADAM, step: 1 }, 1);
      await learner.release();
      results.push(state.current().network.values);
    }
    expect(relativeError(results[1]!, results[0]!)).toBeLessThan(1e-6);
  });

  test.each([false, true])(
    "comes with a scaled loss to what it comes to without, in one memory, in pieces: %s",
    async (accumulates) => {
      const pieces = accumulates ? [piece(0, 3), piece(3, 4)] : [batch];
      const results = [];
      for (const lossScale of [undefined, { value: 2 ** 10, steady: 0 }]) {
        const state = await startState();
        const learner = await openLearner({ ...options(), accumulates, lossScale }, state);
        for (const step of [1, 2]) await learner.step(pieces, { ...ADAM, step }, step);
        await learner.release();
        results.push(state.current().moments.values);
        if (lossScale) expect(lossScale).toEqual({ value: 2 ** 10, steady: 2 });
      }
      expect(relativeError(results[1]!, results[0]!)).toBeLessThan(1e-4);
    },
  );

  test("passes over a batch whose scaled gradients overflow, lowers the scale, and goes on", async () => {
    const state = await startState();
    const lossScale = { value: 2 ** 140, steady: 5 };
    const learner = await openLearner({ ...options(), lossScale }, state);
    const before = state.current().network.values.slice();
    const loss = await learner.step([batch], { ...ADAM, step: 1 }, 1);
    expect(loss).toBeGreaterThan(0);
    expect(Number.isFinite(loss)).toBe(true);
    expect(state.current().network.values).toEqual(before);
    expect(lossScale).toEqual({ value: 2 ** 139, steady: 0 });
    for (let step = 2; step <= 40 && lossScale.steady < 2; step += 1)
      await learner.step([batch], { ...ADAM, step }, step);
    await learner.release();
    expect(lossScale.steady).toBe(2);
    expect(state.current().network.values).not.toEqual(before);
    expect(state.current().network.values.every(Number.isFinite)).toBe(true);
  });

  test("leaves body and its statistics alone where the head alone is trained", async () => {
    const state = await startState(paper);
    const start = Object.entries(state.current().network.tensors).map(
      ([name, { data }]) => [name, data.slice()] as const,
    );
    state.begin(() => createMoments(paper, "head"));
    const learner = await openLearner({ ...options(paper), trained: "head" }, state);
    for (const step of [1, 2, 3]) await learner.step([batch], { ...ADAM, step }, step);
    await learner.release();
    for (const [name, values] of start) {
      const now = state.current().network.tensors[name]!.data;
      if (name.startsWith("features.")) expect(now, name).toEqual(values);
      else expect(now, name).not.toEqual(values);
    }
  });

  test("keeps its state where the loss is not a number", async () => {
    const state = await startState();
    const learner = await openLearner(options(), state);
    const start = state.current().network.values.slice();
    const damaged = { ...batch, images: batch.images.slice().fill(Number.NaN, 0, 1) };
    expect(await learner.step([damaged], { ...ADAM, step: 1 }, 1)).toBeNaN();
    await learner.release();
    expect(state.current().network.values).toEqual(start);
  });

  test("drops other features at each step, the same for the same seed and step", async () => {
    const losses = [];
    for (const mark of [1, 1, 2]) {
      const state = await startState(paper);
      const learner = await openLearner(options(paper), state);
      losses.push(await learner.step([batch], { ...ADAM, step: 1 }, mark));
      await learner.release();
    }
    expect(losses[1]).toBe(losses[0]);
    expect(losses[2]).not.toBe(losses[0]);
  });
});
