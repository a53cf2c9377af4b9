import { UserError } from "../../core/user-error.ts";
import type { Graph } from "../../onnx/graph.ts";

const FEATURE_OPERATORS = new Set(["AveragePool", "BatchNormalization", "Concat", "Conv", "MaxPool", "Relu"]);

/**
 * The feature maps of a network, `[n, channels, h, w]` each, from the image to the last one, by the names of torchvision's
 * modules. Batch norms that stand after a convolution are folded into it, so that `conv0` is what torchvision's `norm0` gives.
 */
export function layersOf({ nodes }: Graph): string[] {
  const end = nodes.findIndex(({ operator }) => operator.startsWith("Global"));
  return nodes
    .slice(0, end)
    .filter(({ operator }) => FEATURE_OPERATORS.has(operator))
    .flatMap(({ outputs }) => outputs.slice(0, 1));
}

/** What the head pools: the feature map that Grad-CAM looks at unless told otherwise. */
export function lastLayer(graph: Graph): string {
  const pooled = graph.nodes.find(({ operator }) => operator.startsWith("Global"))?.inputs[0];
  if (pooled === undefined) throw new RangeError("the network pools nothing");
  return pooled;
}

/**
 * A layer by its name, or by that of the module which ends with it: `features`, `denseblock2`, `denseblock2.denselayer3`,
 * `transition1`.
 *
 * @throws {UserError} (exit status 2) for a name the network does not have
 */
export function findLayer(graph: Graph, name: string): string {
  const layers = layersOf(graph);
  if (layers.includes(name)) return name;
  if (name === "features") return lastLayer(graph);
  const ending = /\.denselayer\d+$/.test(name) ? `${name}.conv2` : undefined;
  const found =
    ending !== undefined && layers.includes(ending)
      ? ending
      : layers.findLast((layer) => layer.startsWith(`${name}.`) && /\.(?:concat|conv)$/.test(layer));
  if (found !== undefined) return found;
  const modules = new Set(layers.map((layer) => layer.split(".")[0]));
  throw new UserError(
    `--layer ${name}: the network has no such layer. It has ${[...modules].join(", ")}, features, and inside blocks names such as denseblock1.denselayer1; --list-layers prints all.`,
    { exitCode: 2 },
  );
}
