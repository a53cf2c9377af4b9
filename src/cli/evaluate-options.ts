import { parseArgs } from "node:util";
import { didYouMean } from "../core/nearest-name.ts";
import { UserError } from "../core/user-error.ts";
import { USUAL_SENSITIVITY } from "../learning/evaluation/evaluate-predictions.ts";
import { SPLITS, type Split } from "../learning/labels.ts";

export const EVALUATE_HELP = `
Usage: roentgram evaluate --predictions CSV --labels CSV [--split train|val|test] [--out DIR] [--json]
       roentgram evaluate --model DIR --images DIR --labels CSV [--split NAME] [--out DIR] [--json]
       roentgram evaluate ... --compare DIR|CSV

Measures predictions against NIH's labels: AUC (over all films, and within each source) and average precision with
95 % intervals, precision, recall, F1 and accuracy in all the paper's averages, operating points, calibration, beside
the paper's and CheXNet's figures. One finding alone is reported as the paper's one against all.

  --predictions CSV  columns 'Image Index' and 'prob_<Finding>' (0 to 1), such as 'prob_Effusion'
  --model DIR        a model to run over the films; its probabilities before calibration are measured
  --images DIR       the films, in this folder or below it
  --labels CSV       NIH's metadata, plain or .gz: 'Image Index', 'Finding Labels', 'Patient ID'
  --split NAME       only the films of that split, by column 'split' of --labels (default: all films)
  --compare PATH     another model (a folder) or another predictions CSV over the same films: how far the first (A)
                     lies above it (B), with 95 % intervals, patients drawn again and both measured on each draw
  --flip             runs a model over each film's mirror image too and takes the mean of both log odds
  --sensitivity X    the operating point of fixed sensitivity, over 0 and up to 1 (default: 0.9)
  --paper-as-published
                     average precision on rounded scores, and F1 with a weight of 1 for films with the finding, as the
                     paper's notebooks had them (default: eq. 7 and eq. 6, as the paper says)
  --out DIR          writes there evaluation.html (a report in one file), evaluation.json, evaluation.csv, curves.csv,
                     and what a model predicted as predictions.csv, which --predictions and --compare take in its place
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
  readonly split: Split | undefined;
  readonly flip: boolean;
  /** In (0, 1]. */
  readonly sensitivity: number;
  readonly asPublished: boolean;
  readonly out: string | undefined;
  readonly json: boolean;
};

const usage = (message: string) => new UserError(`evaluate: ${message}`, { exitCode: 2 });

/** The error where nothing is run that could see a mirror image. */
export const flipInVain = () =>
  usage("--flip runs a model over mirror images; --predictions are there already. Leave one of them out.");

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
      sensitivity: { type: "string", default: String(USUAL_SENSITIVITY) },
      "paper-as-published": { type: "boolean", default: false },
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
  const known = SPLITS.find((each) => each === split);
  if (split !== undefined && known === undefined) {
    throw usage(`--split ${split} is not one of ${SPLITS.join(", ")}.${didYouMean(split, SPLITS)}`);
  }
  const sensitivity = Number(values.sensitivity);
  if (!(sensitivity > 0 && sensitivity <= 1)) {
    throw usage(`--sensitivity ${values.sensitivity} is not a number over 0 and up to 1, such as 0.9`);
  }
  const source: PredictionSource =
    model !== undefined && images !== undefined
      ? { kind: "model", dir: model, images }
      : { kind: "predictions", path: predictions ?? "" };
  const asPublished = values["paper-as-published"];
  return { source, compare, images, labels, split: known, flip, sensitivity, asPublished, out, json };
}
