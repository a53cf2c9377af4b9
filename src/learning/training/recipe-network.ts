import type { TrainingNetwork } from "../../networks/training/training-network.ts";
import type { Recipe } from "./recipe.ts";
import { outputsOf } from "./task-outputs.ts";

/** Huang et al., CVPR 2017, Table 1. */
const DENSENET_121 = { growth: 32, bottleneck: 4, initialWidth: 64, blocks: [6, 12, 24, 16] };

/** The network that a recipe describes. */
export function networkOf({ network, input, task, loss }: Recipe): TrainingNetwork {
  const body = network.body === "densenet121" ? DENSENET_121 : network.body;
  return {
    hyper: { channels: input.channels, ...body },
    head: {
      kind: network.head,
      outputs: outputsOf(task).length,
      hidden: network.hidden,
      dropout: network.dropout,
    },
    loss: loss.kind,
  };
}
