/**
 * Element types with their number in `TensorProto.DataType` of the ONNX specification and their size in bytes.
 * Only what DenseNet, its losses and its training need.
 */
export const DATA_TYPES = {
  float32: { code: 1, bytes: 4 },
  uint8: { code: 2, bytes: 1 },
  int8: { code: 3, bytes: 1 },
  int32: { code: 6, bytes: 4 },
  int64: { code: 7, bytes: 8 },
  bool: { code: 9, bytes: 1 },
  float16: { code: 10, bytes: 2 },
  float64: { code: 11, bytes: 8 },
} as const;

export type DataType = keyof typeof DATA_TYPES;

/** @throws {RangeError} for a code outside `DATA_TYPES` */
export function dataTypeOf(code: number): DataType {
  for (const [name, type] of Object.entries(DATA_TYPES)) {
    if (type.code === code) return name as DataType;
  }
  throw new RangeError(`ONNX data type ${code} is not supported`);
}
