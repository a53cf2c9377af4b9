import type { GraphBuilder } from "../builder.ts";
import type { Graph, ValueInfo } from "../graph.ts";
import { elementCount, integers } from "../tensor-data.ts";
import { appendAdamW } from "./adam-w.ts";
import { fixed } from "./dims.ts";

/** What a weight or moment is called after a step. */
export const nextName = (value: string): string => `${value}.next`;
/** Adam's running mean of gradients and of their squares. */
const firstName = (weight: string): string => `${weight}.first`;
const secondName = (weight: string): string => `${weight}.second`;

/** A weight's input. */
export const weightInfo = (graph: Graph, name: string): ValueInfo => {
  const info = graph.inputs.find((input) => input.name === name);
  if (!info) throw new RangeError(`weight ${name} is not an input of the graph`);
  return info;
};

/**
 * Weights that are stepped together. Those of one axis are many and small, and each operator costs more than its numbers, so
 * they are all one group. A group is laid out as one vector: ONNX Runtime multiplies a number with a kernel of 1x1 element by
 * element, twenty times as slowly as with a vector.
 */
export type Group = {
  readonly name: string;
  readonly weights: readonly string[];
  readonly sizes: readonly number[];
};

const VECTORS = "adam.vectors";

/** @throws {RangeError} for a weight that is no input of the graph or has a free size */
export function groupsOf(graph: Graph, wrt: readonly string[]): Group[] {
  const shaped = wrt.map((weight) => {
    const dims = weightInfo(graph, weight).dims.map((size) => fixed(size, `each axis of weight ${weight}`));
    return { weight, rank: dims.length, size: elementCount(dims) };
  });
  const vectors = shaped.filter(({ rank }) => rank <= 1);
  const group = (name: string, members: typeof shaped): Group => ({
    name,
    weights: members.map(({ weight }) => weight),
    sizes: members.map(({ size }) => size),
  });
  return [
    ...(vectors.length > 0 ? [group(VECTORS, vectors)] : []),
    ...shaped.filter(({ rank }) => rank > 1).map((kernel) => group(kernel.weight, [kernel])),
  ];
}

const lengthOf = ({ sizes }: Group) => sizes.reduce((sum, size) => sum + size, 0);

/** Adam's moments, which go through a training step beside the weights; each is zeros before the first. */
export function momentsOf(graph: Graph, wrt: readonly string[]): { name: string; dims: readonly number[] }[] {
  return groupsOf(graph, wrt).flatMap((group) =>
    [firstName(group.name), secondName(group.name)].map((name) => ({ name, dims: [lengthOf(group)] })),
  );
}

type Gradients = {
  readonly gradientOf: (weight: string) => string;
  /** A number that gradients are multiplied with first. */
  readonly unscale: string | undefined;
};

/**
 * Appends AdamW for a group: each weight and both moments come out as `nextName` of them.
 *
 * @returns the group's gradients as one vector
 */
export function appendGroupStep(
  builder: GraphBuilder,
  graph: Graph,
  group: Group,
  { gradientOf, unscale }: Gradients,
): string {
  const { name, weights, sizes } = group;
  const dims = [lengthOf(group)];
  const flat = builder.constant(`${name}.flat`, integers([-1]));
  const line = (value: string) => builder.add("Reshape", [value, flat], {}, { name: `${name}.line` });
  const join = (values: readonly string[]) =>
    values.length === 1 ? line(values[0] ?? "") : builder.add("Concat", values.map(line), { axis: 0 });
  const state = {
    weight: join(weights),
    first: builder.input(firstName(name), "float32", dims),
    second: builder.input(secondName(name), "float32", dims),
  };
  const joined = join(weights.map(gradientOf));
  const gradient = unscale === undefined ? joined : builder.add("Mul", [joined, unscale]);
  const next = appendAdamW(builder, state, gradient);
  for (const moment of [next.first, next.second]) builder.output(moment, "float32", dims);
  const parts =
    weights.length === 1
      ? [next.weight]
      : builder.addMany(
          "Split",
          [next.weight, builder.constant(`${name}.sizes`, integers(sizes))],
          { axis: 0 },
          weights.map((weight) => `${weight}.stepped`),
        );
  for (const [index, weight] of weights.entries()) {
    const shape = weightInfo(graph, weight).dims.map(Number);
    const ints = builder.constant(`${weight}.shape`, integers(shape));
    const shaped = builder.add("Reshape", [parts[index] ?? "", ints], {}, { name: nextName(weight) });
    builder.output(shaped, "float32", shape);
  }
  return gradient;
}
