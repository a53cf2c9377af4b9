import type { Head } from "../head.ts";
import { featureWidth, type HyperParameters } from "../hyper-parameters.ts";
import type { Normalisation } from "../normalisation.ts";
import { showName } from "../printable.ts";
import { EPSILON, type WeightOf } from "../weights.ts";
import { isFirstKernel, nameBody } from "./body-names.ts";
import { readHyperParameters } from "./body-shapes.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { CheckpointError } from "./checkpoint-error.ts";
import { findLabelNames } from "./find-label-names.ts";
import { findNormalisation } from "./find-normalisation.ts";
import { findRelu } from "./find-relu.ts";
import { findWeights } from "./find-state-dict.ts";
import { isKind } from "./pickle-value.ts";
import { readHead } from "./read-head.ts";
import type { Weights } from "./state-dict.ts";
import { isReal, readElements, requireAllHeld } from "./tensor-reference.ts";
import { walkDicts } from "./walk-values.ts";

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
  /** Whether a ReLU follows the body, where the file's modules show it; `head` has what is else likely. */
  readonly reluSeen: boolean | undefined;
  /** How pixels are normalised, where the file says so. */
  readonly normalisation: Normalisation | undefined;
};

/**
 * Elements by the names in the file; refuses weights that no network computes with. A norm of another epsilon than the usual
 * one gets the difference on its variance, which comes to the same.
 */
function elementsOf({ tensors, modules }: Weights, { findStorage }: Checkpoint): WeightOf {
  return (name) => {
    const tensor = tensors.get(name);
    const shown = showName(name);
    if (!tensor) throw new CheckpointError(`it lacks ${shown}`);
    if (!isReal(tensor)) {
      throw new CheckpointError(`${shown} holds numbers of the type ${tensor.storage.type}; expected floats`);
    }
    const values = readElements(tensor, findStorage);
    if (!values.every(Number.isFinite))
      throw new CheckpointError(`${shown} holds numbers that are not finite`);
    if (!name.endsWith(".running_var")) return values;
    if (values.some((value) => value < 0))
      throw new CheckpointError(`${shown} holds negative numbers, which no variance is: the file is damaged`);
    const epsilon = modules.get(name.slice(0, -".running_var".length))?.epsilon ?? EPSILON;
    return epsilon === EPSILON ? values : values.map((value) => value + (epsilon - EPSILON));
  };
}

/** TorchXRayVision keeps them as a buffer, in some versions as a plain attribute. */
function readOperatingPoints(
  { tensors }: Weights,
  { value, findStorage }: Checkpoint,
  outputs: number,
): Float32Array | undefined {
  const buffers = [...tensors].filter(([name]) => /(^|\.)op_threshs$/.test(name)).map(([, tensor]) => tensor);
  for (const dict of [new Map([["op_threshs", buffers[0] ?? null]]), ...walkDicts(value)]) {
    const tensor = dict.get("op_threshs");
    if (
      isKind(tensor, "tensor") &&
      tensor.shape.length === 1 &&
      tensor.shape[0] === outputs &&
      isReal(tensor)
    )
      return readElements(tensor, findStorage);
  }
  return undefined;
}

/** @throws {CheckpointError} for what is no DenseNet, naming what does not fit */
export function readNetwork(checkpoint: Checkpoint): CheckpointNetwork {
  const found = findWeights(checkpoint, isFirstKernel);
  const state = found.tensors;
  requireAllHeld(state, checkpoint.findStorage);
  const { body, rest, prefix } = nameBody(state);
  const hyper = readHyperParameters(state, { body, rest, prefix });
  const elements = elementsOf(found, checkpoint);
  const head = readHead(state, rest, featureWidth(hyper), elements);
  const reluSeen = findRelu(found.modules, prefix);
  // A body in a row of modules, as fastai cuts it, has lost the ReLU of torchvision's forward pass.
  const likely = head.reluBeforePooling || !/(^|\.)\d+\.$/.test(prefix);
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
    head: { ...head, reluBeforePooling: reluSeen ?? likely },
    reluSeen,
    prefix,
    normalisation: findNormalisation(checkpoint, hyper.channels),
    names: findLabelNames(checkpoint.value, outputs),
    operatingPoints: readOperatingPoints(found, checkpoint, outputs),
  };
}
