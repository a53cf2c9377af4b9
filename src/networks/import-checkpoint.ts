import { basename } from "node:path";
import { UserError } from "../core/user-error.ts";
import { CheckpointError } from "./checkpoint/checkpoint-error.ts";
import { readCheckpoint } from "./checkpoint/read-checkpoint.ts";
import { type CheckpointNetwork, readNetwork } from "./checkpoint/read-network.ts";
import type { DenseNet } from "./densenet.ts";
import { buildHalved } from "./halve.ts";
import { mapSide } from "./hyper-parameters.ts";
import type { LabelChoice } from "./label-choice.ts";
import type { Manifest } from "./manifest.ts";
import type { CardNotes } from "./model-card-head.ts";
import { requireFree } from "./model-folder.ts";
import type { Normalisation } from "./normalisation.ts";
import { chooseNormalisation } from "./normalisation-choice.ts";
import { nameOutputs } from "./output-names.ts";
import { chooseRelu } from "./relu-choice.ts";
import { buildWhole, type NetworkFacts, writeNetwork } from "./write-network.ts";

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
  /** What the card should say beside that. */
  readonly notes?: CardNotes | undefined;
};

/** What became of a checkpoint. */
export type Imported = {
  readonly manifest: Manifest;
  /** What a person should know: assumptions that were made for them. */
  readonly warnings: readonly string[];
};

/** Says of the file what is wrong with what it holds. */
async function ofFile<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof CheckpointError) throw new UserError(`${path}: ${cause.message}`, { cause });
    throw cause;
  }
}

async function read(path: string): Promise<CheckpointNetwork & { sha256: string }> {
  const { checkpoint, sha256 } = await readCheckpoint(path);
  return { ...readNetwork(checkpoint), sha256 };
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

/**
 * Brings a PyTorch checkpoint in: reads it without running anything of it, builds the network with its relevance maps,
 * tries it once, and writes `model.onnx`, `model.json` and its card.
 *
 * @throws {UserError} for a checkpoint that cannot be read or is no DenseNet, and for options that do not fit it
 */
export async function importCheckpoint(options: ImportOptions): Promise<Imported> {
  const { checkpoint, out, size, half, activation, training } = options;
  await requireFree(out);
  const { sha256, ...found } = await ofFile(checkpoint, () => read(checkpoint));
  const { hyper, weightOf } = found;
  const warnings: string[] = [];
  const choice = nameOutputs(options.labels, found, warnings);
  const normalisation = chooseNormalisation(options.normalisation, found, warnings);
  if (mapSide(hyper, size) < 1) {
    throw new UserError(`--size ${size} is too small for this network`, { exitCode: 2 });
  }

  const head = { ...found.head, reluBeforePooling: chooseRelu(options.reluBeforePooling, found, warnings) };
  const network: DenseNet = { hyper, weightOf, head, activation, kept: choice.outputs };
  const { graph, exactBlocks } = await ofFile(checkpoint, () =>
    half
      ? buildHalved(network, size)
      : buildWhole(network, size).then((built) => ({ graph: built, exactBlocks: 0 })),
  );
  const halved = half && exactBlocks < hyper.blocks.length;
  if (half && exactBlocks > 1) {
    const kept = halved ? `${exactBlocks} of its blocks stay` : "it stays";
    warnings.push(`halves would move this network's logits by more than 0.001, so ${kept} float32`);
  }

  const facts: NetworkFacts = {
    name: options.name,
    version: options.version,
    licence: options.licence,
    source: `${options.source ?? basename(checkpoint)} (sha256 ${sha256})`,
    size,
    normalisation,
    labels: [...choice.labels],
    dropped: [...choice.dropped],
    weights: halved ? "float16" : "float32",
    training,
    ...operatingPointsOf(found.operatingPoints ?? options.operatingPoints, choice),
  };
  const manifest = await writeNetwork(out, network, graph, facts, { ...options.notes, assumed: warnings });
  return { manifest, warnings };
}
