import type { TensorReference } from "./tensor-reference.ts";

/** Tensors by the names their module gives them. */
export type StateDict = ReadonlyMap<string, TensorReference>;

/** What a pickled module says of itself beside its tensors. */
export type ModuleFacts = {
  /** Such as `torch.nn.modules.container.Sequential`; empty when the file does not say. */
  readonly className: string;
  /** Names of its parts, in the order they were added. */
  readonly parts: readonly string[];
  /** What a norm adds to its variance. */
  readonly epsilon: number | undefined;
};

/** A network's weights, and its modules by their path (`features.norm0`; the whole is `""`) where the file holds them. */
export type Weights = {
  readonly tensors: StateDict;
  readonly modules: ReadonlyMap<string, ModuleFacts>;
};
