import { DATA_TYPES, dataTypeOf } from "./data-type.ts";
import type { TensorData } from "./graph.ts";
import type { TensorMessage } from "./message-types.ts";
import { elementCount } from "./tensor-data.ts";

function bytesOf(typed: NodeJS.TypedArray): Uint8Array {
  return new Uint8Array(typed.buffer, typed.byteOffset, typed.byteLength);
}

/** The fields that hold elements one by one, for files not written with raw bytes. */
function packElements(message: TensorMessage): Uint8Array {
  const type = dataTypeOf(message.dataType ?? 0);
  switch (type) {
    case "float32":
      return bytesOf(Float32Array.from(message.floatData ?? []));
    case "float64":
      return bytesOf(Float64Array.from(message.doubleData ?? []));
    case "int64":
      return bytesOf(BigInt64Array.from(message.int64Data ?? [], BigInt));
    case "int32":
      return bytesOf(Int32Array.from(message.int32Data ?? []));
    case "float16":
      return bytesOf(Uint16Array.from(message.int32Data ?? []));
    default:
      return bytesOf(Uint8Array.from(message.int32Data ?? []));
  }
}

/**
 * Reads a constant; raw bytes are not copied.
 *
 * @throws {RangeError} for a type not supported, data kept in another file, or fewer elements than the shape needs
 */
export function decodeTensor(message: TensorMessage): TensorData {
  const named = message.name === undefined ? "" : ` ${message.name}`;
  if (message.dataLocation === 1 || (message.externalData?.length ?? 0) > 0) {
    throw new RangeError(`constant${named} lies in another file, which is not supported`);
  }
  const type = dataTypeOf(message.dataType ?? 0);
  const dims = message.dims ?? [];
  const bytes = message.rawData ?? packElements(message);
  const expected = elementCount(dims) * DATA_TYPES[type].bytes;
  if (bytes.byteLength !== expected) {
    throw new RangeError(`constant${named} holds ${bytes.byteLength} bytes, its shape needs ${expected}`);
  }
  return { type, dims, bytes };
}
