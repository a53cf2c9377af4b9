import type { TensorData } from "../../../../src/onnx/graph.ts";
import type { Float64 } from "./array.ts";

/** A constant in double precision. */
export function constantOf({ type, dims, bytes }: TensorData): Float64 {
  const { buffer } = Uint8Array.from(bytes);
  switch (type) {
    case "float32":
      return { dims, data: Float64Array.from(new Float32Array(buffer)) };
    case "int64":
      return { dims, data: Float64Array.from(new BigInt64Array(buffer), Number) };
    default:
      throw new Error(`the evaluator has no constants of ${type}`);
  }
}
