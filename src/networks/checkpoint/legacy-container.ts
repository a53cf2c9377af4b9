import { showName } from "../printable.ts";
import { createByteReader } from "./byte-reader.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { CheckpointError } from "./checkpoint-error.ts";
import { isKind, isMap } from "./pickle-value.ts";
import { readPickle } from "./read-pickle.ts";
import { ELEMENT_BYTES, type StorageReference } from "./tensor-reference.ts";
import { TORCH_RULES, torchPersistent } from "./torch-rules.ts";

/** The first pickle of the container (PyTorch, torch/serialization.py). */
const MAGIC = 0x1950a86a20f9469cfc6cn;
const VERSION = 1001;

/**
 * Reads the container that `torch.save` wrote before PyTorch 1.6: pickles of a magic number, a version, facts of the
 * writing machine, the value and the storages' keys; then each storage's length and elements.
 */
export function readLegacyContainer(file: Buffer): Checkpoint {
  const storages = new Map<string, StorageReference>();
  const options = {
    rules: TORCH_RULES,
    persistent(id: Parameters<typeof torchPersistent>[0]) {
      const value = torchPersistent(id);
      if (isKind(value, "storage") && value.type === "unknown") {
        // Numbers stand one after the other: what comes after these could not be found.
        throw new CheckpointError(
          `it holds numbers of a type not supported here (data '${showName(value.key)}'); save it anew with a PyTorch since 1.6`,
        );
      }
      if (isKind(value, "storage")) storages.set(value.key, value);
      return value;
    },
  };
  let at = 0;
  const next = () => {
    const { value, end } = readPickle(file, at, options);
    at = end;
    return value;
  };

  if (next() !== MAGIC)
    throw new CheckpointError("it is a pickle, but not one that PyTorch's torch.save wrote");
  if (next() !== VERSION) throw new CheckpointError("its container has a version that PyTorch never wrote");
  const machine = next();
  if (isMap(machine) && machine.get("little_endian") === false) {
    throw new CheckpointError("its numbers are in big-endian order, which is not supported");
  }
  const value = next();
  const keys = next();
  if (!Array.isArray(keys)) throw new CheckpointError("it does not list its data");

  const found = new Map<string, Uint8Array>();
  const reader = createByteReader(file, at);
  for (const key of keys) {
    const storage = storages.get(String(key));
    if (!storage)
      throw new CheckpointError(`it lists data '${showName(String(key))}', which nothing refers to`);
    found.set(storage.key, reader.take(reader.uint64() * ELEMENT_BYTES[storage.type]));
  }
  return { value, findStorage: (key) => found.get(key) };
}
