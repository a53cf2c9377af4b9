import { DATA_TYPES } from "../../../../src/onnx/data-type.ts";
import type { Node } from "../../../../src/onnx/graph.ts";
import { fromHalf, toHalf } from "../../../../src/onnx/half.ts";
import { at, type Float64, fill, map, reduce, sum, zip } from "./array.ts";
import { LAYOUT_OPERATORS } from "./layout-operators.ts";
import { front, int, ints, type Operator } from "./node.ts";
import { conv, pool } from "./windows.ts";

const each =
  (f: (value: number) => number): Operator =>
  (_node, [x]) =>
    map(x!, f);
const both =
  (f: (a: number, b: number) => number): Operator =>
  (_node, [a, b]) =>
    zip(a!, b!, f);
const axesOf = (node: Node, [x, given]: readonly Float64[]) =>
  (ints(node, "axes") ?? (given ? [...given.data] : [...x!.dims.keys()])).map((axis) =>
    front(axis, x!.dims.length),
  );

function reduction(f: (values: readonly number[]) => number): Operator {
  return (node, inputs) => {
    const axes = axesOf(node, inputs);
    const { dims, data } = reduce(inputs[0]!, axes, f);
    return {
      dims: int(node, "keepdims", 1) === 1 ? dims : dims.filter((_, axis) => !axes.includes(axis)),
      data,
    };
  };
}

const overPlaces =
  (f: (values: readonly number[]) => number): Operator =>
  (_node, [x]) =>
    reduce(x!, [2, 3], f);
const HALF = DATA_TYPES.float16.code;
const rounded = (value: number) => fromHalf(toHalf(value));
const swap = (x: Float64): Float64 => fill(x.dims.toReversed(), ([row, column]) => at(x, [column!, row!]));

const matMul: Operator = (_node, [a, b]) => {
  const [rows, inner, columns] = [a!.dims.at(-2)!, a!.dims.at(-1)!, b!.dims.at(-1)!];
  const batch = zip(
    fill([...a!.dims.slice(0, -2)], () => 0),
    fill([...b!.dims.slice(0, -2)], () => 0),
    () => 0,
  ).dims;
  return fill([...batch, rows, columns], (index) => {
    const [lead, row, column] = [index.slice(0, -2), index.at(-2)!, index.at(-1)!];
    return sum(
      Array.from({ length: inner }, (_, k) => at(a!, [...lead, row, k]) * at(b!, [...lead, k, column])),
    );
  });
};

const gemm: Operator = (node, [a, b, c]) => {
  const left = int(node, "transA", 0) === 1 ? swap(a!) : a!;
  const right = int(node, "transB", 0) === 1 ? swap(b!) : b!;
  const product = map(matMul(node, [left, right]), (value) => value * int(node, "alpha", 1));
  return c ? zip(product, c, (value, added) => value + added * int(node, "beta", 1)) : product;
};

const softmax: Operator = (node, [x]) => {
  const axis = front(int(node, "axis", -1), x!.dims.length);
  const powers = zip(
    x!,
    reduce(x!, [axis], (values) => Math.max(...values)),
    (value, most) => Math.exp(value - most),
  );
  return zip(powers, reduce(powers, [axis], sum), (power, all) => power / all);
};

const norm: Operator = (node, [x, scale, bias, mean, variance]) =>
  fill(x!.dims, (index) => {
    const of = (vector: Float64 | undefined) => vector!.data[index[1]!]!;
    const spread = Math.sqrt(of(variance) + int(node, "epsilon", 1e-5));
    return ((at(x!, index) - of(mean)) / spread) * of(scale) + of(bias);
  });

/** ONNX operators as the specification defines them, written for being read, not for speed. */
export const FLOAT64_OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ...LAYOUT_OPERATORS,
  ["Add", both((a, b) => a + b)],
  ["AveragePool", pool],
  ["BatchNormalization", norm],
  [
    "Cast",
    (node, inputs) => (int(node, "to", 0) === HALF ? each(rounded) : each((value) => value))(node, inputs),
  ],
  ["Conv", conv],
  ["Div", both((a, b) => a / b)],
  ["Exp", each(Math.exp)],
  [
    "Expand",
    (_node, [x, shape]) =>
      zip(
        x!,
        fill([...shape!.data], () => 0),
        (value) => value,
      ),
  ],
  ["Gemm", gemm],
  ["GlobalAveragePool", overPlaces((values) => sum(values) / values.length)],
  ["GlobalMaxPool", overPlaces((values) => Math.max(...values))],
  ["Greater", both((a, b) => (a > b ? 1 : 0))],
  [
    "HardSigmoid",
    (node, [x]) => {
      const [slope, shift] = [int(node, "alpha", 0.2), int(node, "beta", 0.5)];
      return each((value) => Math.min(Math.max(slope * value + shift, 0), 1))(node, [x!]);
    },
  ],
  ["Identity", each((value) => value)],
  ["Log", each(Math.log)],
  ["LogSoftmax", (node, inputs) => map(softmax(node, inputs), Math.log)],
  ["MatMul", matMul],
  ["Max", both(Math.max)],
  ["MaxPool", pool],
  ["Mul", both((a, b) => a * b)],
  ["Neg", each((value) => -value)],
  ["Pow", both((a, b) => a ** b)],
  ["ReduceMean", reduction((values) => sum(values) / values.length)],
  ["ReduceSum", reduction(sum)],
  ["ReduceSumSquare", reduction((values) => sum(values.map((value) => value * value)))],
  ["Relu", each((value) => Math.max(value, 0))],
  ["Sigmoid", each((value) => 1 / (1 + Math.exp(-value)))],
  ["Size", (_node, [x]) => fill([], () => x!.data.length)],
  ["Softmax", softmax],
  ["Softplus", each((value) => Math.max(value, 0) + Math.log1p(Math.exp(-Math.abs(value))))],
  ["Sqrt", each(Math.sqrt)],
  ["Sub", both((a, b) => a - b)],
  [
    "Where",
    (_node, [condition, yes, no]) =>
      zip(
        zip(condition!, yes!, (c, y) => (c ? y : Number.NaN)),
        no!,
        (y, n) => (Number.isNaN(y) ? n : y),
      ),
  ],
]);
