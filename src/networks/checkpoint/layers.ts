import type { Linear } from "../head.ts";
import { showName } from "../printable.ts";
import { type Affine, affineOf, type WeightOf } from "../weights.ts";
import { CheckpointError } from "./checkpoint-error.ts";
import type { StateDict } from "./state-dict.ts";

/** A layer of a head as its tensors' shapes tell it. */
export type Layer =
  | { readonly kind: "linear"; readonly name: string; readonly inputs: number; readonly outputs: number }
  | { readonly kind: "norm"; readonly name: string; readonly width: number }
  | { readonly kind: "other"; readonly name: string };

const show = (shape: readonly number[]) => `[${shape.join(", ")}]`;

/** Gathers tensors into layers, in the file's order. Single tensors without a layer, such as thresholds, are left out. */
export function listLayers(state: StateDict, names: readonly string[]): Layer[] {
  const prefixes = new Set<string>();
  for (const name of names) {
    const [, prefix] = /^(.*\.)?(?:weight|bias|running_mean|running_var)$/.exec(name) ?? [];
    if (prefix !== undefined) prefixes.add(prefix.slice(0, -1));
  }
  return [...prefixes].map((name) => {
    const shape = state.get(`${name}.weight`)?.shape ?? [];
    const [outputs = 0, inputs = 0] = shape;
    if (shape.length === 2) return { kind: "linear", name, inputs, outputs };
    if (shape.length === 1 && state.has(`${name}.running_mean`))
      return { kind: "norm", name, width: outputs };
    return { kind: "other", name };
  });
}

/** How a layer reads in an error. */
export function describeLayer(layer: Layer): string {
  if (layer.kind === "linear") return `${showName(layer.name)}.weight ${show([layer.outputs, layer.inputs])}`;
  return layer.kind === "norm" ? `${showName(layer.name)} (norm of ${layer.width})` : showName(layer.name);
}

/** @throws {CheckpointError} when the bias does not fit */
export function readLinear(state: StateDict, layer: Layer & { kind: "linear" }, weightOf: WeightOf): Linear {
  const name = `${layer.name}.bias`;
  const bias = state.get(name)?.shape;
  if (bias && (bias.length !== 1 || bias[0] !== layer.outputs)) {
    throw new CheckpointError(
      `${showName(name)} has the shape ${show(bias)}; expected ${show([layer.outputs])}`,
    );
  }
  return {
    matrix: weightOf(`${layer.name}.weight`),
    bias: bias ? weightOf(name) : new Float32Array(layer.outputs),
  };
}

/** @throws {CheckpointError} when one of the norm's tensors is missing or of another length */
export function readNorm(
  state: StateDict,
  { name, width }: Layer & { kind: "norm" },
  weightOf: WeightOf,
): Affine {
  for (const part of ["weight", "bias", "running_mean", "running_var"]) {
    const shape = state.get(`${name}.${part}`)?.shape;
    if (!shape)
      throw new CheckpointError(
        `it lacks ${showName(name)}.${part}, expected with the shape ${show([width])}`,
      );
    if (shape.length !== 1 || shape[0] !== width) {
      throw new CheckpointError(
        `${showName(name)}.${part} has the shape ${show(shape)}; expected ${show([width])}`,
      );
    }
  }
  return affineOf(weightOf, name);
}
