import type { Head } from "../head.ts";
import { featureWidth, type HyperParameters } from "../hyper-parameters.ts";
import type { WeightOf } from "../weights.ts";
import { isFirstKernel, nameBody } from "./body-names.ts";
import { readHyperParameters } from "./body-shapes.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { CheckpointError } from "./checkpoint-error.ts";
import { findLabelNames } from "./find-label-names.ts";
import { findStateDict, type StateDict } from "./find-state-dict.ts";
import { readHead } from "./read-head.ts";
import { readElements, requireAllHeld } from "./tensor-reference.ts";

/** A DenseNet as a checkpoint holds it. */
export type CheckpointNetwork = {
  readonly hyper: HyperParameters;
  /** The body's weights by their names below torchvision's `features.`. */
  readonly weightOf: WeightOf;
  readonly head: Head;
  /** What stands before the body's names in the file, such as `module.features.`. */
  readonly prefix: string;
  /** Names of the outputs, where the file gives them. */
  readonly names: readonly string[] | undefined;
  /** TorchXRayVision's operating points on the probability, per output; not a number where there is none. */
  readonly operatingPoints: Float32Array | undefined;
};

/** Elements by the names in the file; refuses weights that are not finite, which no network computes with. */
function elementsOf(state: StateDict, { findStorage }: Checkpoint): WeightOf {
  return (name) => {
    const tensor = state.get(name);
    if (!tensor) throw new CheckpointError(`it lacks ${name}`);
    const values = readElements(tensor, findStorage);
    if (!values.every(Number.isFinite))
      throw new CheckpointError(`${name} holds numbers that are not finite`);
    return values;
  };
}

function readOperatingPoints(
  state: StateDict,
  { findStorage }: Checkpoint,
  outputs: number,
): Float32Array | undefined {
  const [, tensor] = [...state].find(([name]) => name === "op_threshs" || name.endsWith(".op_threshs")) ?? [];
  if (tensor?.shape.length !== 1 || tensor.shape[0] !== outputs) return undefined;
  return readElements(tensor, findStorage);
}

/** @throws {CheckpointError} for what is no DenseNet, naming what does not fit */
export function readNetwork(checkpoint: Checkpoint): CheckpointNetwork {
  const state = findStateDict(checkpoint, isFirstKernel);
  requireAllHeld(state, checkpoint.findStorage);
  const { body, rest, prefix } = nameBody(state);
  const hyper = readHyperParameters(state, { body, rest, prefix });
  const elements = elementsOf(state, checkpoint);
  const head = readHead(state, rest, featureWidth(hyper), elements);
  const outputs = head.last.bias.length;
  // Read now, so that whatever is wrong with them is said of the file.
  const weights = new Map([...body].map(([name, original]) => [name, elements(original)]));
  return {
    hyper,
    weightOf(name) {
      const values = weights.get(name);
      if (!values) throw new RangeError(`the network has no weights called ${name}`);
      return values;
    },
    head,
    prefix,
    names: findLabelNames(checkpoint.value, outputs),
    operatingPoints: readOperatingPoints(state, checkpoint, outputs),
  };
}
