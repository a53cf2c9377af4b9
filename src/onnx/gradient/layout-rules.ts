import type { GradientRule } from "../operator.ts";
import { integers } from "../tensor-data.ts";
import { reshapeLike, sumTo, zerosLike } from "./arithmetic.ts";
import { intOf, intsOf } from "./attributes.ts";
import { fixed, fromFront } from "./dims.ts";

/** Same elements, same order, another shape. */
const reshape: GradientRule = ({ inputs: [x = ""] }, [dy = ""], builder, facts) => [
  reshapeLike(builder, facts, dy, x),
];

const transpose: GradientRule = (node, [dy = ""], builder, facts) => {
  const axes = [...facts.dimsOf(node.inputs[0] ?? "").keys()];
  const order = intsOf(node, "perm") ?? axes.toReversed();
  return [builder.add("Transpose", [dy], { perm: axes.map((axis) => order.indexOf(axis)) })];
};

const concat: GradientRule = (node, [dy = ""], builder, facts) => {
  const axis = fromFront(intOf(node, "axis", 0), facts.dimsOf(node.inputs[0] ?? "").length);
  const sizes = node.inputs.map((input) =>
    fixed(facts.dimsOf(input)[axis], `what Concat ${node.name} joins`),
  );
  const lengths = builder.constant("sizes", integers(sizes));
  return builder.addMany(
    "Split",
    [dy, lengths],
    { axis },
    node.inputs.map(() => "part"),
  );
};

/** Zeros where nothing was taken. */
const slice: GradientRule = ({ name, inputs, outputs }, [dy = ""], builder, facts) => {
  const [x = "", starts = "", , axes = "", steps = ""] = inputs;
  if (steps !== "" && facts.integersOf(steps).some((step) => step !== 1)) {
    throw new RangeError(`Slice ${name}: there is no gradient rule for steps other than 1`);
  }
  const dims = facts.dimsOf(x);
  const before = dims.map(() => 0);
  const after = dims.map(() => 0);
  const along = axes === "" ? [...facts.integersOf(starts).keys()] : facts.integersOf(axes);
  for (const [index, each] of along.entries()) {
    const axis = fromFront(each, dims.length);
    const size = fixed(dims[axis], `axis ${axis} of ${x}, sliced,`);
    const start = facts.integersOf(starts)[index] ?? 0;
    const from = Math.min(Math.max(start < 0 ? start + size : start, 0), size);
    const kept = fixed(facts.dimsOf(outputs[0] ?? "")[axis], `axis ${axis} of ${outputs[0]}`);
    before[axis] = from;
    after[axis] = size - from - kept;
  }
  return [builder.add("Pad", [dy, builder.constant("pads", integers([...before, ...after]))])];
};

/** What was taken from several places, or several times from one, is added up there. */
const gather: GradientRule = (node, [dy = ""], builder, facts) => {
  const [x = "", places = ""] = node.inputs;
  const rank = facts.dimsOf(x).length;
  const axis = fromFront(intOf(node, "axis", 0), rank);
  if (facts.dimsOf(places).length !== 1) {
    throw new RangeError(`Gather ${node.name}: there is no gradient rule for places that are not a list`);
  }
  const others = Array.from({ length: rank }, (_, each) => each).toSpliced(axis, 1);
  const aligned = builder.add("Unsqueeze", [places, builder.constant("axes", integers(others))]);
  const everywhere = builder.add("Expand", [aligned, builder.add("Shape", [dy])]);
  const zeros = zerosLike(builder, facts.typeOf(x), x);
  return [builder.add("ScatterElements", [zeros, everywhere, dy], { axis, reduction: "add" }), undefined];
};

const expand: GradientRule = ({ inputs: [x = ""], outputs: [y = ""] }, [dy = ""], builder, facts) => [
  sumTo(builder, dy, facts.dimsOf(y), facts.dimsOf(x)),
];

/** Rules of operators that only move elements. */
export const LAYOUT_RULES: ReadonlyMap<string, GradientRule> = new Map<string, GradientRule>([
  ["Concat", concat],
  ["Expand", expand],
  ["Flatten", reshape],
  ["Gather", gather],
  ["Reshape", reshape],
  ["Slice", slice],
  ["Squeeze", reshape],
  ["Transpose", transpose],
  ["Unsqueeze", reshape],
]);
