import { fromHalf } from "../../onnx/half.ts";
import { showName } from "../printable.ts";
import { CheckpointError } from "./checkpoint-error.ts";

/** Element types of PyTorch storages, with their size in bytes. */
export const ELEMENT_BYTES = {
  float64: 8,
  float32: 4,
  float16: 2,
  bfloat16: 2,
  int64: 8,
  int32: 4,
  int16: 2,
  int8: 1,
  uint8: 1,
  bool: 1,
  // Known by their size, so that what stands beside them can be read; no network's weights are of these.
  complex64: 8,
  complex128: 16,
  qint8: 1,
  quint8: 1,
  qint32: 4,
  /** Of any size: only where the file itself keeps storages apart. */
  unknown: 1,
} as const;
export type ElementType = keyof typeof ELEMENT_BYTES;

/** A stretch of elements in the file that tensors are views of. */
export type StorageReference = {
  readonly kind: "storage";
  readonly key: string;
  readonly type: ElementType;
  /** As the file claims; checked against the bytes that are there when a tensor is read. */
  readonly elements: number;
};

/** A tensor as the file describes it; its elements are read on demand. */
export type TensorReference = {
  readonly kind: "tensor";
  readonly storage: StorageReference;
  /** First element within the storage. */
  readonly offset: number;
  readonly shape: readonly number[];
  /** In elements. */
  readonly strides: readonly number[];
};

/** Finds a storage's bytes by its key. */
export type FindStorage = (key: string) => Uint8Array | undefined;

function elementReader(type: ElementType, view: DataView): (index: number) => number {
  switch (type) {
    case "float64":
      return (index) => view.getFloat64(index * 8, true);
    case "float32":
      return (index) => view.getFloat32(index * 4, true);
    case "float16":
      return (index) => fromHalf(view.getUint16(index * 2, true));
    case "bfloat16": {
      const scratch = new DataView(new ArrayBuffer(4));
      return (index) => {
        scratch.setUint32(0, view.getUint16(index * 2, true) << 16);
        return scratch.getFloat32(0);
      };
    }
    case "int64":
      return (index) => Number(view.getBigInt64(index * 8, true));
    case "int32":
      return (index) => view.getInt32(index * 4, true);
    case "int16":
      return (index) => view.getInt16(index * 2, true);
    case "int8":
      return (index) => view.getInt8(index);
    case "uint8":
    case "bool":
      return (index) => view.getUint8(index);
    case "complex64":
    case "complex128":
    case "qint8":
    case "quint8":
    case "qint32":
    case "unknown":
      throw new CheckpointError(`it holds numbers of a type not supported here (${type})`);
  }
}

/** Whether a tensor's numbers can be read. */
export function isReal({ storage: { type } }: TensorReference): boolean {
  return !/^(complex|q|unknown)/.test(type);
}

/** Number of elements of a tensor; refuses shapes that no memory could hold. */
export function countElements(shape: readonly number[]): number {
  const count = shape.reduce((product, size) => product * size, 1);
  if (!Number.isSafeInteger(count))
    throw new CheckpointError(`a tensor claims the shape [${shape.join(", ")}]`);
  return count;
}

/**
 * The bytes a tensor is a view of.
 *
 * @throws {CheckpointError} when the storage is missing or shorter than the file claims, or the view leaves it
 */
function requireHeld({ storage, offset, shape, strides }: TensorReference, find: FindStorage): Uint8Array {
  const count = countElements(shape);
  const bytes = find(storage.key);
  if (!bytes)
    throw new CheckpointError(`the file refers to data '${showName(storage.key)}', which it does not hold`);
  const held = Math.floor(bytes.byteLength / ELEMENT_BYTES[storage.type]);
  const describe = `a tensor of shape [${shape.join(", ")}]`;
  if (held < storage.elements) {
    throw new CheckpointError(
      `${describe} claims ${storage.elements} numbers, the file holds ${held} of them`,
    );
  }
  const last = shape.reduce((sum, size, axis) => sum + (size - 1) * (strides[axis] ?? 0), offset);
  if (count > held || (count > 0 && last >= held)) {
    throw new CheckpointError(`${describe} claims more numbers than the ${held} that the file holds for it`);
  }
  return bytes;
}

/**
 * Checks that a file holds what its tensors claim, before anything is made of it.
 *
 * @throws {CheckpointError} naming the tensor, and when all together claim far more than the file holds
 */
export function requireAllHeld(tensors: ReadonlyMap<string, TensorReference>, find: FindStorage): void {
  const storages = new Set<Uint8Array>();
  let claimed = 0;
  for (const [name, tensor] of tensors) {
    try {
      storages.add(requireHeld(tensor, find));
    } catch (error) {
      if (error instanceof CheckpointError)
        throw new CheckpointError(`${showName(name)}: ${error.message}`, { cause: error });
      throw error;
    }
    claimed += countElements(tensor.shape) * ELEMENT_BYTES[tensor.storage.type];
  }
  const held = [...storages].reduce((sum, bytes) => sum + bytes.byteLength, 0);
  // Twice leaves room for weights that two layers share.
  if (claimed > 2 * held) {
    throw new CheckpointError(`its tensors claim ${claimed} bytes, the file holds ${held} of them`);
  }
}

/** Reads a tensor's elements in C order, whatever its strides; throws as `requireAllHeld` does. */
export function readElements(tensor: TensorReference, find: FindStorage): Float32Array {
  const { storage, offset, shape, strides } = tensor;
  const bytes = requireHeld(tensor, find);
  const count = countElements(shape);
  const read = elementReader(storage.type, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const values = new Float32Array(count);
  const position = shape.map(() => 0);
  let source = offset;
  for (let target = 0; target < count; target += 1) {
    values[target] = read(source);
    for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
      const stride = strides[axis] as number;
      position[axis] = (position[axis] as number) + 1;
      source += stride;
      if ((position[axis] as number) < (shape[axis] as number)) break;
      source -= stride * (shape[axis] as number);
      position[axis] = 0;
    }
  }
  return values;
}
