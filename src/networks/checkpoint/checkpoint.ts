import type { PickleValue } from "./pickle-value.ts";
import type { FindStorage } from "./tensor-reference.ts";

/** What a PyTorch file holds: the value saved, and the storages its tensors are views of. */
export type Checkpoint = {
  readonly value: PickleValue;
  readonly findStorage: FindStorage;
};
