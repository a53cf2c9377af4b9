import type { GraphBuilder } from "../builder.ts";
import { DATA_TYPES } from "../data-type.ts";
import type { Node } from "../graph.ts";
import type { GradientRule, GraphFacts } from "../operator.ts";
import { integers } from "../tensor-data.ts";
import { expandLike, reshapeLike, scale, sumOver, zerosLike } from "./arithmetic.ts";
import { intOf, intsOf } from "./attributes.ts";
import { fromFront } from "./dims.ts";

/** A reduction's gradient with the axes it lost put back as ones; `dy` itself where it lost none. */
function withAxes(node: Node, dy: string, builder: GraphBuilder, facts: GraphFacts): string {
  if (intOf(node, "keepdims", 1) === 1) return dy;
  const [x = "", given = ""] = node.inputs;
  const axes = given === "" ? intsOf(node, "axes") : facts.integersOf(given);
  const rank = facts.dimsOf(x).length;
  const all =
    axes && axes.length > 0 ? axes.map((axis) => fromFront(axis, rank)) : [...facts.dimsOf(x).keys()];
  return builder.add("Unsqueeze", [dy, builder.constant("axes", integers(all))]);
}

/** How many elements of `x` went into each of `y`, as a number in the graph: a free batch size may be among them. */
function countPer(builder: GraphBuilder, facts: GraphFacts, x: string, y: string): string {
  const count = builder.add("Div", [builder.add("Size", [x]), builder.add("Size", [y])]);
  return builder.add("Cast", [count], { to: DATA_TYPES[facts.typeOf(x)].code });
}

const mean: GradientRule = (node, [dy = ""], builder, facts) => {
  const [x = ""] = node.inputs;
  const share = builder.add("Div", [dy, countPer(builder, facts, x, node.outputs[0] ?? "")]);
  return [expandLike(builder, withAxes(node, share, builder, facts), x)];
};

const sum: GradientRule = (node, [dy = ""], builder, facts) => {
  const [x = "", axes = ""] = node.inputs;
  const keepsAll =
    axes !== "" && intOf(node, "noop_with_empty_axes", 0) === 1 && facts.integersOf(axes).length === 0;
  return [keepsAll ? dy : expandLike(builder, withAxes(node, dy, builder, facts), x)];
};

const sumSquare: GradientRule = (node, [dy = ""], builder, facts) => {
  const [x = ""] = node.inputs;
  const twice = scale(builder, facts, x, withAxes(node, dy, builder, facts), 2);
  return [builder.add("Mul", [x, twice])];
};

/** dx = y (dy - sum dy y) along the axis. */
const softmax: GradientRule = (node, [dy = ""], builder) => {
  const [y = ""] = node.outputs;
  const weighted = builder.add("Mul", [dy, y]);
  const along = sumOver(builder, weighted, [intOf(node, "axis", -1)]);
  return [builder.add("Sub", [weighted, builder.add("Mul", [y, along])])];
};

/** dx = dy - exp(y) sum dy along the axis. */
const logSoftmax: GradientRule = (node, [dy = ""], builder) => {
  const [y = ""] = node.outputs;
  const along = sumOver(builder, dy, [intOf(node, "axis", -1)]);
  return [builder.add("Sub", [dy, builder.add("Mul", [builder.add("Exp", [y]), along])])];
};

/** The greatest element of each channel; the first of equal ones takes all, as in PyTorch. */
const globalMax: GradientRule = ({ inputs: [x = ""] }, [dy = ""], builder, facts) => {
  const flatten = (value: string) =>
    builder.add("Reshape", [value, builder.constant("flat", integers([0, 0, -1]))]);
  const flat = flatten(x);
  const place = builder.add("ArgMax", [flat], { axis: 2, keepdims: 1 });
  const zeros = zerosLike(builder, facts.typeOf(x), flat);
  const scattered = builder.add("ScatterElements", [zeros, place, flatten(dy)], { axis: 2 });
  return [reshapeLike(builder, facts, scattered, x)];
};

/** Rules of operators that gather many elements into few. */
export const REDUCTION_RULES: ReadonlyMap<string, GradientRule> = new Map<string, GradientRule>([
  ["ReduceMean", mean],
  ["ReduceSum", sum],
  ["ReduceSumSquare", sumSquare],
  ["GlobalAveragePool", mean],
  ["GlobalMaxPool", globalMax],
  ["Softmax", softmax],
  ["LogSoftmax", logSoftmax],
]);
