import type { Node } from "../graph.ts";
import type { GraphFacts } from "../operator.ts";
import { intOf, intsOf } from "./attributes.ts";
import { broadcast, type Dims, fixed, fromFront, product } from "./dims.ts";
import { windowCount, windowOf } from "./window.ts";

/** What the shape of one input of a node is, by the input's number. */
type At = (input: number) => Dims;
type ShapeRule = (node: Node, at: At, facts: Pick<GraphFacts, "integersOf">) => Dims;

const same: ShapeRule = (_node, at) => at(0);
const together: ShapeRule = (_node, at) => broadcast(at(0), at(1));
const pooled: ShapeRule = (node, at) => [
  ...at(0).slice(0, 2),
  ...windowCount(at(0).slice(2), windowOf(node)),
];
const pooledAway: ShapeRule = (_node, at) => at(0).map((size, axis) => (axis < 2 ? size : 1));

function reduced(dims: Dims, axes: readonly number[] | undefined, keeps: boolean): Dims {
  const gone = new Set(axes?.map((axis) => fromFront(axis, dims.length)) ?? dims.keys());
  return keeps
    ? dims.map((size, axis) => (gone.has(axis) ? 1 : size))
    : dims.filter((_, axis) => !gone.has(axis));
}

const reduction: ShapeRule = (node, at) =>
  reduced(at(0), intsOf(node, "axes"), intOf(node, "keepdims", 1) === 1);

function reshaped(dims: Dims, target: readonly number[]): Dims {
  const result: (number | string)[] = target.map((size, axis) => (size === 0 ? (dims[axis] ?? 0) : size));
  const open = result.indexOf(-1);
  if (open < 0) return result;
  const rest = result.toSpliced(open, 1);
  const free = dims.filter((size) => typeof size === "string");
  for (const size of rest.filter((each) => typeof each === "string")) free.splice(free.indexOf(size), 1);
  const count = (all: Dims) => product(all.filter((size) => typeof size === "number"));
  const left = [Number(count(dims)) / Number(count(rest)), ...free];
  result[open] = product(left);
  return result;
}

function sliced(node: Node, at: At, { integersOf }: Pick<GraphFacts, "integersOf">): Dims {
  const [, starts = "", ends = "", axes = "", steps = ""] = node.inputs;
  const dims = [...at(0)];
  const begin = integersOf(starts);
  const end = integersOf(ends);
  const along = axes === "" ? begin.map((_, index) => index) : integersOf(axes);
  for (const [index, each] of along.entries()) {
    const axis = fromFront(each, dims.length);
    const step = steps === "" ? 1 : (integersOf(steps)[index] ?? 1);
    const size = fixed(dims[axis], `axis ${axis} of ${node.inputs[0]}, sliced,`);
    const clamp = (value: number) => Math.min(Math.max(value < 0 ? value + size : value, 0), size);
    if (step < 0) throw new RangeError(`Slice ${node.name}: negative steps are not supported`);
    dims[axis] = Math.max(0, Math.ceil((clamp(end[index] ?? 0) - clamp(begin[index] ?? 0)) / step));
  }
  return dims;
}

function multiplied(one: Dims, other: Dims): Dims {
  if (one.length < 2 || other.length < 2) throw new RangeError("MatMul of vectors is not supported");
  return [...broadcast(one.slice(0, -2), other.slice(0, -2)), one.at(-2) ?? 1, other.at(-1) ?? 1];
}

const SAME = [
  "Cast",
  "Exp",
  "HardSigmoid",
  "Identity",
  "Log",
  "LogSoftmax",
  "Neg",
  "Relu",
  "Sigmoid",
  "Softmax",
  "Softplus",
  "Sqrt",
];
const TOGETHER = ["Add", "Div", "Greater", "Mul", "Pow", "Sub"];

/** The shape of an operator's first output by those of its inputs. */
export const SHAPE_RULES: ReadonlyMap<string, ShapeRule> = new Map<string, ShapeRule>([
  ...SAME.map((name) => [name, same] as const),
  ...TOGETHER.map((name) => [name, together] as const),
  ["AveragePool", pooled],
  ["BatchNormalization", same],
  [
    "Concat",
    (node, at) => {
      const axis = fromFront(intOf(node, "axis", 0), at(0).length);
      const joined = node.inputs.map((_, input) => fixed(at(input)[axis], `what Concat ${node.name} joins`));
      return at(0).with(
        axis,
        joined.reduce((sum, size) => sum + size, 0),
      );
    },
  ],
  [
    "Conv",
    (node, at) => {
      const window = windowOf(node, at(1).slice(2));
      return [at(0)[0] ?? 1, at(1)[0] ?? 1, ...windowCount(at(0).slice(2), window)];
    },
  ],
  ["Expand", (node, at, { integersOf }) => broadcast(at(0), integersOf(node.inputs[1] ?? ""))],
  [
    "Flatten",
    (node, at) => {
      const axis = fromFront(intOf(node, "axis", 1), at(0).length);
      return [product(at(0).slice(0, axis)), product(at(0).slice(axis))];
    },
  ],
  [
    "Gather",
    (node, at) => {
      const axis = fromFront(intOf(node, "axis", 0), at(0).length);
      return [...at(0).slice(0, axis), ...at(1), ...at(0).slice(axis + 1)];
    },
  ],
  [
    "Gemm",
    (node, at) => [
      at(0)[intOf(node, "transA", 0) === 1 ? 1 : 0] ?? 1,
      at(1)[intOf(node, "transB", 0) === 1 ? 0 : 1] ?? 1,
    ],
  ],
  ["GlobalAveragePool", pooledAway],
  ["GlobalMaxPool", pooledAway],
  ["MatMul", (_node, at) => multiplied(at(0), at(1))],
  ["MaxPool", pooled],
  ["Max", (node, at) => node.inputs.map((_, input) => at(input)).reduce(broadcast)],
  ["ReduceMean", reduction],
  [
    "ReduceSum",
    (node, at, { integersOf }) => {
      const axes = node.inputs[1] ? integersOf(node.inputs[1]) : undefined;
      if (axes?.length === 0 && intOf(node, "noop_with_empty_axes", 0) === 1) return at(0);
      return reduced(at(0), axes?.length === 0 ? undefined : axes, intOf(node, "keepdims", 1) === 1);
    },
  ],
  ["ReduceSumSquare", reduction],
  ["Reshape", (node, at, { integersOf }) => reshaped(at(0), integersOf(node.inputs[1] ?? ""))],
  ["Shape", (_node, at) => [at(0).length]],
  ["Size", () => []],
  ["Slice", sliced],
  [
    "Squeeze",
    (node, at, { integersOf }) => {
      const axes = node.inputs[1]
        ? integersOf(node.inputs[1])
        : [...at(0).keys()].filter((axis) => at(0)[axis] === 1);
      return reduced(at(0), axes, false);
    },
  ],
  [
    "Transpose",
    (node, at) => (intsOf(node, "perm") ?? [...at(0).keys()].toReversed()).map((axis) => at(0)[axis] ?? 1),
  ],
  [
    "Unsqueeze",
    (node, at, { integersOf }) => {
      const axes = integersOf(node.inputs[1] ?? "");
      const rank = at(0).length + axes.length;
      const added = new Set(axes.map((axis) => fromFront(axis, rank)));
      const rest = [...at(0)];
      return Array.from({ length: rank }, (_, axis) => (added.has(axis) ? 1 : (rest.shift() ?? 1)));
    },
  ],
  ["Where", (_node, at) => broadcast(at(0), broadcast(at(1), at(2)))],
]);
