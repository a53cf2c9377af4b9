import { at, fill, sum } from "./array.ts";
import { constantOf } from "./constant.ts";
import { front, int, ints, type Operator } from "./node.ts";

const concat: Operator = (node, inputs) => {
  const axis = front(int(node, "axis", 0), inputs[0]!.dims.length);
  const dims = inputs[0]!.dims.with(axis, sum(inputs.map((input) => input.dims[axis]!)));
  return fill(dims, (index) => {
    let place = index[axis]!;
    for (const input of inputs) {
      if (place < input.dims[axis]!) return at(input, index.with(axis, place));
      place -= input.dims[axis]!;
    }
    return Number.NaN;
  });
};

const slice: Operator = (_node, [x, starts, ends, axes]) => {
  const begin = x!.dims.map(() => 0);
  const dims = [...x!.dims];
  for (const [index, start] of starts!.data.entries()) {
    const axis = front(axes?.data[index] ?? index, dims.length);
    const size = x!.dims[axis]!;
    begin[axis] = front(start, size);
    dims[axis] = Math.min(front(ends!.data[index]!, size), size) - begin[axis];
  }
  return fill(dims, (index) =>
    at(
      x!,
      index.map((place, axis) => place + begin[axis]!),
    ),
  );
};

const gather: Operator = (node, [x, places]) => {
  const axis = front(int(node, "axis", 0), x!.dims.length);
  const dims = x!.dims.with(axis, places!.data.length);
  return fill(dims, (index) => at(x!, index.with(axis, places!.data[index[axis]!]!)));
};

const reshape: Operator = (_node, [x, shape]) => {
  const dims = [...shape!.data].map((size, axis) => (size === 0 ? x!.dims[axis]! : size));
  const known = dims.filter((size) => size !== -1).reduce((all, size) => all * size, 1);
  return { dims: dims.map((size) => (size === -1 ? x!.data.length / known : size)), data: x!.data };
};

const flatten: Operator = (node, [x]) => {
  const axis = int(node, "axis", 1);
  const lead = x!.dims.slice(0, axis).reduce((all, size) => all * size, 1);
  return { dims: [lead, x!.data.length / lead], data: x!.data };
};

const transpose: Operator = (node, [x]) => {
  const order = ints(node, "perm") ?? [...x!.dims.keys()].toReversed();
  return fill(
    order.map((axis) => x!.dims[axis]!),
    (index) =>
      at(
        x!,
        x!.dims.map((_, axis) => index[order.indexOf(axis)]!),
      ),
  );
};

const unsqueeze: Operator = (_node, [x, axes]) => {
  const rank = x!.dims.length + axes!.data.length;
  const added = [...axes!.data].map((axis) => front(axis, rank));
  const rest = [...x!.dims];
  return {
    dims: Array.from({ length: rank }, (_, axis) => (added.includes(axis) ? 1 : rest.shift()!)),
    data: x!.data,
  };
};

const squeeze: Operator = (_node, [x, axes]) => ({
  dims: x!.dims.filter((_, axis) => ![...axes!.data].includes(axis)),
  data: x!.data,
});

const shape: Operator = (_node, [x]) => ({ dims: [x!.dims.length], data: Float64Array.from(x!.dims) });

const constantOfShape: Operator = (node, [dims]) => {
  const attribute = node.attributes["value"];
  const value = attribute?.kind === "tensor" ? constantOf(attribute.value).data[0]! : 0;
  return fill([...dims!.data], () => value);
};

/** With zeros. */
const pad: Operator = (_node, [x, pads]) => {
  const rank = x!.dims.length;
  const dims = x!.dims.map((size, axis) => size + pads!.data[axis]! + pads!.data[axis + rank]!);
  return fill(dims, (index) => {
    const place = index.map((each, axis) => each - pads!.data[axis]!);
    return place.every((each, axis) => each >= 0 && each < x!.dims[axis]!) ? at(x!, place) : 0;
  });
};

/** Operators that only move elements. */
export const LAYOUT_OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ["Concat", concat],
  ["ConstantOfShape", constantOfShape],
  ["Flatten", flatten],
  ["Gather", gather],
  ["Pad", pad],
  ["Reshape", reshape],
  ["Shape", shape],
  ["Slice", slice],
  ["Squeeze", squeeze],
  ["Transpose", transpose],
  ["Unsqueeze", unsqueeze],
]);
