import { showName } from "../printable.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { CheckpointError } from "./checkpoint-error.ts";
import { isKind, isMap, type PickleValue } from "./pickle-value.ts";
import { createVisit, gatherModule, moduleState, requireShort, type Visit } from "./pickled-module.ts";
import type { StateDict, Weights } from "./state-dict.ts";
import type { TensorReference } from "./tensor-reference.ts";

const DEEPEST = 8;
/** Where training scripts keep the weights, best first. */
const USUAL_KEYS = ["state_dict", "model_state_dict", "model", "net", "network", "module", "weights"];

function weightsOf(value: PickleValue, visit: Visit): Weights | undefined {
  if (isKind(value, "record") && moduleState(value)) {
    const found = gatherModule(value, visit);
    return found.tensors.size > 0 ? found : undefined;
  }
  const dict = isKind(value, "record") ? value.items : value;
  const tensors = new Map<string, TensorReference>();
  for (const [name, tensor] of isMap(dict) ? dict : []) {
    if (typeof name === "string" && isKind(tensor, "tensor")) tensors.set(requireShort(name), tensor);
  }
  return tensors.size > 0 ? { tensors, modules: new Map() } : undefined;
}

/** What may hold a state dict: a dict's values, the usual keys first; a list's or tuple's elements; an object's state. */
function childrenOf(value: PickleValue): PickleValue[] {
  if (isMap(value)) {
    const usual = USUAL_KEYS.flatMap((key) => value.get(key) ?? []);
    return [...usual, ...value.values()];
  }
  if (isKind(value, "tuple")) return [...value.items];
  if (Array.isArray(value)) return value;
  return isKind(value, "record") ? [value.state, ...(value.items ? childrenOf(value.items) : [])] : [];
}

function describe(value: PickleValue): string {
  if (isMap(value)) {
    const keys = [...value.keys()]
      .filter((key): key is string => typeof key === "string")
      .slice(0, 5)
      .map((key) => showName(key));
    return keys.length > 0 ? `a dict with ${keys.join(", ")}` : "a dict without names";
  }
  if (isKind(value, "record"))
    return isKind(value.maker, "global") ? `an object of ${showName(value.maker.name)}` : "an object";
  if (isKind(value, "tensor")) return "one tensor";
  if (isKind(value, "global")) return `the name ${showName(value.name)}`;
  if (Array.isArray(value) || isKind(value, "tuple")) return "a list";
  return value === null ? "nothing" : `a ${typeof value}`;
}

/**
 * Finds a network's weights in what a file holds: the value itself, a dict or object around it, or a whole pickled
 * module. The nearest tensors that look like a network are taken, else the most there are. Each value is looked at once,
 * so a value that holds itself ends the search.
 *
 * @param isNetwork whether a tensor's name tells of the network wanted
 * @throws {CheckpointError} when the file holds no tensors by name
 */
export function findWeights({ value }: Checkpoint, isNetwork: (name: string) => boolean): Weights {
  const seen = new Set<PickleValue>();
  const visit = createVisit();
  let largest: Weights | undefined;
  let level = [value];
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth += 1) {
    const next: PickleValue[] = [];
    for (const candidate of level) {
      if (typeof candidate !== "object" || candidate === null || seen.has(candidate)) continue;
      seen.add(candidate);
      const weights = weightsOf(candidate, visit);
      if (weights && [...weights.tensors.keys()].some(isNetwork)) return weights;
      if ((weights?.tensors.size ?? 0) > (largest?.tensors.size ?? 0)) largest = weights;
      for (const child of childrenOf(candidate)) next.push(child);
    }
    level = next;
  }
  if (!largest) throw new CheckpointError(`it holds ${describe(value)}, but no state dict of a network`);
  return largest;
}

/** The tensors alone of what `findWeights` finds; any name will do when none is wanted. */
export function findStateDict(
  checkpoint: Checkpoint,
  isNetwork: (name: string) => boolean = () => true,
): StateDict {
  return findWeights(checkpoint, isNetwork).tensors;
}
