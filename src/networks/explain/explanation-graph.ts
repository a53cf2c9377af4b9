import { differentiate, gradientName } from "../../onnx/gradient/differentiate.ts";
import { GUIDED_RULES } from "../../onnx/gradient/element-wise-rules.ts";
import { createFacts } from "../../onnx/gradient/facts.ts";
import { prune } from "../../onnx/gradient/prune.ts";
import type { Graph, ValueInfo } from "../../onnx/graph.ts";
import { createGraphBuilder } from "../../onnx/graph-builder.ts";
import { integers } from "../../onnx/tensor-data.ts";

export const METHODS = ["grad-cam", "guided-backprop", "guided-grad-cam", "activations"] as const;
export type Method = (typeof METHODS)[number];

/** Inputs that choose what is explained, `[n, k]`: 1 at the output's place, 0 elsewhere. */
export const SEEDS = { map: "seed", guided: "guided.seed" } as const;
/** Outputs of an explaining graph; which of them it has depends on the method. */
export const GIVEN = { map: "map", guided: gradientName("image"), activations: "activations" } as const;

const KEPT: ReadonlySet<string> = new Set(["logits", "probabilities"]);

const withOutputs = (graph: Graph, outputs: readonly ValueInfo[]): Graph => ({ ...graph, outputs });

/** Grad-CAM (Selvaraju et al., ICCV 2017): relu of the channels' sum, each weighed by the mean of the gradient by it. */
function appendGradCam(graph: Graph, layer: string): Graph {
  const slopes = gradientName(layer);
  const rest = graph.outputs.filter(({ name }) => name !== slopes);
  const builder = createGraphBuilder(graph.name, withOutputs(graph, rest));
  const weights = builder.add("ReduceMean", [slopes], { axes: [2, 3], keepdims: 1 });
  const weighed = builder.add("Mul", [layer, weights]);
  const sum = builder.add("ReduceSum", [weighed, builder.constant("channels", integers([1]))], {
    keepdims: 0,
  });
  const [n = "n", , height = "h", width = "w"] = createFacts(graph, () => true).dimsOf(layer);
  builder.output(builder.add("Relu", [sum], {}, { name: GIVEN.map }), "float32", [n, height, width]);
  return builder.build();
}

function appendActivations(graph: Graph, layer: string): Graph {
  const builder = createGraphBuilder(graph.name, graph);
  const dims = createFacts(graph, () => true).dimsOf(layer);
  const kept = builder.add("Identity", [layer], {}, { name: GIVEN.activations });
  builder.output(kept, "float32", [...dims]);
  return builder.build();
}

/**
 * Continues a network by an explanation of one of its outputs, so that one run gives both. Beside `logits` and
 * `probabilities` it gives `map` `[n, h, w]` (grad-cam, guided-grad-cam; of the layer), `image.gradient` `[n, c, s, s]`
 * (guided-backprop, guided-grad-cam; signed) or `activations` `[n, channels, h, w]` (of the layer).
 *
 * @param layer one of `layersOf(graph)`
 */
export function buildExplanation(graph: Graph, method: Method, layer: string): Graph {
  const network = withOutputs(
    graph,
    graph.outputs.filter(({ name }) => KEPT.has(name)),
  );
  if (method === "activations") return prune(appendActivations(network, layer));
  const guided =
    method === "grad-cam"
      ? network
      : differentiate(network, { loss: "logits", wrt: ["image"], seed: SEEDS.guided, rules: GUIDED_RULES });
  if (method === "guided-backprop") return prune(guided);
  return prune(
    appendGradCam(differentiate(guided, { loss: "logits", wrt: [layer], seed: SEEDS.map }), layer),
  );
}
