import type { DenseNet } from "../densenet.ts";
import { foldBefore } from "../fold-before.ts";
import type { Head, Linear } from "../head.ts";
import { affineOf, type WeightOf } from "../weights.ts";
import { hasRelu } from "./training-head.ts";
import type { TrainingNetwork } from "./training-network.ts";

/**
 * A network as it was trained, in the form that serves: norms of the head folded into the layers after them, dropouts gone.
 *
 * @param weightOf by the names of `networkShapes`
 * @param kept places of the outputs to serve; all when left out
 */
export function toDenseNet(
  { hyper, head, loss }: TrainingNetwork,
  weightOf: WeightOf,
  kept?: readonly number[],
): DenseNet {
  const linear = (name: string): Linear => ({
    matrix: weightOf(`${name}.weight`),
    bias: weightOf(`${name}.bias`),
  });
  const served: Head =
    head.kind === "linear"
      ? {
          kind: "pooled-linear",
          reluBeforePooling: hasRelu(head),
          pooling: ["average"],
          last: linear("classifier"),
        }
      : {
          kind: "concat-pool",
          reluBeforePooling: hasRelu(head),
          pooling: ["max", "average"],
          first: foldBefore(affineOf(weightOf, "head.norm1"), linear("head.linear1")),
          last: foldBefore(affineOf(weightOf, "head.norm2"), linear("head.linear2")),
        };
  return {
    hyper,
    weightOf: (name) => weightOf(`features.${name}`),
    head: served,
    activation: loss === "cross-entropy" ? "softmax" : "sigmoid",
    ...(kept ? { kept } : {}),
  };
}
