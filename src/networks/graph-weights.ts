import type { GraphBuilder } from "../onnx/builder.ts";
import { DATA_TYPES } from "../onnx/data-type.ts";
import { toHalves } from "../onnx/half.ts";
import { tensorData } from "../onnx/tensor-data.ts";

/** Puts weights into a graph. */
export type GraphWeights = {
  /** Many numbers: kernels and matrices; halved when the graph stores halves, computed in float32 either way. */
  kernel(name: string, dims: readonly number[], values: Float32Array | Float64Array): string;
  /** A kernel that stays float32 when the graph stores halves. */
  exactKernel(name: string, dims: readonly number[], values: Float32Array | Float64Array): string;
  /** Few numbers that much hangs on: norms and biases; always float32. */
  vector(name: string, values: Float32Array | Float64Array): string;
};

const single = (values: Float32Array | Float64Array) =>
  values instanceof Float32Array ? values : Float32Array.from(values);

/** @param half whether kernels are stored as float16 and cast to float32 in the graph, once, when it is loaded */
export function createGraphWeights(builder: GraphBuilder, { half }: { half: boolean }): GraphWeights {
  const exactKernel: GraphWeights["exactKernel"] = (name, dims, values) =>
    builder.constant(name, tensorData("float32", dims, single(values)));
  return {
    exactKernel,
    kernel(name, dims, values) {
      if (!half) return exactKernel(name, dims, values);
      const stored = builder.constant(`${name}.half`, tensorData("float16", dims, toHalves(values)));
      return builder.add("Cast", [stored], { to: DATA_TYPES.float32.code }, { name });
    },
    vector: (name, values) => builder.constant(name, tensorData("float32", [values.length], single(values))),
  };
}
