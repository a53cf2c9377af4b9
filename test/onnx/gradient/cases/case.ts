import type { GraphBuilder } from "../../../../src/onnx/builder.ts";
import { integers, tensorData } from "../../../../src/onnx/tensor-data.ts";
import type { Float64 } from "../float64/array.ts";
import type { Random } from "../random.ts";

/** A node whose gradients are checked. */
export type Case = {
  readonly operator: string;
  /** How this case differs from others of the operator. */
  readonly as?: string;
  readonly inputs: (random: Random) => Record<string, Float64>;
  readonly build: (builder: GraphBuilder, inputs: Record<string, Float64>) => string;
  readonly fixed?: readonly string[];
};

export const ints = (builder: GraphBuilder, values: readonly number[]) =>
  builder.constant("ints", integers(values));
export const number = (builder: GraphBuilder, value: number) =>
  builder.constant("number", tensorData("float32", [], Float32Array.of(value)));
/** A few small images of random size. */
export const images = (random: Random, most = 7) =>
  random.apart([random.whole(1, 2), random.whole(1, 3), random.whole(4, most), random.whole(4, most)]);
/** A random small shape of three axes. */
export const some = (random: Random) => [random.whole(1, 3), random.whole(2, 4), random.whole(2, 3)];
