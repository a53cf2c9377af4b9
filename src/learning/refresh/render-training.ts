import type { Manifest } from "../../networks/manifest.ts";
import { table } from "../markdown.ts";
import { phaseTable } from "../training/phase-table.ts";
import type { Provenance } from "./provenance.ts";

function trained({ run, best, history }: Provenance): string {
  const { settings, data, from } = run;
  const { loss, sampling, averaging, seed, phases } = settings;
  const chosen = best ? ` Chosen: epoch ${best.epoch} of phase '${phases[best.phase]?.name}'.` : "";
  const rows = phases.map(({ name, trains, epochs, size, batch, accumulation, rate }) => [
    name,
    trains === "all" ? "all layers" : "the head alone",
    String(epochs),
    `${size} px`,
    String(batch * accumulation),
    String(rate),
  ]);
  return `## Training

Recipe [${settings.name}](training/recipe.json), seed ${seed}, ${from === null ? "from new weights" : `from the weights of ${from}`}; ${data.train} films to learn from
and ${data.val} to choose the epoch by (split ${data.split}; fingerprint of the dataset ${data.fingerprint.slice(0, 16)}, sha256 of
the list of films ${data.sha256.slice(0, 16)}). Loss: ${loss.kind}, weights ${loss.weights}; films drawn: ${sampling.kind}; weights averaged: ${averaging?.kind ?? "no"}.${chosen}
Every step is in [log.jsonl](training/log.jsonl), all settings in [training.json](training/training.json).

![Loss and validation curves](training/curves.svg)

${table(["Phase", "trains", "epochs", "images", "films a step", "rate up to"], rows)}

${phaseTable(settings, history)}`;
}

/** What calibration was told of the films learnt from, where that is not a plain count. */
function evened({ run }: Provenance): string {
  const { sampling, loss } = run.settings;
  const reasons = [
    ...(sampling.kind === "all" ? [] : ["films were drawn or weighted evenly over their sources"]),
    ...(loss.weights === "none" ? [] : ["the loss weighs positives"]),
  ];
  if (reasons.length === 0) return "";
  return `\n"Share learnt from" above is what the loss saw, not a plain count: ${reasons.join(", and ")}.`;
}

/** The part of a model card that `model refresh` writes: how the network was trained, and that all of the card is of this network. */
export function renderTraining({ sha256 }: Manifest, provenance: Provenance | undefined): string {
  const tie = `Calibration, thresholds, screen and all their figures on this card were measured in one run of
\`roentgram model refresh\` on the network with sha256 ${sha256}.`;
  if (!provenance) return `## Measured together\n\n${tie}`;
  return `${trained(provenance)}\n\n${tie}${evened(provenance)}`;
}
