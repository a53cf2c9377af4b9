import { createHash } from "node:crypto";
import { encodeGraph } from "../onnx/encode.ts";
import { probeGraph } from "./check-graph.ts";
import { buildDenseNet, type DenseNet } from "./densenet.ts";
import type { Manifest } from "./manifest.ts";
import { type CardNotes, renderCardHead } from "./model-card-head.ts";
import { writeModelFolder } from "./model-folder.ts";
import type { Normalisation } from "./normalisation.ts";

/** What a manifest says of a network beside what the network itself tells. */
export type NetworkFacts = Pick<
  Manifest,
  | "name"
  | "version"
  | "licence"
  | "source"
  | "labels"
  | "dropped"
  | "weights"
  | "training"
  | "operatingPoints"
> & { readonly size: number; readonly normalisation: Normalisation };

/** Builds a network with its relevance maps, weights whole, and tries it once. */
export async function buildWhole(network: DenseNet, size: number): Promise<Uint8Array> {
  const graph = encodeGraph(buildDenseNet(network, { size, half: false, exactBlocks: 0 }));
  await probeGraph(graph, [network.hyper.channels, size, size]);
  return graph;
}

/** Writes a model folder: `model.onnx`, `model.json` without calibration and screen, and its card. */
export async function writeNetwork(
  out: string,
  { hyper, head, activation }: DenseNet,
  graph: Uint8Array,
  { size, normalisation, ...facts }: NetworkFacts,
  notes: CardNotes,
): Promise<Manifest> {
  const { channels, ...architecture } = hyper;
  const { mean, std, range } = normalisation;
  const manifest: Manifest = {
    format: 1,
    name: facts.name,
    version: facts.version,
    licence: facts.licence,
    source: facts.source,
    architecture: { family: "densenet", ...architecture, blocks: [...architecture.blocks] },
    input: { size, channels: channels === 1 ? 1 : 3, mean, std, range },
    head: { kind: head.kind, reluBeforePooling: head.reluBeforePooling, pooling: [...head.pooling] },
    activation,
    labels: facts.labels,
    dropped: facts.dropped,
    weights: facts.weights,
    training: facts.training,
    ...(facts.operatingPoints ? { operatingPoints: facts.operatingPoints } : {}),
    calibration: null,
    screen: null,
    sha256: createHash("sha256").update(graph).digest("hex"),
  };
  await writeModelFolder(out, { graph, manifest, card: renderCardHead(manifest, notes) });
  return manifest;
}
