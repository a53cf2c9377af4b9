import { endianness } from "node:os";
import type { DataType } from "./data-type.ts";
import type { TensorData } from "./graph.ts";

if (endianness() !== "LE") throw new Error("ONNX tensors are little-endian; this machine is not");

type Elements = { float32: Float32Array; float64: Float64Array; float16: Uint16Array; int64: BigInt64Array };

/** Number of elements of a shape; 1 for a scalar. */
export function elementCount(dims: readonly number[]): number {
  return dims.reduce((product, size) => product * size, 1);
}

/**
 * A constant from its elements, without copying. `float16` elements are bit patterns.
 *
 * @throws {RangeError} when the shape does not hold as many elements
 */
export function tensorData<T extends keyof Elements>(
  type: T,
  dims: readonly number[],
  elements: Elements[T],
): TensorData {
  if (elementCount(dims) !== elements.length) {
    throw new RangeError(`shape [${dims.join(", ")}] does not hold ${elements.length} elements`);
  }
  const bytes = new Uint8Array(elements.buffer, elements.byteOffset, elements.byteLength);
  return { type: type satisfies DataType, dims, bytes };
}

/** A list of integers, such as axes or a shape, as the int64 constant that operators take. */
export function integers(values: readonly number[]): TensorData {
  return tensorData("int64", [values.length], BigInt64Array.from(values, BigInt));
}

/** A float32 constant's elements, copied where they are not aligned. */
export function float32Elements({ type, bytes }: TensorData): Float32Array {
  if (type !== "float32") throw new TypeError(`expected float32, not ${type}`);
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return new Float32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 4);
}
