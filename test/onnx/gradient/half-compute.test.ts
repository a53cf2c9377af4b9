import { describe, expect, test } from "vitest";
import { differentiate, gradientName } from "../../../src/onnx/gradient/differentiate.ts";
import { computeInHalf } from "../../../src/onnx/gradient/half-compute.ts";
import { createGraphBuilder } from "../../../src/onnx/graph-builder.ts";
import { relativeError, runOnce, toTensor } from "./check.ts";
import type { Float64 } from "./float64/array.ts";
import { evaluate } from "./float64/evaluate.ts";
import { createRandom } from "./random.ts";

const random = createRandom(7);
const feeds = {
  x: random.apart([2, 3, 6, 6]),
  kernel: random.apart([4, 3, 3, 3]),
  matrix: random.apart([4, 5]),
};
const seeded = (value: number): Record<string, Float64> => ({
  ...feeds,
  seed: { dims: [2, 5], data: new Float64Array(10).fill(value) },
});

/** A convolution, a ReLU, pooling and a product, with the gradients by both weights. */
function smallGraph() {
  const builder = createGraphBuilder("small");
  for (const [name, { dims }] of Object.entries(feeds)) builder.input(name, "float32", dims);
  const conv = builder.add("Conv", ["x", "kernel"], { kernel_shape: [3, 3], pads: [1, 1, 1, 1] });
  const pooled = builder.add("GlobalAveragePool", [builder.add("Relu", [conv])]);
  const y = builder.add(
    "MatMul",
    [builder.add("Flatten", [pooled], { axis: 1 }), "matrix"],
    {},
    { name: "y" },
  );
  builder.output(y, "float32", [2, 5]);
  return differentiate(builder.build(), { loss: "y", wrt: ["kernel", "matrix"], seed: "seed" });
}

const graph = smallGraph();
const mixed = computeInHalf(graph);

describe("mixed precision", () => {
  test.each(["y", gradientName("kernel"), gradientName("matrix")])(
    "comes to the same but for float16's digits: %s",
    (value) => {
      const exact = evaluate(graph, seeded(1), value).data;
      const apart = relativeError(evaluate(mixed, seeded(1), value).data, exact);
      expect(apart).toBeGreaterThan(1e-6);
      expect(apart).toBeLessThan(5e-3);
    },
  );

  test("loses gradients below float16's range, unless the loss is scaled and the gradients are scaled back", () => {
    const name = gradientName("kernel");
    const exact = evaluate(graph, seeded(1e-9), name).data;
    expect(evaluate(mixed, seeded(1e-9), name).data.every((value) => value === 0)).toBe(true);
    const scaled = evaluate(mixed, seeded(1e-9 * 2 ** 20), name).data.map((value) => value / 2 ** 20);
    const most = Math.max(...exact.map(Math.abs));
    expect(most).toBeGreaterThan(0);
    for (const [at, value] of scaled.entries())
      expect(Math.abs(value - exact[at]!) / most).toBeLessThan(5e-3);
  });

  test("runs in ONNX Runtime", async () => {
    const tensors = Object.fromEntries(
      Object.entries(seeded(1)).map(([name, value]) => [name, toTensor(value)]),
    );
    const name = gradientName("kernel");
    const results = await runOnce(mixed, tensors);
    const exact = evaluate(graph, seeded(1), name).data;
    expect(relativeError(results[name]!.data as Float32Array, exact)).toBeLessThan(5e-3);
  });

  test("leaves no convolution or product that reads float32, but for sums", () => {
    const casts = new Set(
      mixed.nodes.filter(({ operator }) => operator === "Cast").flatMap(({ outputs }) => outputs),
    );
    const heavy = mixed.nodes.filter(({ operator }) => ["Conv", "MatMul"].includes(operator));
    const ones = new Set(
      mixed.nodes.filter(({ operator }) => operator === "ConstantOfShape").flatMap(({ outputs }) => outputs),
    );
    const [sums, others] = [
      heavy.filter(({ inputs }) => ones.has(inputs[0]!)),
      heavy.filter(({ inputs }) => !ones.has(inputs[0]!)),
    ];
    expect(sums.length).toBeGreaterThan(0);
    expect(others.length).toBeGreaterThan(3);
    for (const { inputs } of others) for (const input of inputs) expect(casts.has(input), input).toBe(true);
    for (const { inputs } of sums) for (const input of inputs) expect(casts.has(input), input).toBe(false);
  });
});
