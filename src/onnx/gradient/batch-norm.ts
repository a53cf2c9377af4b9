import type { GraphBuilder } from "../builder.ts";
import { DATA_TYPES } from "../data-type.ts";
import { integers } from "../tensor-data.ts";
import { scalar } from "./arithmetic.ts";

/** What PyTorch's batch norms do when nothing else is said. */
const MOMENTUM = 0.1;
const EPSILON = 1e-5;

/** Names of a batch's statistics per channel, each `[c]`. */
export type Moments = {
  readonly mean: string;
  /** Mean squared distance from the mean (divided by the count): what the batch is normalised with. */
  readonly variance: string;
  /** The same divided by the count less one: what PyTorch's running variance is made of. */
  readonly unbiased: string;
};

/** Names of a batch norm's values, each `[c]`. */
export type Norm = {
  readonly scale: string;
  readonly bias: string;
};

/** How many numbers of a batch each channel has: rows times places. Names of two numbers. */
export type Counts = {
  readonly all: string;
  /** One less, but not below one: one number per channel has no spread. PyTorch refuses it; here its variance is zero. */
  readonly less: string;
};

/** Appends the counts of `x`, `[n, channels, ...]`; they serve every value of its sizes, whatever its channels. */
export function appendCounts(builder: GraphBuilder, x: string, channels: number): Counts {
  const name = (part: string) => ({ name: `${x}/${part}` });
  const size = builder.add("Cast", [builder.add("Size", [x])], { to: DATA_TYPES.float32.code }, name("size"));
  const one = scalar(builder, "float32", 1);
  const all = builder.add("Div", [size, scalar(builder, "float32", channels)], {}, name("count"));
  const less = builder.add("Max", [builder.add("Sub", [all, one]), one], {}, name("count.less"));
  return { all, less };
}

/**
 * Appends the mean and variance of each channel over the batch and all places, in two passes, so that a mean far from zero
 * costs no digits.
 *
 * @param x float32 `[n, c]` or `[n, c, h, w]`
 * @param rank number of `x`'s axes
 */
export function appendMoments(builder: GraphBuilder, x: string, rank: 2 | 4, { all, less }: Counts): Moments {
  const spatial = rank === 2 ? [] : [2, 3];
  const name = (part: string) => ({ name: `${x}/${part}` });
  const ints = (values: readonly number[]) => builder.constant(`${x}/axes`, integers(values));
  const sum = (value: string, axes: readonly number[], part: string) =>
    builder.add("ReduceSum", [value, ints(axes)], { keepdims: 0 }, name(part));
  const mean = builder.add("Div", [sum(x, [0, ...spatial], "sum"), all], {}, name("mean"));
  const aligned =
    rank === 2 ? mean : builder.add("Unsqueeze", [mean, ints([1, 2])], {}, name("mean.aligned"));
  const centred = builder.add("Sub", [x, aligned], {}, name("centred"));
  // Places first: they lie side by side, which is faster and adds up fewer numbers in one go.
  const axes = rank === 2 ? [0] : spatial;
  const squares = builder.add("ReduceSumSquare", [centred], { axes, keepdims: 0 }, name("squares"));
  const deviation = rank === 2 ? squares : sum(squares, [0], "deviation");
  return {
    mean,
    variance: builder.add("Div", [deviation, all], {}, name("variance")),
    unbiased: builder.add("Div", [deviation, less], {}, name("unbiased")),
  };
}

/** Joins the statistics of values whose channels are concatenated: nothing has to be computed over them again. */
export function concatMoments(builder: GraphBuilder, parts: readonly Moments[], name: string): Moments {
  const join = (part: keyof Moments) =>
    builder.add(
      "Concat",
      parts.map((each) => each[part]),
      { axis: 0 },
      { name: `${name}/${part}` },
    );
  const [only] = parts;
  if (only && parts.length === 1) return only;
  return { mean: join("mean"), variance: join("variance"), unbiased: join("unbiased") };
}

/** Appends a batch norm that takes the statistics it is given: in training the batch's, else the running ones. */
export function appendNorm(
  builder: GraphBuilder,
  x: string,
  { scale, bias }: Norm,
  {
    mean,
    variance,
    name,
    epsilon = EPSILON,
  }: Pick<Moments, "mean" | "variance"> & { name: string; epsilon?: number },
): string {
  return builder.add("BatchNormalization", [x, scale, bias, mean, variance], { epsilon }, { name });
}

/** A running statistic and the batch's own. */
export type Running = {
  /** An input of the graph, `[c]`. */
  readonly running: string;
  readonly batch: string;
  readonly channels: number;
};

/**
 * Appends the running statistics after a batch as outputs `RUNNING.next`: (1 - momentum) running + momentum batch, as PyTorch
 * keeps them. All are worked out as one vector: they are many and small, and each operator costs more than its numbers.
 */
export function appendRunning(
  builder: GraphBuilder,
  statistics: readonly Running[],
  momentum: number = MOMENTUM,
): void {
  const weigh = (part: "running" | "batch", weight: number) => {
    const joined = builder.add(
      "Concat",
      statistics.map((each) => each[part]),
      { axis: 0 },
      { name: `statistics.${part}` },
    );
    return builder.add("Mul", [joined, scalar(builder, "float32", weight)]);
  };
  const next = builder.add("Add", [weigh("running", 1 - momentum), weigh("batch", momentum)]);
  const sizes = builder.constant("statistics.sizes", integers(statistics.map(({ channels }) => channels)));
  const names = statistics.map(({ running }) => `${running}.next`);
  for (const [index, part] of builder.addMany("Split", [next, sizes], { axis: 0 }, names).entries()) {
    builder.output(part, "float32", [statistics[index]?.channels ?? 0]);
  }
}
