import { showName } from "../printable.ts";
import { CheckpointError } from "./checkpoint-error.ts";
import { isKind, isMap, type PickleRecord, type PickleValue } from "./pickle-value.ts";
import type { ModuleFacts, Weights } from "./state-dict.ts";
import type { TensorReference } from "./tensor-reference.ts";

/** In characters; a DenseNet's longest name in ten wrappers has 120. */
const LONGEST_NAME = 1000;
const DEEPEST_MODULE = 32;
/** Parts and tensors looked at in one file: DenseNet-264 has 1,500, and is looked at once in each wrapper. */
const MOST_VISITS = 200_000;

/** Counts what is looked at: a small file can lead to the same part over and over. */
export type Visit = (count: number) => void;

export function createVisit(): Visit {
  let visited = 0;
  return (count) => {
    visited += count;
    if (visited > MOST_VISITS) throw new CheckpointError(`its modules have more than ${MOST_VISITS} parts`);
  };
}

/** @throws {CheckpointError} for a name that no module has: names are joined, so long ones would fill the memory */
export function requireShort(name: string): string {
  if (name.length <= LONGEST_NAME) return name;
  throw new CheckpointError(
    `its tensor ${showName(name)} has a name of more than ${LONGEST_NAME} characters`,
  );
}

/** The state of a pickled `torch.nn.Module`, with the dicts that hold its tensors and its parts. */
export function moduleState({ state }: PickleRecord): Map<PickleValue, PickleValue> | undefined {
  return isMap(state) && isMap(state.get("_modules")) && isMap(state.get("_parameters")) ? state : undefined;
}

const entries = (value: PickleValue | undefined) =>
  isMap(value) ? value : new Map<PickleValue, PickleValue>();

function factsOf({ maker }: PickleRecord, state: Map<PickleValue, PickleValue>): ModuleFacts {
  const epsilon = state.get("eps");
  return {
    className: isKind(maker, "global") ? maker.name : "",
    parts: [...entries(state.get("_modules")).keys()].filter((name) => typeof name === "string"),
    epsilon: typeof epsilon === "number" ? epsilon : undefined,
  };
}

/**
 * What `module.state_dict()` would give, gathered from a pickled module, and what its parts say of themselves. A part met
 * twice counts once.
 *
 * @throws {CheckpointError} for parts nested or named as in no network
 */
export function gatherModule(module: PickleRecord, visit: Visit): Weights {
  const tensors = new Map<string, TensorReference>();
  const modules = new Map<string, ModuleFacts>();
  const seen = new Set<PickleRecord>();
  const waiting: [PickleRecord, string, number][] = [[module, "", 0]];
  for (const [record, path, depth] of waiting) {
    const state = moduleState(record);
    if (!state || seen.has(record)) continue;
    if (depth > DEEPEST_MODULE) {
      throw new CheckpointError(
        `its modules are nested more than ${DEEPEST_MODULE} deep (${showName(path)})`,
      );
    }
    seen.add(record);
    modules.set(path, factsOf(record, state));
    const below = (name: string) => requireShort(path === "" ? name : `${path}.${name}`);
    for (const kind of ["_parameters", "_buffers"]) {
      const found = entries(state.get(kind));
      visit(found.size);
      for (const [name, tensor] of found) {
        if (typeof name === "string" && isKind(tensor, "tensor")) tensors.set(below(name), tensor);
      }
    }
    const parts = entries(state.get("_modules"));
    visit(parts.size);
    for (const [name, part] of parts) {
      if (typeof name === "string" && isKind(part, "record")) waiting.push([part, below(name), depth + 1]);
    }
  }
  return { tensors, modules };
}
