import { expect, test } from "vitest";
import { createFacts } from "../../../src/onnx/gradient/facts.ts";
import { createGraphBuilder } from "../../../src/onnx/graph-builder.ts";
import { integers } from "../../../src/onnx/tensor-data.ts";

test("shapes are told before the graph runs, with the batch left free", () => {
  const builder = createGraphBuilder("shapes");
  const ints = (...values: number[]) => builder.constant("ints", integers(values));
  const x = builder.input("x", "float32", ["n", 3, 9, 7]);
  const w = builder.input("w", "float32", [8, 3, 3, 3]);
  const conv = builder.add("Conv", [x, w], { strides: [2, 2], pads: [1, 1, 1, 1] });
  const expected: [value: string, dims: (number | string)[]][] = [
    [conv, ["n", 8, 5, 4]],
    [builder.add("MaxPool", [conv], { kernel_shape: [2, 2], strides: [2, 2] }), ["n", 8, 2, 2]],
    [builder.add("MaxPool", [conv], { kernel_shape: [2, 2], strides: [2, 2], ceil_mode: 1 }), ["n", 8, 3, 2]],
    [builder.add("GlobalAveragePool", [conv]), ["n", 8, 1, 1]],
    [builder.add("Flatten", [conv]), ["n", 160]],
    [builder.add("Reshape", [conv, ints(0, -1)]), ["n", 160]],
    [builder.add("Reshape", [conv, ints(-1, 8, 20)]), ["n", 8, 20]],
    [builder.add("Reshape", [conv, ints(-1)]), ["160*n"]],
    [builder.add("Concat", [conv, conv], { axis: 1 }), ["n", 16, 5, 4]],
    [builder.add("Slice", [conv, ints(-3, 1), ints(99, -1), ints(2, 1)]), ["n", 6, 3, 4]],
    [builder.add("Transpose", [conv], { perm: [1, 0, 3, 2] }), [8, "n", 4, 5]],
    [builder.add("ReduceSum", [conv, ints(0, 2, 3)], { keepdims: 0 }), [8]],
    [builder.add("ReduceMean", [conv]), [1, 1, 1, 1]],
    [builder.add("Add", [builder.add("Unsqueeze", [ints(1), ints(0)]), conv]), ["n", 8, 5, 4]],
    [builder.add("Gather", [conv, ints(2, 0)], { axis: 1 }), ["n", 2, 5, 4]],
    [builder.add("Shape", [conv]), [4]],
  ];
  const { dimsOf, typeOf } = createFacts(builder.build(), () => false);
  for (const [value, dims] of expected) expect(dimsOf(value), value).toEqual(dims);
  expect(typeOf(conv)).toBe("float32");
  expect(typeOf(expected.at(-1)![0])).toBe("int64");
  const later = builder.add("Reshape", [conv, builder.add("Shape", [x])]);
  expect(() => createFacts(builder.build(), () => false).dimsOf(later)).toThrow(/not a constant list/);
});
