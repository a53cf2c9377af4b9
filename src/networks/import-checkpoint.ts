import { createHash } from "node:crypto";
import { basename } from "node:path";
import { LABELS } from "../core/label.ts";
import { UserError } from "../core/user-error.ts";
import { encodeGraph } from "../onnx/encode.ts";
import { probeGraph } from "./check-graph.ts";
import { CheckpointError } from "./checkpoint/checkpoint-error.ts";
import { readCheckpoint } from "./checkpoint/read-checkpoint.ts";
import { type CheckpointNetwork, readNetwork } from "./checkpoint/read-network.ts";
import { buildDenseNet, type DenseNet } from "./densenet.ts";
import { buildHalved } from "./halve.ts";
import { mapSide } from "./hyper-parameters.ts";
import { chooseLabels, type LabelChoice } from "./label-choice.ts";
import type { Manifest } from "./manifest.ts";
import { requireFree, writeModelFolder } from "./model-folder.ts";
import { forChannels, NORMALISATIONS, type Normalisation, usualNormalisation } from "./normalisation.ts";
import { usualLabels } from "./usual-labels.ts";

/** What a person says of a checkpoint; all but the paths may be left out. */
export type ImportOptions = {
  readonly checkpoint: string;
  readonly out: string;
  readonly name: string;
  /** Side of the images in pixels. */
  readonly size: number;
  readonly half: boolean;
  readonly normalisation?: Normalisation | undefined;
  /** Names of the outputs, in order. */
  readonly labels?: readonly string[] | undefined;
  /** One per output, on the uncalibrated probability, for a file that holds none; those outside (0, 1) are left out. */
  readonly operatingPoints?: readonly number[] | undefined;
  readonly activation: Manifest["activation"];
  /** Whether a ReLU stands between the body and the pooling, where the kind of checkpoint does not tell rightly. */
  readonly reluBeforePooling?: boolean | undefined;
  readonly licence: string;
  readonly source?: string | undefined;
  readonly version: string;
  readonly training: Manifest["training"];
};

/** What became of a checkpoint. */
export type Imported = {
  readonly manifest: Manifest;
  /** What a person should know: assumptions that were made for them. */
  readonly warnings: readonly string[];
};

async function read(path: string): Promise<CheckpointNetwork & { sha256: string }> {
  try {
    const { checkpoint, sha256 } = await readCheckpoint(path);
    return { ...readNetwork(checkpoint), sha256 };
  } catch (cause) {
    if (cause instanceof CheckpointError) throw new UserError(`${path}: ${cause.message}`, { cause });
    throw cause;
  }
}

function nameOutputs(
  given: readonly string[] | undefined,
  network: CheckpointNetwork,
  warnings: string[],
): LabelChoice {
  const outputs = network.head.last.bias.length;
  if (given) return chooseLabels(outputs, given);
  const usual = usualLabels(network);
  if (!usual) {
    throw new UserError(
      `the network has ${outputs} outputs, not NIH's ${LABELS.length}: name them in order with --labels A,B,...`,
      { exitCode: 2 },
    );
  }
  if (usual.names !== LABELS) warnings.push(`no labels were given; they are taken ${usual.basis}`);
  return chooseLabels(outputs, usual.names);
}

/** Those operating points that belong to labels kept and can serve. */
function operatingPointsOf(
  operatingPoints: ArrayLike<number> | undefined,
  { labels, outputs }: LabelChoice,
): Pick<Manifest, "operatingPoints"> {
  if (!operatingPoints) return {};
  const points = labels.map((label, place) => [label, operatingPoints[outputs[place] ?? -1] ?? 0] as const);
  return { operatingPoints: Object.fromEntries(points.filter(([, point]) => point > 0 && point < 1)) };
}

