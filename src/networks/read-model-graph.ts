import { decodeGraph } from "../onnx/decode.ts";
import type { Graph } from "../onnx/graph.ts";
import { readNetworkFile } from "./load-model.ts";
import type { Manifest } from "./manifest.ts";
import { readManifest } from "./manifest-file.ts";

/**
 * Reads a model folder's network as a graph, to be continued rather than run as it is.
 *
 * @throws {UserError} for a wrong manifest (naming the field) or a wrong hash (naming both)
 */
export async function readModelGraph(dir: string): Promise<{ manifest: Manifest; graph: Graph }> {
  const manifest = await readManifest(dir);
  return { manifest, graph: decodeGraph(await readNetworkFile(dir, manifest)) };
}
