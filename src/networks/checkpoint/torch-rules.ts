import { CheckpointError } from "./checkpoint-error.ts";
import { type PickleRule, setItems, tuple } from "./pickle-machine.ts";
import { isKind, isMap, type PickleValue } from "./pickle-value.ts";
import {
  countElements,
  type ElementType,
  type StorageReference,
  type TensorReference,
} from "./tensor-reference.ts";

/** PyTorch's storage classes, also below `torch.cuda`. */
const STORAGES: Readonly<Record<string, ElementType>> = {
  DoubleStorage: "float64",
  FloatStorage: "float32",
  HalfStorage: "float16",
  BFloat16Storage: "bfloat16",
  LongStorage: "int64",
  IntStorage: "int32",
  ShortStorage: "int16",
  CharStorage: "int8",
  ByteStorage: "uint8",
  BoolStorage: "bool",
  ComplexFloatStorage: "complex64",
  ComplexDoubleStorage: "complex128",
  QInt8Storage: "qint8",
  QUInt8Storage: "quint8",
  QInt32Storage: "qint32",
};

function naturals(value: PickleValue | undefined): number[] {
  const items = isKind(value, "tuple") ? value.items : Array.isArray(value) ? value : undefined;
  const valid = items?.every((item) => typeof item === "number" && Number.isSafeInteger(item) && item >= 0);
  if (!items || !valid || items.length > 16)
    throw new CheckpointError("a tensor's shape is not a list of sizes");
  return items as number[];
}

/** `_rebuild_tensor_v2(storage, offset, size, stride, ...)`, and the same of PyTorch before 0.4. */
function rebuildTensor(args: readonly PickleValue[]): TensorReference {
  const [storage, offset, size, stride] = args;
  const shape = naturals(size);
  const strides = naturals(stride);
  if (!isKind(storage, "storage") || strides.length !== shape.length) {
    throw new CheckpointError("a tensor is described in a way PyTorch does not write");
  }
  const [start] = naturals([offset ?? null]);
  countElements(shape);
  return { kind: "tensor", storage, offset: start as number, shape, strides };
}

const dictOf: PickleRule = ([given], charge) => {
  const dict = new Map<PickleValue, PickleValue>();
  // Python 2 gives the pairs to the constructor.
  const pairs = Array.isArray(given) ? given : [];
  charge(isMap(given) ? given.size : pairs.length);
  for (const pair of pairs) {
    const items = isKind(pair, "tuple") ? pair.items : Array.isArray(pair) ? pair : [];
    if (items.length !== 2) throw new CheckpointError("its pickle makes a dict of what are no pairs");
    setItems(dict, items);
  }
  if (isMap(given)) for (const [key, value] of given) dict.set(key, value);
  return dict;
};

const first: PickleRule = (args) => args[0] ?? null;

const setOf: PickleRule = ([given], charge) => {
  const items = Array.isArray(given) ? given : [];
  charge(items.length);
  return new Set(items);
};

/** Python 2's objects: `_reconstructor(class, base, state)` makes an object of the class. */
const reconstruct: PickleRule = ([maker = null, ...rest]) => ({
  kind: "record",
  maker,
  args: tuple(rest),
  state: null,
});

const named: Readonly<Record<string, PickleRule>> = {
  "collections.OrderedDict": dictOf,
  "collections.defaultdict": () => new Map<PickleValue, PickleValue>(),
  "builtins.dict": dictOf,
  "builtins.set": setOf,
  "builtins.frozenset": setOf,
  "torch.Size": first,
  "torch._utils._rebuild_tensor": rebuildTensor,
  "torch._utils._rebuild_tensor_v2": rebuildTensor,
  "torch._utils._rebuild_parameter": first,
  "torch._utils._rebuild_parameter_with_state": first,
  // PyTorch up to 0.4 calls the classes themselves.
  "torch.nn.parameter.Parameter": first,
  "torch.autograd.variable.Variable": first,
  "copyreg._reconstructor": reconstruct,
};

/** What the calls in PyTorch's checkpoints make here. */
export const TORCH_RULES: ReadonlyMap<string, PickleRule> = new Map(Object.entries(named));

/**
 * Makes a storage of PyTorch's persistent id `("storage", class, key, location, elements)`; the id of a module's source
 * text, `("module", class, ...)`, stands for the class.
 */
export function torchPersistent(id: PickleValue): PickleValue {
  const [what, maker, key, , elements, view] = isKind(id, "tuple") ? id.items : [];
  if (what === "module" && maker !== undefined) return maker;
  const type = isKind(maker, "global")
    ? (STORAGES[maker.name.slice(maker.name.lastIndexOf(".") + 1)] ?? "unknown")
    : undefined;
  if (
    what !== "storage" ||
    (typeof key !== "string" && typeof key !== "number") ||
    typeof elements !== "number"
  ) {
    throw new CheckpointError("it refers to data in a way PyTorch does not write");
  }
  if (!type) throw new CheckpointError("it refers to numbers of a type without a name");
  if (view !== undefined && view !== null) {
    throw new CheckpointError(
      "its storages are views of each other, as PyTorch before 0.4 wrote; save it anew",
    );
  }
  const storage: StorageReference = { kind: "storage", key: String(key), type, elements };
  return storage;
}
