import type { Node } from "../graph.ts";
import { intOf, intsOf, stringOf } from "./attributes.ts";
import { type Dims, fixed } from "./dims.ts";

type Pair = readonly [number, number];

/** How a convolution or pooling slides over an image: rows, then columns. */
export type Window = {
  readonly kernel: Pair;
  readonly strides: Pair;
  /** Rows above and below. */
  readonly rows: Pair;
  /** Columns left and right. */
  readonly columns: Pair;
  readonly roundsUp: boolean;
};

function pairOf(values: readonly number[] | undefined, otherwise: number): Pair {
  return [values?.[0] ?? otherwise, values?.[1] ?? otherwise];
}

/**
 * Reads a node's window.
 *
 * @param kernel its size, where the node leaves it to the weight's shape
 * @throws {RangeError} for dilated or automatically padded windows and for other than two spatial axes
 */
export function windowOf(node: Node, kernel?: Dims): Window {
  const { name, operator } = node;
  const refuse = (what: string) => new RangeError(`${operator} ${name}: ${what} is not supported`);
  const size =
    intsOf(node, "kernel_shape") ?? kernel?.map((each) => fixed(each, `the kernel of ${operator} ${name}`));
  if (size?.length !== 2) throw refuse(`a window of ${size?.length ?? "unknown"} axes`);
  if (stringOf(node, "auto_pad", "NOTSET") !== "NOTSET") throw refuse("auto_pad");
  if (intsOf(node, "dilations")?.some((each) => each !== 1)) throw refuse("dilation");
  const pads = intsOf(node, "pads");
  return {
    kernel: pairOf(size, 1),
    strides: pairOf(intsOf(node, "strides"), 1),
    rows: [pads?.[0] ?? 0, pads?.[2] ?? 0],
    columns: [pads?.[1] ?? 0, pads?.[3] ?? 0],
    roundsUp: intOf(node, "ceil_mode", 0) === 1,
  };
}

/** Rows and columns a window gives on an image of `size`. */
export function windowCount(size: Dims, { kernel, strides, rows, columns, roundsUp }: Window): Dims {
  const round = roundsUp ? Math.ceil : Math.floor;
  return [rows, columns].map(([before, after], axis) => {
    const length = fixed(size[axis], "an image under a window");
    const stride = strides[axis] ?? 1;
    const count = round((length + before + after - (kernel[axis] ?? 1)) / stride) + 1;
    // A last window that would start in the padding behind the image is left out.
    return roundsUp && (count - 1) * stride >= length + before ? count - 1 : count;
  });
}
