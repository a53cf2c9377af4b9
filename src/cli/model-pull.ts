import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { UserError } from "../core/user-error.ts";
import { type KnownModel, meanAuc } from "../networks/public/known-model.ts";
import { findKnownModel, KNOWN_MODELS } from "../networks/public/known-models.ts";
import { type Pulled, pullModel } from "../networks/public/pull-model.ts";
import type { Command } from "./command.ts";
import { createDownloadBar } from "./download-bar.ts";

const HELP = `
Usage: roentgram model pull [NAME --out DIR [--accept-licence] [--half] [--from ADDRESS|FILE]]

Downloads a public checkpoint, compares it with the hash that is known of it, and imports it as a model folder.
Without a name it lists the checkpoints it knows. A download that broke off goes on where it stopped.

  --out DIR          the model folder to make
  --accept-licence   take a checkpoint whose source states no licence (on a terminal you are asked)
  --half             store weights in half the space where that keeps logits within 0.001; a warning says
                     what stays float32
  --from ADDRESS     another address of the same file, such as a mirror's
  --from FILE        a copy that was downloaded elsewhere, such as on a memory stick

models/README.md helps to choose. A worker accepts the model once it is calibrated and has a screen.
`;

function usage(message: string): UserError {
  return new UserError(`model pull: ${message}`, { exitCode: 2 });
}

function list(): string {
  const name = Math.max(...KNOWN_MODELS.map((model) => model.name.length));
  const rows = KNOWN_MODELS.flatMap((model) => {
    const { input, licence, aucs, labels } = model;
    const auc = meanAuc(model)?.toFixed(3) ?? "none published";
    const findings = labels.filter((label) => label !== "").length;
    return [
      `${model.name.padEnd(name)}  ${input.channels} x ${input.size} x ${input.size}  mean AUC ${auc.padEnd(14)}  ${licence ?? "no licence stated"}`,
      `    trained on ${model.training.data}; ${findings} of ${labels.length} outputs trained`,
      ...(aucs ? [`    AUCs ${aucs.caveat} (${aucs.source})`] : []),
      ...model.unconfirmed.map((what) => `    not confirmed: ${what}`),
    ];
  });
  return [
    ...rows,
    "",
    "The AUCs are their makers', each on films of its own choice: models/README.md says how far they compare.",
    "To get one: roentgram model pull NAME --out DIR",
  ].join("\n");
}

/** @throws {UserError} unless a licence is stated or a person accepts that none is */
async function requireLicence({ name, page, licence }: KnownModel, accepted: boolean): Promise<void> {
  if (licence !== null || accepted) return;
  const why = `no licence is stated for ${name} at ${page}, so its makers have not said who may use it`;
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw usage(`${why}. If you have their leave, or need none, say so with --accept-licence.`);
  }
  const dialogue = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await dialogue.question(`Note: ${why}. Go on all the same? [y/N] `);
    if (!/^y(es)?$/i.test(answer.trim())) throw usage("not accepted, nothing was downloaded");
  } finally {
    dialogue.close();
  }
}

/** The label file of the films that a network learnt from, where it is one and anybody can have it. */
function metadataOf({ training }: KnownModel): string {
  return training.data === "NIH ChestX-ray14" ? "Data_Entry_2017_v2020.csv.gz" : "CSV";
}

function report({ manifest, fingerprint, warnings }: Pulled, model: KnownModel, out: string): void {
  for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
  const { sha256, gitBlob, bytes } = fingerprint;
  const checked = model.hash
    ? [`checkpoint: ${bytes} bytes, ${model.hash.kind} as known (${model.hash.source})`]
    : [
        `checkpoint: ${bytes} bytes; no hash of it is known, so compare these with what its page shows, ${model.page}:`,
        `  sha256 ${sha256}`,
        `  git blob ${gitBlob}`,
      ];
  const lines = [
    `${out}: ${manifest.name}, input ${manifest.input.channels} x ${manifest.input.size} x ${manifest.input.size}`,
    `licence: ${manifest.licence}`,
    ...checked,
    `labels: ${manifest.labels.join(", ")}`,
    ...(manifest.dropped.length > 0 ? [`left out: ${manifest.dropped.join(", ")}`] : []),
    `sha256 of model.onnx: ${manifest.sha256}`,
    "A worker refuses it until it is calibrated and has a screen, on films the network was not trained on:",
    `  roentgram model calibrate ${out} --images DIR --labels CSV --trained-on ${metadataOf(model)}`,
    `  roentgram model screen ${out} --images DIR --labels CSV --other DIR`,
    `--trained-on tells how common the findings were where the network learnt: label files of ${model.training.data}`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

async function run(args: string[]): Promise<number> {
  const text = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { out: text, "accept-licence": flag, half: flag, from: text },
  });
  const [name, ...more] = positionals;
  const { out, from, half } = values;
  if (name === undefined) {
    if (args.length > 0) throw usage("say which model, or give no option at all to see those that are known");
    process.stdout.write(`${list()}\n`);
    return 0;
  }
  if (more.length > 0) throw usage("name one model");
  const model = findKnownModel(name);
  if (out === undefined) throw usage("say where the model goes with --out DIR");
  await requireLicence(model, values["accept-licence"]);
  const bar = createDownloadBar(process.stderr);
  const pulled = await pullModel({ model, out, half, from, onProgress: bar.show }).finally(bar.end);
  report(pulled, model, out);
  return 0;
}

export const modelPull: Command = {
  name: "model pull",
  summary: "download and import a public checkpoint",
  help: HELP,
  run,
};
