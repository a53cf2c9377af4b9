import { GRADIENT_RULES } from "./gradient/rules.ts";
import type { AttributeKind } from "./graph.ts";
import type { Operator } from "./operator.ts";

function operator(
  name: string,
  since: number,
  inputs: number | readonly [number, number],
  attributes: Readonly<Record<string, AttributeKind>> = {},
  mostOutputs = 1,
): Operator {
  const range = typeof inputs === "number" ? ([inputs, inputs] as const) : inputs;
  return { name, domain: "", since, inputs: range, outputs: [1, mostOutputs], attributes };
}

const WINDOW = {
  auto_pad: "string",
  dilations: "ints",
  kernel_shape: "ints",
  pads: "ints",
  strides: "ints",
} as const;
const REDUCTION = { keepdims: "int", noop_with_empty_axes: "int" } as const;
const MANY = Number.POSITIVE_INFINITY;

/** The operators that graphs may be built from, as the ONNX operator set 17 defines them. */
const LIST: readonly Operator[] = [
  operator("Add", 14, 2),
  operator("ArgMax", 13, 1, { axis: "int", keepdims: "int", select_last_index: "int" }),
  operator("AveragePool", 11, 1, { ...WINDOW, ceil_mode: "int", count_include_pad: "int" }),
  operator("BatchNormalization", 15, 5, { epsilon: "float", momentum: "float", training_mode: "int" }),
  operator("Cast", 13, 1, { to: "int" }),
  operator("Concat", 13, [1, MANY], { axis: "int" }),
  operator("ConstantOfShape", 9, 1, { value: "tensor" }),
  operator("Conv", 11, [2, 3], { ...WINDOW, group: "int" }),
  operator("ConvTranspose", 11, [2, 3], {
    ...WINDOW,
    group: "int",
    output_padding: "ints",
    output_shape: "ints",
  }),
  operator("Div", 14, 2),
  operator("Exp", 13, 1),
  operator("Expand", 13, 2),
  operator("Flatten", 13, 1, { axis: "int" }),
  operator("Gather", 13, 2, { axis: "int" }),
  operator("Gemm", 13, [2, 3], { alpha: "float", beta: "float", transA: "int", transB: "int" }),
  operator("GlobalAveragePool", 1, 1),
  operator("GlobalMaxPool", 1, 1),
  operator("Greater", 13, 2),
  operator("HardSigmoid", 6, 1, { alpha: "float", beta: "float" }),
  operator("Identity", 16, 1),
  operator("Log", 13, 1),
  operator("LogSoftmax", 13, 1, { axis: "int" }),
  operator("MatMul", 13, 2),
  operator("Max", 13, [1, MANY]),
  operator("MaxPool", 12, 1, { ...WINDOW, ceil_mode: "int", storage_order: "int" }, 2),
  operator("Mul", 14, 2),
  operator("Neg", 13, 1),
  operator("Pad", 13, [2, 3], { mode: "string" }),
  operator("Pow", 15, 2),
  operator("ReduceMean", 13, 1, { axes: "ints", keepdims: "int" }),
  operator("ReduceSum", 13, [1, 2], REDUCTION),
  operator("ReduceSumSquare", 13, 1, { axes: "ints", keepdims: "int" }),
  operator("Relu", 14, 1),
  operator("Reshape", 14, 2, { allowzero: "int" }),
  operator("Resize", 13, [1, 4], {
    coordinate_transformation_mode: "string",
    mode: "string",
    nearest_mode: "string",
  }),
  operator("ScatterElements", 16, 3, { axis: "int", reduction: "string" }),
  operator("Shape", 15, 1, { start: "int", end: "int" }),
  operator("Sigmoid", 13, 1),
  operator("Size", 13, 1),
  operator("Slice", 13, [3, 5]),
  operator("Softmax", 13, 1, { axis: "int" }),
  operator("Softplus", 1, 1),
  operator("Split", 13, [1, 2], { axis: "int" }, MANY),
  operator("Sqrt", 13, 1),
  operator("Squeeze", 13, [1, 2]),
  operator("Sub", 14, 2),
  operator("Transpose", 13, 1, { perm: "ints" }),
  operator("Unsqueeze", 13, 2),
  operator("Where", 16, 3),
];

function withRule(each: Operator): Operator {
  const gradient = GRADIENT_RULES.get(each.name);
  return gradient ? { ...each, gradient } : each;
}

/** Operators by name. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map(
  LIST.map((each) => [each.name, withRule(each)]),
);
