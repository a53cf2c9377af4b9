import { describe, expect, test } from "vitest";
import type { GraphBuilder } from "../../../src/onnx/builder.ts";
import { differentiate, gradientName } from "../../../src/onnx/gradient/differentiate.ts";
import { GUIDED_RULES } from "../../../src/onnx/gradient/element-wise-rules.ts";
import type { Graph } from "../../../src/onnx/graph.ts";
import { createGraphBuilder } from "../../../src/onnx/graph-builder.ts";
import { integers, tensorData } from "../../../src/onnx/tensor-data.ts";
import { runOnce } from "./check.ts";

function graphOf(build: (builder: GraphBuilder) => void): Graph {
  const builder = createGraphBuilder("graph");
  build(builder);
  return builder.build();
}

const vector = (...values: number[]) => ({ dims: [values.length], data: Float32Array.from(values) });
const valuesOf = (tensor: { data: ArrayLike<number | bigint> } | undefined) =>
  Array.from(tensor?.data ?? [], Number);

const sumOfSquares = graphOf((builder) => {
  builder.input("x", "float32", ["n"]);
  const square = builder.add("Mul", ["x", "x"], {}, { name: "square" });
  builder.output(builder.add("ReduceSum", [square], { keepdims: 0 }, { name: "sum" }), "float32", []);
});

describe("differentiating a graph", () => {
  test("adds what a value gives to both inputs of one node, for a size that is free", async () => {
    const graph = differentiate(sumOfSquares, { loss: "sum", wrt: ["x"] });
    const { sum, ...rest } = await runOnce(graph, { x: vector(1, -2, 3) });
    expect(valuesOf(sum)).toEqual([14]);
    expect(valuesOf(rest[gradientName("x")])).toEqual([2, -4, 6]);
  });

  test("gives the gradient by a value computed on the way", async () => {
    const graph = differentiate(sumOfSquares, { loss: "sum", wrt: ["square", "x"] });
    const results = await runOnce(graph, { x: vector(1, -2, 3) });
    expect(valuesOf(results[gradientName("square")])).toEqual([1, 1, 1]);
    expect(valuesOf(results[gradientName("x")])).toEqual([2, -4, 6]);
  });

  test("gives one gradient for a value named twice, and a copy where two values share theirs", async () => {
    const graph = graphOf((builder) => {
      builder.input("x", "float32", [2]);
      builder.input("y", "float32", [2]);
      builder.add("Add", ["x", "y"], {}, { name: "sum" });
    });
    const back = differentiate(graph, { loss: "sum", wrt: ["x", "y", "x"], seed: "seed" });
    expect(back.outputs.map(({ name }) => name)).toEqual(["x", "y"].map(gradientName));
    const results = await runOnce(back, { x: vector(0, 0), y: vector(0, 0), seed: vector(3, 4) });
    expect(Object.values(results).map(valuesOf)).toEqual([
      [3, 4],
      [3, 4],
    ]);
  });

  test("the first of equal maxima takes the whole gradient, and zero passes none through ReLU, as in PyTorch", async () => {
    const graph = graphOf((builder) => {
      builder.input("x", "float32", [1, 1, 2, 3]);
      const pooled = builder.add("MaxPool", ["x"], { kernel_shape: [2, 2], strides: [1, 1] });
      const sum = builder.add("ReduceSum", [pooled], { keepdims: 0 });
      const most = builder.add("ReduceSum", [builder.add("GlobalMaxPool", ["x"])], { keepdims: 0 });
      const kept = builder.add("ReduceSum", [builder.add("Relu", ["x"])], { keepdims: 0 });
      builder.output(
        builder.add("Add", [sum, builder.add("Add", [most, kept])], {}, { name: "all" }),
        "float32",
        [],
      );
    });
    const back = differentiate(graph, { loss: "all", wrt: ["x"] });
    const x = { dims: [1, 1, 2, 3], data: Float32Array.of(0, 7, 7, 7, 1, 7) };
    const results = await runOnce(back, { x });
    // Both windows and the whole have the second element first; ReLU adds one where the element is above zero.
    expect(valuesOf(results[gradientName("x")])).toEqual([0, 4, 1, 1, 1, 1]);
  });

  test("starts from a seed where there is one", async () => {
    const graph = differentiate(sumOfSquares, { loss: "square", wrt: ["x"], seed: "start" });
    const results = await runOnce(graph, { x: vector(1, -2, 3), start: vector(1, 10, 0) });
    expect(valuesOf(results[gradientName("x")])).toEqual([2, -40, 0]);
  });

  test("sums what comes back from several nodes, repeated gradients among them", async () => {
    const graph = graphOf((builder) => {
      builder.input("x", "float32", ["n"]);
      const mean = builder.add("ReduceMean", ["x"], { axes: [0] });
      const centred = builder.add("Sub", ["x", mean]);
      const both = builder.add("Add", [builder.add("Mul", [centred, "x"]), builder.add("Exp", ["x"])]);
      builder.add("ReduceSum", [both], { keepdims: 0 }, { name: "sum" });
    });
    const results = await runOnce(differentiate(graph, { loss: "sum", wrt: ["x"] }), { x: vector(1, 2, 6) });
    // sum (x - m) x = sum x^2 - n m^2, whose gradient is 2 (x - m)
    const expected = [1, 2, 6].map((value) => 2 * (value - 3) + Math.exp(value));
    for (const [index, value] of valuesOf(results[gradientName("x")]).entries()) {
      expect(value / expected[index]!).toBeCloseTo(1, 5);
    }
  });

  test("leaves out what no output needs", () => {
    const graph = graphOf((builder) => {
      builder.input("x", "float32", [2, 3]);
      const weight = builder.constant("w", tensorData("float32", [3, 4], new Float32Array(12).fill(1)));
      const bias = builder.constant("b", tensorData("float32", [4], new Float32Array(4)));
      const y = builder.add("Gemm", ["x", weight, bias], {}, { name: "y" });
      builder.add("ArgMax", [y], {}, { name: "place" });
      builder.output(builder.add("ReduceSum", [y], { keepdims: 0 }, { name: "sum" }), "float32", []);
    });
    const { nodes, outputs } = differentiate(graph, { loss: "sum", wrt: ["x"] });
    expect(nodes.map(({ outputs: [name] }) => name)).not.toContain("place");
    expect(nodes.filter(({ operator }) => operator === "Gemm")).toHaveLength(2);
    expect(nodes.filter(({ operator }) => operator === "MatMul" || operator === "ReduceSum")).toHaveLength(1);
    expect(outputs.map(({ name }) => name)).toEqual(["sum", gradientName("x")]);
  });

  test("needs no rule for what lies on no way to the loss, nor for what moves in steps", async () => {
    const graph = graphOf((builder) => {
      builder.input("x", "float32", [3]);
      const zero = builder.constant("zero", tensorData("float32", [], Float32Array.of(0)));
      const mask = builder.add("Cast", [builder.add("Greater", ["x", zero])], { to: 1 });
      builder.add("ReduceSum", [builder.add("Mul", ["x", mask])], { keepdims: 0 }, { name: "sum" });
      builder.add("Pad", ["x", builder.constant("pads", integers([1, 1]))]);
    });
    const results = await runOnce(differentiate(graph, { loss: "sum", wrt: ["x"] }), { x: vector(1, -2, 3) });
    expect(valuesOf(results[gradientName("x")])).toEqual([1, 0, 1]);
  });

  test("guided backpropagation passes positive gradients of positive inputs only", async () => {
    const graph = graphOf((builder) => {
      builder.input("x", "float32", [4]);
      builder.add("Relu", ["x"], {}, { name: "y" });
    });
    const feeds = { x: vector(1, 1, -1, -1), seed: vector(2, -2, 2, -2) };
    const usual = differentiate(graph, { loss: "y", wrt: ["x"], seed: "seed" });
    const guided = differentiate(graph, { loss: "y", wrt: ["x"], seed: "seed", rules: GUIDED_RULES });
    expect(valuesOf((await runOnce(usual, feeds))[gradientName("x")])).toEqual([2, -2, 0, -0]);
    expect(valuesOf((await runOnce(guided, feeds))[gradientName("x")])).toEqual([2, 0, 0, 0]);
  });
});

