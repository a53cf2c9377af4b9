import { foldBefore } from "../fold-before.ts";
import type { Head } from "../head.ts";
import { showName } from "../printable.ts";
import type { WeightOf } from "../weights.ts";
import { CheckpointError } from "./checkpoint-error.ts";
import { describeLayer, type Layer, listLayers, readLinear, readNorm } from "./layers.ts";
import type { StateDict } from "./state-dict.ts";

function isConcatPool(layers: readonly Layer[]): boolean {
  return layers.map(({ kind }) => kind).join() === "norm,linear,norm,linear";
}

function readConcatPool(state: StateDict, layers: readonly Layer[], width: number, weightOf: WeightOf): Head {
  const [norm, hidden, innerNorm, last] = layers;
  if (last?.kind === "linear" && last.outputs < 1)
    throw new CheckpointError(`${describeLayer(last)} holds nothing`);
  if (
    norm?.kind !== "norm" ||
    hidden?.kind !== "linear" ||
    innerNorm?.kind !== "norm" ||
    last?.kind !== "linear"
  ) {
    throw new CheckpointError("its head is not the paper's");
  }
  const wanted = 2 * width;
  if (norm.width !== wanted || hidden.inputs !== wanted) {
    throw new CheckpointError(
      `${describeLayer(hidden)} follows ${describeLayer(norm)}; expected ${wanted} inputs from maximum and average pooling of ${width} channels`,
    );
  }
  if (innerNorm.width !== hidden.outputs || last.inputs !== hidden.outputs) {
    throw new CheckpointError(`${describeLayer(last)} does not fit ${hidden.outputs} hidden units`);
  }
  return {
    kind: "concat-pool",
    // fastai cuts the body before the functional ReLU of torchvision's forward pass; the body's place may tell otherwise.
    reluBeforePooling: false,
    pooling: ["max", "average"],
    first: foldBefore(readNorm(state, norm, weightOf), readLinear(state, hidden, weightOf)),
    last: foldBefore(readNorm(state, innerNorm, weightOf), readLinear(state, last, weightOf)),
  };
}

/**
 * Reads what follows the body: one linear layer on averages (torchvision), or the paper's head (fastai's).
 *
 * @param names of the tensors that are not the body's
 * @param width channels of the last feature map
 * @throws {CheckpointError} naming the layers when they are neither, and shapes that do not fit
 */
export function readHead(
  state: StateDict,
  names: readonly string[],
  width: number,
  weightOf: WeightOf,
): Head {
  const layers = listLayers(state, names);
  if (isConcatPool(layers)) return readConcatPool(state, layers, width, weightOf);
  const [only] = layers;
  if (layers.length === 1 && only?.kind === "linear") {
    if (only.inputs !== width || only.outputs < 1) {
      throw new CheckpointError(
        `${showName(only.name)}.weight has the shape [${only.outputs}, ${only.inputs}]; expected [outputs, ${width}]`,
      );
    }
    const last = readLinear(state, only, weightOf);
    return { kind: "pooled-linear", reluBeforePooling: true, pooling: ["average"], last };
  }
  const some = layers.slice(0, 6).map(describeLayer).join(", ");
  const found = layers.length === 0 ? "nothing" : layers.length > 6 ? `${some}, ...` : some;
  throw new CheckpointError(
    `after the body it has ${found}; expected one linear layer such as classifier.weight [outputs, ${width}], or fastai's norm, linear, norm, linear`,
  );
}
