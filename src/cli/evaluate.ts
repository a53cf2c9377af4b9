import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { readVersion } from "../config/version.ts";
import { UserError } from "../core/user-error.ts";
import { comparePredictions } from "../learning/evaluation/compare-predictions.ts";
import { renderCurvesCsv } from "../learning/evaluation/curves.ts";
import { evaluatePredictions } from "../learning/evaluation/evaluate-predictions.ts";
import { predictionsWithoutLabel } from "../learning/evaluation/labelled-scores.ts";
import { PAPER_CAVEAT } from "../learning/evaluation/published-figures.ts";
import { type PredictionFile, renderPredictions } from "../learning/evaluation/read-predictions.ts";
import { renderComparisonCsv, summariseComparison } from "../learning/evaluation/render-comparison.ts";
import { renderEvaluationCsv, summariseEvaluation } from "../learning/evaluation/render-evaluation.ts";
import { renderReport } from "../learning/evaluation/report/render-report.ts";
import type { ReportInput } from "../learning/evaluation/report/report-input.ts";
import { patientsInOtherSplits } from "../learning/evaluation/shared-patients.ts";
import { type LabelRow, readLabels, type Split } from "../learning/labels.ts";
import type { OnProgress } from "../learning/predict-films.ts";
import { writeWhole } from "../networks/manifest-file.ts";
import type { Command } from "./command.ts";
import { drawLooked } from "./draw-looked.ts";
import { asksForBoxes, BOXES_HELP, runEvaluateBoxes } from "./evaluate-boxes.ts";
import { EVALUATE_HELP, type PredictionSource, readEvaluateOptions } from "./evaluate-options.ts";
import { obtainPredictions, sourceAt } from "./obtain-predictions.ts";
import { makeOutFolder } from "./out-folder.ts";
import { createProgress } from "./progress.ts";

function filmsOf(path: string, all: readonly LabelRow[], split: Split | undefined): readonly LabelRow[] {
  if (split === undefined) return all;
  if (all.every((row) => row.split === undefined)) {
    throw new UserError(
      `${path}: no column 'split', so --split ${split} picks nothing. Leave it out, or add the column (roentgram data prepare).`,
      { exitCode: 2 },
    );
  }
  const rows = all.filter((row) => row.split === split);
  if (rows.length === 0) throw new UserError(`${path}: no film in split '${split}'`, { exitCode: 2 });
  return rows;
}

const sha256Of = async (path: string) =>
  createHash("sha256")
    .update(await readFile(path))
    .digest("hex");

/** What `--json` and evaluation.json hold. */
function toJson({ ours, others, ...about }: ReportInput) {
  return {
    ...ours.evaluation,
    paper: PAPER_CAVEAT,
    of: ours.origin,
    labels: about.labels,
    split: about.split ?? null,
    patientsInOtherSplits: about.sharedPatients ?? null,
    predictionsWithoutLabel: about.unlabelled,
    made: { day: about.day, version: about.version },
    ...(others
      ? { comparison: { with: others.origin, ...others.comparison, evaluation: others.evaluation } }
      : {}),
  };
}

async function run(args: string[]): Promise<number> {
  if (asksForBoxes(args)) return runEvaluateBoxes(args);
  const { source, compare, images, labels, split, out, json, ...how } = readEvaluateOptions(args);
  const otherSource = compare === undefined ? undefined : await sourceAt(compare, images);
  const all = await readLabels(labels);
  const rows = filmsOf(labels, all, split);
  if (out !== undefined) await makeOutFolder("evaluate", out);
  const save = async (name: string, text: string) => {
    if (out !== undefined) await writeWhole(join(out, name), text);
  };
  const obtain = async (from: PredictionSource, name: string): Promise<PredictionFile> => {
    const given = await obtainPredictions(from, rows, how);
    if (from.kind === "model") await save(name, renderPredictions(given));
    return given;
  };
  const drawing = <Result>(measure: (onProgress: OnProgress) => Result): Result => {
    const progress = createProgress(process.stderr, "draws of patients measured");
    try {
      return measure(progress.show);
    } finally {
      progress.end();
    }
  };
  const judge = (given: PredictionFile) => ({
    origin: given.origin,
    ...drawing((onProgress) => evaluatePredictions(rows, given, { ...how, onProgress })),
  });

  const given = await obtain(source, "predictions.csv");
  const other = otherSource && (await obtain(otherSource, "predictions-compared.csv"));
  const ours = judge(given);
  const input: ReportInput = {
    ours,
    others: other && {
      ...judge(other),
      comparison: drawing((onProgress) => comparePredictions(rows, given, other, onProgress)),
    },
    labels: { file: basename(labels), sha256: await sha256Of(labels) },
    split,
    sharedPatients: split && patientsInOtherSplits(all, split),
    unlabelled: predictionsWithoutLabel(all, given),
    day: new Date().toISOString().slice(0, 10),
    version: readVersion(),
  };
  const document = `${JSON.stringify(toJson(input), null, 1)}\n`;
  const comparison = input.others?.comparison;
  await save("evaluation.json", document);
  await save("evaluation.csv", renderEvaluationCsv(ours.evaluation));
  await save("curves.csv", renderCurvesCsv(ours.curves));
  if (comparison) await save("comparison.csv", renderComparisonCsv(comparison));
  if (out !== undefined) {
    const looked = await drawLooked(source, rows, { given, evaluation: ours.evaluation });
    await save("evaluation.html", await renderReport({ ...input, looked }));
  }
  const text = [
    summariseEvaluation(ours.evaluation),
    ...(input.sharedPatients
      ? [`Beware: ${input.sharedPatients} of the patients have films in other splits too.`]
      : []),
    ...(input.unlabelled > 0
      ? [`${input.unlabelled} predictions are of films that ${labels} does not name: passed over.`]
      : []),
    ...(comparison ? ["", summariseComparison(comparison)] : []),
    "",
    PAPER_CAVEAT,
    ...(out === undefined ? [] : ["", `The report: ${join(out, "evaluation.html")}`]),
  ];
  process.stdout.write(json ? document : `${text.join("\n")}\n`);
  return 0;
}

export const evaluate: Command = {
  name: "evaluate",
  summary: "measure predictions against labels",
  help: EVALUATE_HELP + BOXES_HELP,
  run,
};
