import { parseArgs } from "node:util";
import { UserError } from "../core/user-error.ts";

export const EVALUATE_HELP = `
Usage: roentgram evaluate --predictions CSV --labels CSV [--split train|val|test] [--out DIR] [--json]
       roentgram evaluate --model DIR --images DIR --labels CSV [--split NAME] [--out DIR] [--json]
       roentgram evaluate ... --compare DIR|CSV

Measures predictions against NIH's labels: AUC with 95 % intervals (patients drawn again; DeLong), average
precision, Brier score and calibration error per finding, beside the paper's and CheXNet's figures.

  --predictions CSV  columns 'Image Index' and 'prob_<Finding>' (0 to 1), such as 'prob_Effusion'
  --model DIR        a model to run over the films; its probabilities before calibration are measured
  --images DIR       the films, in this folder or below it
  --labels CSV       NIH's metadata, plain or .gz: 'Image Index', 'Finding Labels', 'Patient ID'
  --split NAME       only the films of that split, by column 'split' of --labels (default: all films)
  --compare PATH     another model (a folder) or another predictions CSV over the same films: how far the first (A)
                     lies above it (B), with 95 % intervals, patients drawn again and both measured on each draw
  --flip             runs a model over each film's mirror image too and takes the mean of both log odds
  --out DIR          writes evaluation.json and evaluation.csv there, and what a model predicted as predictions.csv,
                     which --predictions and --compare take in its place
  --json             one JSON document on stdout and nothing else
`;

/** What to run over films, or what was predicted for them. */
export type PredictionSource =
  | { readonly kind: "model"; readonly dir: string; readonly images: string }
  | { readonly kind: "predictions"; readonly path: string };

export type EvaluateOptions = {
  readonly source: PredictionSource;
  /** A folder is a model. */
  readonly compare: string | undefined;
  readonly images: string | undefined;
  readonly labels: string;
  readonly split: string | undefined;
  readonly flip: boolean;
  readonly out: string | undefined;
  readonly json: boolean;
};

const usage = (message: string) => new UserError(`evaluate: ${message}`, { exitCode: 2 });

/** @throws {UserError} saying which option is missing or one too many */
export function readEvaluateOptions(args: string[]): EvaluateOptions {
  const { values } = parseArgs({
    args,
    options: {
      predictions: { type: "string" },
      model: { type: "string" },
      images: { type: "string" },
      labels: { type: "string" },
      split: { type: "string" },
      compare: { type: "string" },
      flip: { type: "boolean", default: false },
      out: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const { predictions, model, images, labels, split, compare, flip, out, json } = values;
  if (labels === undefined || (predictions === undefined) === (model === undefined)) {
    throw usage(
      "say what to measure and by which labels: roentgram evaluate --predictions CSV --labels CSV, " +
        "or --model DIR --images DIR in place of --predictions",
    );
  }
  if (model !== undefined && images === undefined) {
    throw usage(`--model ${model} runs over films: say where they are with --images DIR`);
  }
  const source: PredictionSource =
    model !== undefined && images !== undefined
      ? { kind: "model", dir: model, images }
      : { kind: "predictions", path: predictions ?? "" };
  return { source, compare, images, labels, split, flip, out, json };
}
