import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readReadingConfig } from "../config/reading-config.ts";
import { UserError } from "../core/user-error.ts";
import { evaluatePredictions } from "../learning/evaluation/evaluate-predictions.ts";
import { predictLabelled } from "../learning/evaluation/predict-labelled.ts";
import { PAPER_CAVEAT } from "../learning/evaluation/published-figures.ts";
import { type PredictionFile, readPredictions } from "../learning/evaluation/read-predictions.ts";
import { renderEvaluationCsv, summariseEvaluation } from "../learning/evaluation/render-evaluation.ts";
import { type LabelRow, readLabels } from "../learning/labels.ts";
import { loadModel } from "../networks/load-model.ts";
import type { Command } from "./command.ts";
import { asksForBoxes, BOXES_HELP, runEvaluateBoxes } from "./evaluate-boxes.ts";
import { makeOutFolder } from "./out-folder.ts";
import { createProgress } from "./progress.ts";

const HELP = `
Usage: roentgram evaluate --predictions CSV --labels CSV [--split train|val|test] [--out DIR] [--json]
       roentgram evaluate --model DIR --images DIR --labels CSV [--split NAME] [--out DIR] [--json]

Measures predictions against NIH's labels: AUC with 95 % intervals (patients drawn again; DeLong), average
precision, Brier score and calibration error per finding, beside the paper's and CheXNet's figures.

  --predictions CSV  columns 'Image Index' and 'prob_<Finding>' (0 to 1), such as 'prob_Effusion'
  --model DIR        a model to run over the films; its probabilities before calibration are measured
  --images DIR       the films, in this folder or below it
  --labels CSV       NIH's metadata, plain or .gz: 'Image Index', 'Finding Labels', 'Patient ID'
  --split NAME       only the films of that split, by column 'split' of --labels (default: all films)
  --out DIR          writes evaluation.json and evaluation.csv there
  --json             one JSON document on stdout and nothing else
`;

async function predict(dir: string, images: string, rows: readonly LabelRow[]): Promise<PredictionFile> {
  const { INFERENCE_THREADS: threads, EXECUTION_PROVIDER: provider } = readReadingConfig(process.env);
  const model = await loadModel(dir, { threads, provider, requireReady: false });
  const progress = createProgress(process.stderr, "films read");
  try {
    return await predictLabelled(model, images, rows, progress.show);
  } finally {
    progress.end();
    await model.release();
  }
}

async function run(args: string[]): Promise<number> {
  if (asksForBoxes(args)) return runEvaluateBoxes(args);
  const { values } = parseArgs({
    args,
    options: {
      predictions: { type: "string" },
      model: { type: "string" },
      images: { type: "string" },
      labels: { type: "string" },
      split: { type: "string" },
      out: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const { predictions, model, images, labels, split, out, json } = values;
  const modelGiven = model !== undefined && images !== undefined;
  if (labels === undefined || (predictions === undefined) !== modelGiven) {
    throw new UserError(
      "evaluate: say what to measure and by which labels: roentgram evaluate --predictions CSV --labels CSV, " +
        "or --model DIR --images DIR in place of --predictions",
      { exitCode: 2 },
    );
  }
  const all = await readLabels(labels);
  const rows = split === undefined ? all : all.filter((row) => row.split === split);
  if (rows.length === 0) throw new UserError(`${labels}: no film in split '${split}'`, { exitCode: 2 });
  const given = modelGiven ? await predict(model, images, rows) : await readPredictions(predictions ?? "");
  const evaluation = evaluatePredictions(rows, given);
  const table = renderEvaluationCsv(evaluation);
  const document = `${JSON.stringify({ ...evaluation, paper: PAPER_CAVEAT }, null, 1)}\n`;
  if (out !== undefined) {
    await makeOutFolder("evaluate", out);
    await writeFile(join(out, "evaluation.json"), document);
    await writeFile(join(out, "evaluation.csv"), table);
  }
  process.stdout.write(json ? document : `${table}\n${summariseEvaluation(evaluation)}\n${PAPER_CAVEAT}\n`);
  return 0;
}

export const evaluate: Command = {
  name: "evaluate",
  summary: "measure predictions against labels",
  help: HELP + BOXES_HELP,
  run,
};
