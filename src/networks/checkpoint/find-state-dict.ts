import type { Checkpoint } from "./checkpoint.ts";
import { CheckpointError } from "./checkpoint-error.ts";
import { isKind, isMap, type PickleRecord, type PickleValue } from "./pickle-value.ts";
import type { TensorReference } from "./tensor-reference.ts";

/** Tensors by the names their module gives them. */
export type StateDict = ReadonlyMap<string, TensorReference>;

const DEEPEST = 8;
/** Where training scripts keep the weights, best first. */
const USUAL_KEYS = ["state_dict", "model_state_dict", "model", "net", "network", "module", "weights"];

/** The dicts of a pickled `torch.nn.Module`'s state that hold its tensors and its parts. */
function moduleState(record: PickleRecord): Map<PickleValue, PickleValue> | undefined {
  const { state } = record;
  return isMap(state) && isMap(state.get("_modules")) && isMap(state.get("_parameters")) ? state : undefined;
}

/**
 * What `module.state_dict()` would give, gathered from a pickled module. A part met twice counts once.
 */
function gather(module: PickleRecord): Map<string, TensorReference> {
  const found = new Map<string, TensorReference>();
  const seen = new Set<PickleRecord>();
  const waiting: [PickleRecord, string][] = [[module, ""]];
  for (const [record, prefix] of waiting) {
    const state = moduleState(record);
    if (!state || seen.has(record)) continue;
    seen.add(record);
    for (const kind of ["_parameters", "_buffers"]) {
      const tensors = state.get(kind);
      for (const [name, tensor] of isMap(tensors) ? tensors : []) {
        if (typeof name === "string" && isKind(tensor, "tensor")) found.set(prefix + name, tensor);
      }
    }
    const parts = state.get("_modules");
    for (const [name, part] of isMap(parts) ? parts : []) {
      if (typeof name === "string" && isKind(part, "record")) waiting.push([part, `${prefix}${name}.`]);
    }
  }
  return found;
}

function tensorsOf(value: PickleValue): StateDict | undefined {
  let found = new Map<string, TensorReference>();
  if (isMap(value)) {
    for (const [name, tensor] of value) {
      if (typeof name === "string" && isKind(tensor, "tensor")) found.set(name, tensor);
    }
  } else if (isKind(value, "record") && moduleState(value)) {
    found = gather(value);
  }
  return found.size > 0 ? found : undefined;
}

/** What may hold a state dict: a dict's values, the usual keys first; a list's or tuple's elements; an object's state. */
function childrenOf(value: PickleValue): PickleValue[] {
  if (isMap(value)) {
    const usual = USUAL_KEYS.flatMap((key) => value.get(key) ?? []);
    return [...usual, ...value.values()];
  }
  if (isKind(value, "tuple")) return [...value.items];
  if (Array.isArray(value)) return value;
  return isKind(value, "record") ? [value.state] : [];
}

function describe(value: PickleValue): string {
  if (isMap(value)) {
    const keys = [...value.keys()].filter((key) => typeof key === "string").slice(0, 5);
    return keys.length > 0 ? `a dict with ${keys.join(", ")}` : "a dict without names";
  }
  if (isKind(value, "record"))
    return isKind(value.maker, "global") ? `an object of ${value.maker.name}` : "an object";
  if (isKind(value, "tensor")) return "one tensor";
  if (isKind(value, "global")) return `the name ${value.name}`;
  if (Array.isArray(value) || isKind(value, "tuple")) return "a list";
  return value === null ? "nothing" : `a ${typeof value}`;
}

/**
 * Finds a network's weights in what a file holds: the value itself, a dict or object around it, or a whole pickled
 * module. The nearest tensors that look like a network are taken, else the most there are. Each value is looked at once,
 * so a value that holds itself ends the search.
 *
 * @param isNetwork whether a tensor's name tells of the network wanted; any will do when left out
 * @throws {CheckpointError} when the file holds no tensors by name
 */
export function findStateDict(
  { value }: Checkpoint,
  isNetwork: (name: string) => boolean = () => true,
): StateDict {
  const seen = new Set<PickleValue>();
  let largest: StateDict | undefined;
  let level = [value];
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth += 1) {
    const next: PickleValue[] = [];
    for (const candidate of level) {
      if (typeof candidate !== "object" || candidate === null || seen.has(candidate)) continue;
      seen.add(candidate);
      const tensors = tensorsOf(candidate);
      if (tensors && [...tensors.keys()].some(isNetwork)) return tensors;
      if ((tensors?.size ?? 0) > (largest?.size ?? 0)) largest = tensors;
      for (const child of childrenOf(candidate)) next.push(child);
    }
    level = next;
  }
  if (!largest) throw new CheckpointError(`it holds ${describe(value)}, but no state dict of a network`);
  return largest;
}
