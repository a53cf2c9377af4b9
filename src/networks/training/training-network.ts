import { appendBinaryCrossEntropy, appendCrossEntropy } from "../../onnx/gradient/losses.ts";
import type { Graph } from "../../onnx/graph.ts";
import { createGraphBuilder } from "../../onnx/graph-builder.ts";
import { bodyShapes, featureWidth, type HyperParameters } from "../hyper-parameters.ts";
import { appendTrainingBody } from "./training-body.ts";
import { appendTrainingHead, hasRelu, headShapes, type TrainingHead } from "./training-head.ts";
import { appendAllRunning, createNorms } from "./training-norms.ts";

/** Loss of eq. 3 (each output alone) or eq. 2 (outputs against each other) of the paper. */
export const LOSSES = ["binary-cross-entropy", "cross-entropy"] as const;
type Loss = (typeof LOSSES)[number];

/** What of a network learns; the rest stays, its norms take their running statistics. */
export type Trained = "all" | "head" | "nothing";

export type TrainingNetwork = {
  readonly hyper: HyperParameters;
  readonly head: TrainingHead;
  readonly loss: Loss;
};

const isStatistic = (name: string) => /running_(mean|var)$/.test(name);
const isOfBody = (name: string) => name.startsWith("features.");

/** Shape of every tensor of the network, in torchvision's order and under its names. */
export function networkShapes({ hyper, head }: TrainingNetwork): Map<string, readonly number[]> {
  return new Map([
    ...[...bodyShapes(hyper)].map(([name, dims]) => [`features.${name}`, dims] as const),
    ...headShapes(head, featureWidth(hyper)),
  ]);
}

/** Names of the weights that learn. */
export function weightsOf(network: TrainingNetwork, trained: Trained): string[] {
  if (trained === "nothing") return [];
  return [...networkShapes(network).keys()].filter(
    (name) => !isStatistic(name) && (trained === "all" || !isOfBody(name)),
  );
}

/** Names of the running statistics that move. */
export function statisticsOf(network: TrainingNetwork, trained: Trained): string[] {
  if (trained === "nothing") return [];
  return [...networkShapes(network).keys()].filter(
    (name) => isStatistic(name) && (trained === "all" || !isOfBody(name)),
  );
}

/**
 * A network with its loss as it is trained or, with `nothing` trained, judged. In go all tensors of `networkShapes`; `images`
 * `[n, c, size, size]`; `targets` `[n, k]`; `label.weights` `[k]`; `film.weights` `[n, 1]`; dropout masks (`masksOf`). Out
 * come `loss`, `logits` and, `NAME.next`, the statistics that move.
 */
export function buildTrainingNetwork(network: TrainingNetwork, trained: Trained, size: number): Graph {
  const { hyper, head, loss } = network;
  const builder = createGraphBuilder("training");
  const image = builder.input("images", "float32", ["n", hyper.channels, size, size]);
  const targets = builder.input("targets", "float32", ["n", head.outputs]);
  const weights = builder.input("label.weights", "float32", [head.outputs]);
  const films = builder.input("film.weights", "float32", ["n", 1]);
  for (const [name, dims] of networkShapes(network)) builder.input(name, "float32", dims);

  const bodyNorms = createNorms(builder, trained === "all");
  const headNorms = createNorms(builder, trained !== "nothing");
  const body = appendTrainingBody(builder, bodyNorms, image, hyper);
  const maps = hasRelu(head) ? builder.add("Relu", [body], {}, { name: "features.norm5.relu" }) : body;
  const parts = {
    builder,
    norms: headNorms,
    head,
    width: featureWidth(hyper),
    trained: trained !== "nothing",
  };
  const logits = appendTrainingHead(parts, maps);
  const value =
    loss === "cross-entropy"
      ? appendCrossEntropy(builder, { logits, targets, weights, films })
      : appendBinaryCrossEntropy(builder, { logits, targets, positive: weights, films });
  appendAllRunning(builder, [bodyNorms, headNorms]);
  builder.output(value, "float32", []);
  builder.output(logits, "float32", ["n", head.outputs]);
  return builder.build();
}
