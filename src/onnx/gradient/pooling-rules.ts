import type { GraphBuilder } from "../builder.ts";
import type { Node } from "../graph.ts";
import type { GradientRule, GraphFacts } from "../operator.ts";
import { integers, tensorData } from "../tensor-data.ts";
import { reshapeLike, scale, zerosLike } from "./arithmetic.ts";
import { intOf } from "./attributes.ts";
import { type Dims, fixed } from "./dims.ts";
import { type Window, windowOf } from "./window.ts";

const ints = (builder: GraphBuilder, values: readonly number[]) =>
  builder.constant("sizes", integers(values));

/**
 * Each gradient goes to the place its maximum came from; the first of equal ones takes it, as in PyTorch. The pooling is
 * done once more for the places, which the forward graph does not ask for.
 */
const maxPool: GradientRule = (node, [dy = ""], builder, facts) => {
  const [x = ""] = node.inputs;
  const { kernel, strides, rows, columns, roundsUp } = windowOf(node);
  if (intOf(node, "storage_order", 0) !== 0)
    throw new RangeError(`MaxPool ${node.name}: storage_order must be 0`);
  const attributes = {
    kernel_shape: kernel,
    strides,
    pads: [rows[0], columns[0], rows[1], columns[1]],
    ceil_mode: roundsUp ? 1 : 0,
  };
  const [, places = ""] = builder.addMany("MaxPool", [x], attributes, ["again", "places"]);
  const line = (value: string) => builder.add("Reshape", [value, ints(builder, [-1])]);
  const zeros = zerosLike(builder, facts.typeOf(x), line(x));
  const scattered = builder.add("ScatterElements", [zeros, line(places), line(dy)], {
    axis: 0,
    reduction: "add",
  });
  return [reshapeLike(builder, facts, scattered, x)];
};

function tilesExactly({ kernel, strides, rows, columns, roundsUp }: Window): boolean {
  const bare = [...rows, ...columns].every((pad) => pad === 0);
  return bare && !roundsUp && kernel.every((size, axis) => size === strides[axis]);
}

/** Windows side by side: each gradient is spread over its own; rows and columns no window reached get zero. */
function spread(builder: GraphBuilder, dy: string, size: Dims, { kernel }: Window): string {
  const [high, wide] = size.map((length) => fixed(length, "an image under a window"));
  const scales = builder.constant("scales", tensorData("float32", [4], Float32Array.of(1, 1, ...kernel)));
  // Each pixel is repeated: ten times as fast as Expand along axes of their own.
  const filled = builder.add("Resize", [dy, "", scales], {
    mode: "nearest",
    coordinate_transformation_mode: "asymmetric",
    nearest_mode: "floor",
  });
  const rest = [0, 0, (high ?? 0) % kernel[0], (wide ?? 0) % kernel[1]];
  return rest.every((length) => length === 0)
    ? filled
    : builder.add("Pad", [filled, ints(builder, [0, 0, 0, 0, ...rest])]);
}

/** Per window and axis: how many of its places lie on the image. */
function covered(count: number, length: number, kernel: number, stride: number, before: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const from = index * stride - before;
    return Math.min(from + kernel, length) - Math.max(from, 0);
  });
}

/** Windows that overlap or reach over the edge: a transposed convolution with ones, channel by channel. */
function overlap(builder: GraphBuilder, facts: GraphFacts, node: Node, dy: string, window: Window): string {
  const { kernel, strides, rows, columns, roundsUp } = window;
  if (roundsUp) throw new RangeError(`AveragePool ${node.name}: there is no gradient rule for ceil_mode`);
  const [x = ""] = node.inputs;
  const inside = facts
    .dimsOf(x)
    .slice(2)
    .map((size) => fixed(size, `an axis of ${x}`));
  const outside = facts
    .dimsOf(node.outputs[0] ?? "")
    .slice(2)
    .map((size) => fixed(size, "a pooled axis"));
  const pads = [rows, columns];
  const counts = outside.map((count, axis) =>
    covered(count, inside[axis] ?? 0, kernel[axis] ?? 1, strides[axis] ?? 1, pads[axis]?.[0] ?? 0),
  );
  const [down = [], across = []] = counts;
  const all = intOf(node, "count_include_pad", 0) === 1;
  const shares = down.flatMap((high) =>
    across.map((wide) => 1 / (all ? kernel[0] * kernel[1] : high * wide)),
  );
  const share = builder.constant("share", tensorData("float32", outside, Float32Array.from(shares)));
  const planes = builder.add("Reshape", [
    builder.add("Mul", [dy, share]),
    ints(builder, [-1, 1, outside[0] ?? 1, outside[1] ?? 1]),
  ]);
  const ones = tensorData("float32", [1, 1, ...kernel], new Float32Array(kernel[0] * kernel[1]).fill(1));
  const output_padding = inside.map((length, axis) => {
    const [before = 0, after = 0] = pads[axis] ?? [];
    return length + before + after - (kernel[axis] ?? 1) - ((outside[axis] ?? 1) - 1) * (strides[axis] ?? 1);
  });
  const spreadOut = builder.add("ConvTranspose", [planes, builder.constant("ones", ones)], {
    kernel_shape: kernel,
    strides,
    pads: [rows[0], columns[0], rows[1], columns[1]],
    output_padding,
  });
  return reshapeLike(builder, facts, spreadOut, x);
}

const averagePool: GradientRule = (node, [dy = ""], builder, facts) => {
  const [x = ""] = node.inputs;
  const window = windowOf(node);
  if (!tilesExactly(window)) return [overlap(builder, facts, node, dy, window)];
  const share = scale(builder, facts, x, dy, 1 / (window.kernel[0] * window.kernel[1]));
  return [spread(builder, share, facts.dimsOf(x).slice(2), window)];
};

/** Rules of poolings with a window. */
export const POOLING_RULES: ReadonlyMap<string, GradientRule> = new Map([
  ["AveragePool", averagePool],
  ["MaxPool", maxPool],
]);
