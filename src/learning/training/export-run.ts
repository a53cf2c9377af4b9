import { basename, dirname, join } from "node:path";
import { isLabel } from "../../core/label.ts";
import { buildHalved } from "../../networks/halve.ts";
import type { Manifest } from "../../networks/manifest.ts";
import { forChannels } from "../../networks/normalisation.ts";
import { toDenseNet } from "../../networks/training/trained-network.ts";
import { buildWhole, writeNetwork } from "../../networks/write-network.ts";
import type { Arena } from "./arena.ts";
import type { EpochRecord } from "./progress.ts";
import type { Phase } from "./recipe.ts";
import { networkOf } from "./recipe-network.ts";
import type { Run } from "./run-folder.ts";
import { outputsOf } from "./task-outputs.ts";

/** How a run's films become its network's input at a size. */
export function inputOf(
  { settings, normalisation }: Pick<Run, "settings" | "normalisation">,
  size: number,
): Manifest["input"] {
  const { channels } = settings.input;
  const spread = forChannels(normalisation, channels);
  if (!spread) throw new RangeError("mean and std fit the channels in a checked recipe");
  return { size, channels, mean: [...spread.mean], std: [...spread.std], range: spread.range };
}

function describe({ auc, loss, epoch }: EpochRecord, phase: Phase | undefined): string {
  const figure = auc === null ? `loss ${(loss ?? 0).toFixed(4)}` : `mean AUC ${auc.toFixed(3)}`;
  return `phase '${phase?.name}', epoch ${epoch}: ${figure} on val`;
}

/** A file by its name and its folder's: where on a machine a run stood is nobody's business. */
export const nameInFolder = (path: string) => join(basename(dirname(path)), basename(path));

/**
 * Writes the network of a run's best epoch as a model folder: neither calibrated nor with a screen yet.
 *
 * @param half whether kernels are stored as halves, as far as that keeps the logits
 */
export async function exportRun(
  dir: string,
  arena: Arena,
  run: Run,
  best: EpochRecord | null,
  half = false,
): Promise<Manifest> {
  const { settings, data, from } = run;
  const network = networkOf(settings);
  const names = outputsOf(settings.task);
  const kept = names.flatMap((name, place) => (isLabel(name) ? [place] : []));
  const weightOf = (name: string) => {
    const tensor = arena.tensors[name];
    if (!tensor) throw new RangeError(`the network has no weights called ${name}`);
    return tensor.data;
  };
  const served = toDenseNet(network, weightOf, kept.length < names.length ? kept : undefined);
  // Served at the size it was finished at.
  const { size, ...normalisation } = inputOf(run, settings.phases.at(-1)?.size ?? 224);
  const { graph, exactBlocks } = half
    ? await buildHalved(served, size)
    : { graph: await buildWhole(served, size), exactBlocks: network.hyper.blocks.length };
  const halved = exactBlocks < network.hyper.blocks.length;
  const origin = from === null ? "new weights" : `weights of ${nameInFolder(from)}`;
  const chosen = best ? `; chosen: ${describe(best, settings.phases[best.phase])}` : "";
  const facts = {
    name: settings.name,
    version: "1",
    licence: "unknown",
    source: `trained here by recipe ${settings.name}, seed ${settings.seed}, from ${origin}${chosen}`,
    size,
    normalisation,
    labels: names.filter(isLabel),
    dropped: names.filter((name) => !isLabel(name)),
    weights: halved ? ("float16" as const) : ("float32" as const),
    training: {
      data: `${data.train} films of split train (dataset fingerprint ${data.fingerprint.slice(0, 16)})`,
      split: `${data.split}; ${data.val} films of split val for choosing`,
    },
  };
  return writeNetwork(dir, served, graph, facts, {});
}