describe("what cannot be differentiated is named", () => {
  test("operators without a rule, all of them", () => {
    const graph = graphOf((builder) => {
      builder.input("x", "float32", [3]);
      const padded = builder.add("Pad", ["x", builder.constant("pads", integers([1, 1]))]);
      const most = builder.add("Max", [padded]);
      builder.add("ReduceSum", [most], { keepdims: 0 }, { name: "sum" });
    });
    const attempt = () => differentiate(graph, { loss: "sum", wrt: ["x"] });
    expect(attempt).toThrow(new RangeError("there is no gradient rule for Max, Pad"));
  });

  test("a value on which the loss does not depend", () => {
    const graph = graphOf((builder) => {
      builder.input("x", "float32", [3]);
      builder.input("other", "float32", [3]);
      builder.add("ReduceSum", ["x"], { keepdims: 0 }, { name: "sum" });
    });
    const attempt = (wrt: string[]) => () => differentiate(graph, { loss: "sum", wrt });
    expect(attempt(["x", "other"])).toThrow(new RangeError("sum does not depend on other"));
    expect(attempt(["nowhere"])).toThrow(RangeError);
  });

  test("a loss of more than one number", () => {
    const attempt = () => differentiate(sumOfSquares, { loss: "square", wrt: ["x"] });
    expect(attempt).toThrow(/square has the shape \[n\]/);
  });

  test("an exponent that varies, a batch norm that makes its own statistics, a convolution in groups", () => {
    const power = graphOf((builder) => {
      builder.input("x", "float32", [3]);
      builder.add("Pow", ["x", "x"], {}, { name: "y" });
    });
    expect(() => differentiate(power, { loss: "y", wrt: ["x"], seed: "s" })).toThrow(
      /Pow y: there is no gradient by its input x/,
    );

    const norm = graphOf((builder) => {
      builder.input("x", "float32", [2, 3]);
      builder.input("v", "float32", [3]);
      builder.add("BatchNormalization", ["x", "v", "v", "v", "v"], { training_mode: 1 }, { name: "y" });
    });
    expect(() => differentiate(norm, { loss: "y", wrt: ["x"], seed: "s" })).toThrow(/training_mode/);

    const conv = graphOf((builder) => {
      builder.input("x", "float32", [1, 2, 4, 4]);
      builder.input("w", "float32", [2, 1, 3, 3]);
      builder.add("Conv", ["x", "w"], { group: 2 }, { name: "y" });
    });
    expect(() => differentiate(conv, { loss: "y", wrt: ["x"], seed: "s" })).toThrow(/Conv y: .*groups/);
  });

  test("another operator set than the rules are written in", () => {
    const attempt = () => differentiate({ ...sumOfSquares, opset: 18 }, { loss: "sum", wrt: ["x"] });
    expect(attempt).toThrow(/operator set 18/);
  });
});
