import { expect } from "vitest";
import type { GraphBuilder } from "../../../src/onnx/builder.ts";
import { encodeGraph } from "../../../src/onnx/encode.ts";
import { differentiate, gradientName } from "../../../src/onnx/gradient/differentiate.ts";
import type { Graph } from "../../../src/onnx/graph.ts";
import { createGraphBuilder } from "../../../src/onnx/graph-builder.ts";
import { openSession, type Tensor } from "../../../src/onnx/session.ts";
import { type Float64, sum } from "./float64/array.ts";
import { evaluate } from "./float64/evaluate.ts";
import type { Random } from "./random.ts";

const STEP = 1e-5;

/** Runs a graph once on the CPU. */
export async function runOnce(graph: Graph, feeds: Readonly<Record<string, Tensor>>) {
  const session = await openSession(encodeGraph(graph), { threads: 1, provider: "cpu" });
  try {
    return await session.run(feeds);
  } finally {
    await session.release();
  }
}

export const toTensor = ({ dims, data }: Float64): Tensor => ({ dims, data: Float32Array.from(data) });

/** The largest distance between two lists, measured by the largest of what is expected. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(actual).toHaveLength(expected.length);
  let [apart, most] = [0, 1e-6];
  for (let index = 0; index < expected.length; index += 1) {
    const distance = Math.abs(expected[index]! - actual[index]!);
    apart = Math.max(apart, Number.isNaN(distance) ? Number.POSITIVE_INFINITY : distance);
    most = Math.max(most, Math.abs(expected[index]!));
  }
  return apart / most;
}

/** Gradient of sum(seed y) by one input, each element moved up and down by a step. */
function centralDifferences(
  graph: Graph,
  y: string,
  seed: Float64,
  feeds: Record<string, Float64>,
  by: string,
) {
  const start = feeds[by]!;
  const objective = (data: Float64Array) => {
    const { data: values } = evaluate(graph, { ...feeds, [by]: { dims: start.dims, data } }, y);
    return sum(Array.from(values, (value, index) => value * seed.data[index]!));
  };
  return start.data.map((value, index) => {
    const up = objective(start.data.with(index, value + STEP));
    const down = objective(start.data.with(index, value - STEP));
    return (up - down) / (2 * STEP);
  });
}

/**
 * Builds a graph with these inputs, differentiates what `build` returns by all of them but those in `fixed`, runs it, and
 * compares every element of every gradient with central differences.
 */
export async function checkGradients(
  random: Random,
  inputs: Record<string, Float64>,
  build: (builder: GraphBuilder) => string,
  fixed: readonly string[] = [],
): Promise<void> {
  const builder = createGraphBuilder("check");
  for (const [name, { dims }] of Object.entries(inputs)) builder.input(name, "float32", dims);
  const y = build(builder);
  const graph = builder.build();
  const value = evaluate(graph, inputs, y);
  builder.output(y, "float32", value.dims);
  const seed = random.apart(value.dims);
  const wrt = Object.keys(inputs).filter((name) => !fixed.includes(name));
  const differentiated = differentiate(builder.build(), { loss: y, wrt, seed: "seed" });
  const feeds = Object.entries({ ...inputs, seed }).map(([name, each]) => [name, toTensor(each)] as const);
  const results = await runOnce(differentiated, Object.fromEntries(feeds));

  expect(relativeError(results[y]?.data as Float32Array, value.data), `${y} itself`).toBeLessThan(1e-4);
  for (const name of wrt) {
    const { dims, data } = results[gradientName(name)]!;
    expect(dims).toEqual(inputs[name]!.dims);
    const expected = centralDifferences(graph, y, seed, inputs, name);
    expect(relativeError(data as Float32Array, expected), `gradient by ${name}`).toBeLessThanOrEqual(1e-4);
  }
}
