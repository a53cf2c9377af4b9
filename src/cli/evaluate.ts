import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { UserError } from "../core/user-error.ts";
import { evaluatePredictions } from "../learning/evaluation/evaluate-predictions.ts";
import { PAPER_CAVEAT } from "../learning/evaluation/published-figures.ts";
import { readPredictions } from "../learning/evaluation/read-predictions.ts";
import { renderEvaluationCsv, summariseEvaluation } from "../learning/evaluation/render-evaluation.ts";
import { readLabels } from "../learning/labels.ts";
import type { Command } from "./command.ts";
import { makeOutFolder } from "./out-folder.ts";

const HELP = `
Usage: roentgram evaluate --predictions CSV --labels CSV [--split train|val|test] [--out DIR] [--json]

Measures predictions against NIH's labels: AUC with 95 % intervals (patients drawn again; DeLong), average
precision, Brier score and calibration error per finding, beside the paper's and CheXNet's figures.

  --predictions CSV  columns 'Image Index' and 'prob_<Finding>' (0 to 1), such as 'prob_Effusion'
  --labels CSV       NIH's metadata, plain or .gz: 'Image Index', 'Finding Labels', 'Patient ID'
  --split NAME       only the films of that split, by column 'split' of --labels (default: all films)
  --out DIR          writes evaluation.json and evaluation.csv there
  --json             one JSON document on stdout and nothing else
`;

async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      predictions: { type: "string" },
      labels: { type: "string" },
      split: { type: "string" },
      out: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const { predictions, labels, split, out, json } = values;
  if (predictions === undefined || labels === undefined) {
    throw new UserError(
      "evaluate: say what to measure and by which labels: roentgram evaluate --predictions CSV --labels CSV",
      { exitCode: 2 },
    );
  }
  const all = await readLabels(labels);
  const rows = split === undefined ? all : all.filter((row) => row.split === split);
  if (rows.length === 0) throw new UserError(`${labels}: no film in split '${split}'`, { exitCode: 2 });
  const evaluation = evaluatePredictions(rows, await readPredictions(predictions));
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
  help: HELP,
  run,
};