function chooseNormalisation(
  given: Normalisation | undefined,
  channels: number,
  warnings: string[],
): Normalisation {
  const usual = usualNormalisation(channels);
  if (!given) {
    warnings.push(
      `no normalisation was given, so that of ${usual} is taken; a wrong one makes every answer wrong: check what the network was trained with`,
    );
  }
  const chosen = forChannels(given ?? NORMALISATIONS[usual], channels);
  if (!chosen) {
    throw new UserError(
      `the network takes ${channels} channels: give --mean and --std one value, or ${channels}`,
      {
        exitCode: 2,
      },
    );
  }
  return chosen;
}

/** torchvision's forward pass has a ReLU that no checkpoint shows; modules in a row (`0.`, `1.`) have none but those in it. */
function chooseRelu(
  given: boolean | undefined,
  { head, prefix }: CheckpointNetwork,
  warnings: string[],
): boolean {
  if (given !== undefined) return given;
  if (head.kind === "pooled-linear" && /^(.*\.)?\d+\.$/.test(prefix)) {
    warnings.push(
      "the body stands in a row of modules, so whether a ReLU follows it cannot be seen; it is taken to be there: say --relu no if it is not",
    );
  }
  return head.reluBeforePooling;
}

async function buildWhole(
  network: DenseNet,
  size: number,
): Promise<{ graph: Uint8Array; exactBlocks: number }> {
  const graph = encodeGraph(buildDenseNet(network, { size, half: false, exactBlocks: 0 }));
  await probeGraph(graph, [network.hyper.channels, size, size]);
  return { graph, exactBlocks: 0 };
}

/**
 * Brings a PyTorch checkpoint in: reads it without running anything of it, builds the network with its relevance maps,
 * tries it once, and writes `model.onnx` and `model.json`.
 *
 * @throws {UserError} for a checkpoint that cannot be read or is no DenseNet, and for options that do not fit it
 */
export async function importCheckpoint(options: ImportOptions): Promise<Imported> {
  const { checkpoint, out, size, half, activation, training } = options;
  await requireFree(out);
  const { sha256, ...found } = await read(checkpoint);
  const { hyper, weightOf } = found;
  const warnings: string[] = [];
  const choice = nameOutputs(options.labels, found, warnings);
  const normalisation = chooseNormalisation(options.normalisation, hyper.channels, warnings);
  if (mapSide(hyper, size) < 1) {
    throw new UserError(`--size ${size} is too small for this network`, { exitCode: 2 });
  }

  const head = { ...found.head, reluBeforePooling: chooseRelu(options.reluBeforePooling, found, warnings) };
  const network: DenseNet = { hyper, weightOf, head, activation, kept: choice.outputs };
  const { graph, exactBlocks } = half ? await buildHalved(network, size) : await buildWhole(network, size);
  const halved = half && exactBlocks < hyper.blocks.length;
  if (half && exactBlocks > 1) {
    const kept = halved ? `${exactBlocks} of its blocks stay` : "it stays";
    warnings.push(`halves would move this network's logits by more than 0.001, so ${kept} float32`);
  }

  const { channels, ...architecture } = hyper;
  const manifest: Manifest = {
    format: 1,
    name: options.name,
    version: options.version,
    licence: options.licence,
    source: `${options.source ?? basename(checkpoint)} (sha256 ${sha256})`,
    architecture: { family: "densenet", ...architecture, blocks: [...architecture.blocks] },
    input: { size, channels: channels === 1 ? 1 : 3, ...normalisation },
    head: { kind: head.kind, reluBeforePooling: head.reluBeforePooling, pooling: [...head.pooling] },
    activation,
    labels: [...choice.labels],
    dropped: [...choice.dropped],
    weights: halved ? "float16" : "float32",
    training,
    ...operatingPointsOf(found.operatingPoints ?? options.operatingPoints, choice),
    calibration: null,
    screen: null,
    sha256: createHash("sha256").update(graph).digest("hex"),
  };
  await writeModelFolder(out, graph, manifest);
  return { manifest, warnings };
}
