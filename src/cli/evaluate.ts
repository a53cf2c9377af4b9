import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../core/user-error.ts";
import { comparePredictions } from "../learning/evaluation/compare-predictions.ts";
import { evaluatePredictions } from "../learning/evaluation/evaluate-predictions.ts";
import { PAPER_CAVEAT } from "../learning/evaluation/published-figures.ts";
import { type PredictionFile, renderPredictions } from "../learning/evaluation/read-predictions.ts";
import { renderComparisonCsv, summariseComparison } from "../learning/evaluation/render-comparison.ts";
import { renderEvaluationCsv, summariseEvaluation } from "../learning/evaluation/render-evaluation.ts";
import { readLabels } from "../learning/labels.ts";
import type { Command } from "./command.ts";
import { EVALUATE_HELP, readEvaluateOptions } from "./evaluate-options.ts";
import { obtainPredictions, sourceAt } from "./obtain-predictions.ts";
import { makeOutFolder } from "./out-folder.ts";

async function run(args: string[]): Promise<number> {
  const options = readEvaluateOptions(args);
  const { source, compare, images, labels, split, flip, out, json } = options;
  const otherSource = compare === undefined ? undefined : await sourceAt(compare, images);
  const all = await readLabels(labels);
  const rows = split === undefined ? all : all.filter((row) => row.split === split);
  if (rows.length === 0) throw new UserError(`${labels}: no film in split '${split}'`, { exitCode: 2 });
  if (out !== undefined) await makeOutFolder("evaluate", out);
  const save = async (name: string, text: string) => {
    if (out !== undefined) await writeFile(join(out, name), text);
  };
  const obtain = async (from: typeof source, name: string): Promise<PredictionFile> => {
    const given = await obtainPredictions(from, rows, { flip });
    if (from.kind === "model") await save(name, renderPredictions(given));
    return given;
  };

  const ours = await obtain(source, "predictions.csv");
  const others = otherSource && (await obtain(otherSource, "predictions-compared.csv"));
  const evaluation = evaluatePredictions(rows, ours);
  const comparison = others && comparePredictions(rows, ours, others);
  const table = renderEvaluationCsv(evaluation);
  const document = `${JSON.stringify(
    {
      ...evaluation,
      paper: PAPER_CAVEAT,
      of: ours.origin,
      ...(comparison && others ? { comparison: { with: others.origin, ...comparison } } : {}),
    },
    null,
    1,
  )}\n`;
  await save("evaluation.json", document);
  await save("evaluation.csv", table);
  if (comparison) await save("comparison.csv", renderComparisonCsv(comparison));
  const text = [
    table,
    summariseEvaluation(evaluation),
    PAPER_CAVEAT,
    ...(comparison ? ["", summariseComparison(comparison)] : []),
  ];
  process.stdout.write(json ? document : `${text.join("\n")}\n`);
  return 0;
}

export const evaluate: Command = {
  name: "evaluate",
  summary: "measure predictions against labels",
  help: EVALUATE_HELP,
  run,
};
