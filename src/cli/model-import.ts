import { basename, resolve } from "node:path";
import { parseArgs } from "node:util";
import { UserError } from "../core/user-error.ts";
import { importCheckpoint } from "../networks/import-checkpoint.ts";
import { NORMALISATIONS, type Normalisation, type NormalisationName } from "../networks/normalisation.ts";
import type { Command } from "./command.ts";

const HELP = `
Usage: roentgram model import CHECKPOINT --out DIR [OPTIONS]

Turns a PyTorch DenseNet checkpoint into a model folder (model.onnx, model.json, README.md). The file is read by a closed
reader: nothing in it is ever run.

  --out DIR              the model folder to make
  --size N               side of the images in pixels (default: 224)
  --normalisation NAME   imagenet, or torchxrayvision (pixels spread over [-1024, 1024])
  --mean M --std S       instead of a name: one value, or one per channel (0.485,0.456,0.406)
  --range R              with these: a pixel x in 0-255 becomes (x / 255 * R - M) / S (default: 1)
                         Given none of these, fastai's exports say it themselves, other three-channel networks get imagenet, one-channel ones
                         torchxrayvision, and a warning says so: a wrong one makes every answer wrong.
  --labels A,B,...       the outputs in order; names outside NIH's 14 are left out and listed
                         (default: NIH's order, when there are 14 outputs)
  --activation NAME      sigmoid (default), or softmax for networks trained one against all
  --relu yes|no          whether a ReLU stands between the last batch norm and the pooling (default: as
                         torchvision's networks have it; none for fastai's)
  --half                 store weights in half the space where that keeps logits within 0.001; where it does
                         not, some or all weights stay float32, and a warning says which; computed in float32
  --name NAME            default: the folder's name
  --model-version V      default: 1
  --licence TEXT         of the weights (default: unknown)
  --source TEXT          where the checkpoint came from (default: its file name)
  --training TEXT        what it was trained on (default: not stated)
  --split TEXT           how training and test films were kept apart (default: not stated)

A worker accepts the model once it is calibrated and has a screen: see 'roentgram model info DIR'.
`;

function usage(message: string): UserError {
  return new UserError(`model import: ${message}`, { exitCode: 2 });
}

function numbers(option: string, text: string): number[] {
  const values = text.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  if (!values.every(Number.isFinite)) throw usage(`--${option} '${text}' is not a list of numbers`);
  return values;
}

function positive(option: string, text: string): number[] {
  const values = numbers(option, text);
  if (values.some((value) => value <= 0)) throw usage(`--${option} '${text}' must be above 0`);
  return values;
}

type NormalisationOptions = Partial<Record<"normalisation" | "mean" | "std" | "range", string>>;

function normalisationOf({
  normalisation,
  mean,
  std,
  range,
}: NormalisationOptions): Normalisation | undefined {
  if (normalisation !== undefined) {
    if (mean !== undefined || std !== undefined || range !== undefined) {
      throw usage("give --normalisation, or --mean, --std and --range, not both");
    }
    if (!Object.hasOwn(NORMALISATIONS, normalisation)) {
      throw usage(
        `--normalisation '${normalisation}' is not one of ${Object.keys(NORMALISATIONS).join(", ")}`,
      );
    }
    return NORMALISATIONS[normalisation as NormalisationName];
  }
  if (mean === undefined && std === undefined && range === undefined) return undefined;
  if (mean === undefined || std === undefined) throw usage("--mean and --std belong together");
  const [only = 1, ...more] = positive("range", range ?? "1");
  if (more.length > 0) throw usage(`--range '${range}' must be one number`);
  return { mean: numbers("mean", mean), std: positive("std", std), range: only };
}

function sizeOf(text: string): number {
  const size = Number(text);
  if (!Number.isInteger(size) || size < 32 || size > 2048) {
    throw usage(`--size '${text}' is not a number of pixels from 32 to 2048`);
  }
  return size;
}

function nameOf(given: string | undefined, out: string): string {
  if (given !== undefined) {
    if (/^[a-z0-9][a-z0-9.-]*$/.test(given)) return given;
    throw usage(`--name '${given}' may hold small letters, digits, dots and hyphens only`);
  }
  const name = basename(resolve(out))
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]+/g, "-")
    .replace(/^[.-]+/, "");
  return name || "model";
}

function activationOf(text: string): "sigmoid" | "softmax" {
  if (text === "sigmoid" || text === "softmax") return text;
  throw usage(`--activation '${text}' is not sigmoid or softmax`);
}

function reluOf(given: string | undefined): boolean | undefined {
  if (given === undefined || given === "yes" || given === "no")
    return given === undefined ? undefined : given === "yes";
  throw usage(`--relu '${given}' is not yes or no`);
}

const text = { type: "string" } as const;

async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      out: text,
      size: { ...text, default: "224" },
      normalisation: text,
      mean: text,
      std: text,
      range: text,
      labels: text,
      activation: { ...text, default: "sigmoid" },
      relu: text,
      half: { type: "boolean", default: false },
      name: text,
      "model-version": { ...text, default: "1" },
      licence: { ...text, default: "unknown" },
      source: text,
      training: { ...text, default: "not stated" },
      split: { ...text, default: "not stated" },
    },
  });
  const [checkpoint, ...more] = positionals;
  if (checkpoint === undefined || more.length > 0) throw usage("name one checkpoint file");
  if (values.out === undefined) throw usage("say where the model goes with --out DIR");
  const { manifest, warnings } = await importCheckpoint({
    checkpoint,
    out: values.out,
    name: nameOf(values.name, values.out),
    size: sizeOf(values.size),
    half: values.half,
    normalisation: normalisationOf(values),
    labels: values.labels?.split(","),
    activation: activationOf(values.activation),
    reluBeforePooling: reluOf(values.relu),
    licence: values.licence,
    source: values.source,
    version: values["model-version"],
    training: { data: values.training, split: values.split },
  });
  for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
  const { growth, blocks, initialWidth } = manifest.architecture;
  const { size, channels } = manifest.input;
  const lines = [
    `${values.out}: DenseNet of growth ${growth}, blocks ${blocks.join("-")}, width ${initialWidth}; input ${channels} x ${size} x ${size}`,
    `labels: ${manifest.labels.join(", ")}`,
    ...(manifest.dropped.length > 0 ? [`left out: ${manifest.dropped.join(", ")}`] : []),
    `sha256: ${manifest.sha256}`,
    `Next, calibrate it and fit its screen: roentgram model info ${values.out}`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  return 0;
}

export const modelImport: Command = {
  name: "model import",
  summary: "turn a PyTorch DenseNet checkpoint into a model folder",
  help: HELP,
  run,
};
