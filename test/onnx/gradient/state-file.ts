import { join } from "node:path";
import { findStateDict } from "../../../src/networks/checkpoint/find-state-dict.ts";
import { readCheckpoint } from "../../../src/networks/checkpoint/read-checkpoint.ts";
import { readElements } from "../../../src/networks/checkpoint/tensor-reference.ts";
import type { Tensor } from "../../../src/onnx/session.ts";

export const TRAINING = join(import.meta.dirname, "../../fixtures/training");

/** Every float tensor of a PyTorch file by its name. */
export async function readState(
  name: string,
): Promise<Map<string, Tensor & { readonly data: Float32Array }>> {
  const { checkpoint } = await readCheckpoint(join(TRAINING, name));
  const state = new Map<string, Tensor & { readonly data: Float32Array }>();
  for (const [key, reference] of findStateDict(checkpoint, (name) => name === "classifier.weight")) {
    if (reference.storage.type !== "float32") continue;
    state.set(key, { dims: reference.shape, data: readElements(reference, checkpoint.findStorage) });
  }
  return state;
}
