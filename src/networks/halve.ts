import { encodeGraph } from "../onnx/encode.ts";
import { probeGraph } from "./check-graph.ts";
import { buildDenseNet, type DenseNet } from "./densenet.ts";

/** How far halving may move a logit of the probe images; the promise is 0.001 on any film. */
const MOST_APART = 5e-4;

/**
 * Builds a network with halved kernels, keeping as many of the first blocks exact as it takes for the logits of probe
 * images to stay where they are: one at least, all when nothing less will do.
 *
 * @returns the graph's bytes, and how many blocks stayed exact
 */
export async function buildHalved(
  network: DenseNet,
  size: number,
): Promise<{ graph: Uint8Array; exactBlocks: number }> {
  const { channels, blocks } = network.hyper;
  const shape = [channels, size, size];
  const exact = await probeGraph(
    encodeGraph(buildDenseNet(network, { size, half: false, exactBlocks: 0 })),
    shape,
  );
  for (let exactBlocks = 1; ; exactBlocks += 1) {
    const graph = encodeGraph(buildDenseNet(network, { size, half: true, exactBlocks }));
    const logits = await probeGraph(graph, shape);
    const apart = logits.reduce((most, value, at) => Math.max(most, Math.abs(value - (exact[at] ?? 0))), 0);
    if (apart <= MOST_APART || exactBlocks === blocks.length) return { graph, exactBlocks };
  }
}
