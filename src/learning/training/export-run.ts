import { isLabel } from "../../core/label.ts";
import type { Manifest } from "../../networks/manifest.ts";
import { forChannels } from "../../networks/normalisation.ts";
import { toDenseNet } from "../../networks/training/trained-network.ts";
import { buildWhole, writeNetwork } from "../../networks/write-network.ts";
import type { Arena } from "./arena.ts";
import type { EpochRecord } from "./progress.ts";
import type { Phase, Recipe } from "./recipe.ts";
import { networkOf } from "./recipe-network.ts";
import type { Run } from "./run-folder.ts";
import { outputsOf, REST } from "./task-outputs.ts";

/** How a recipe's films become the network's input at a size. */
export function inputOf({ input }: Recipe, size: number): Manifest["input"] {
  const normalisation = forChannels(input, input.channels);
  if (!normalisation) throw new RangeError("mean and std fit the channels in a checked recipe");
  const { mean, std, range } = normalisation;
  return { size, channels: input.channels, mean: [...mean], std: [...std], range };
}

function describe({ auc, loss, epoch }: EpochRecord, phase: Phase | undefined): string {
  const figure = auc === null ? `loss ${(loss ?? 0).toFixed(4)}` : `mean AUC ${auc.toFixed(3)}`;
  return `phase '${phase?.name}', epoch ${epoch}: ${figure} on val`;
}

/** Writes the network of a run's best epoch as a model folder: neither calibrated nor with a screen yet. */
export async function exportRun(
  dir: string,
  arena: Arena,
  { settings, data, from }: Run,
  best: EpochRecord | null,
): Promise<Manifest> {
  const network = networkOf(settings);
  const names = outputsOf(settings.task);
  const kept = names.flatMap((name, place) => (name === REST ? [] : [place]));
  const weightOf = (name: string) => {
    const tensor = arena.tensors[name];
    if (!tensor) throw new RangeError(`the network has no weights called ${name}`);
    return tensor.data;
  };
  const served = toDenseNet(network, weightOf, kept.length < names.length ? kept : undefined);
  // Served at the size it was finished at.
  const { size, ...normalisation } = inputOf(settings, settings.phases.at(-1)?.size ?? 224);
  const graph = await buildWhole(served, size);
  const origin = from === null ? "new weights" : `weights of ${from}`;
  const chosen = best ? `; chosen: ${describe(best, settings.phases[best.phase])}` : "";
  const facts = {
    name: settings.name,
    version: "1",
    licence: "unknown",
    source: `trained here by recipe ${settings.name}, seed ${settings.seed}, from ${origin}${chosen}`,
    size,
    normalisation,
    labels: names.filter(isLabel),
    dropped: names.filter((name) => name === REST),
    weights: "float32" as const,
    training: {
      data: `${data.train} films of split train (list sha256 ${data.sha256.slice(0, 16)})`,
      split: `as the label file has it; ${data.val} films of split val for choosing`,
    },
  };
  return writeNetwork(dir, served, graph, facts, {});
}
