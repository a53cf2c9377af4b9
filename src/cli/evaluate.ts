import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { readVersion } from "../config/version.ts";
import { sha256Of } from "../learning/dataset/inspect-file.ts";
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
import { readLabels, rowsOfSplit } from "../learning/labels.ts";
import type { OnProgress } from "../learning/predict-films.ts";
import type { Model } from "../networks/load-model.ts";
import { writeWhole } from "../networks/manifest-file.ts";
import type { Command } from "./command.ts";
import { drawLooked } from "./draw-looked.ts";
import { asksForBoxes, BOXES_HELP, runEvaluateBoxes } from "./evaluate-boxes.ts";
import {
  EVALUATE_HELP,
  type EvaluateOptions,
  flipInVain,
  type PredictionSource,
  readEvaluateOptions,
} from "./evaluate-options.ts";
import { obtainPredictions, openSource, sourceAt } from "./obtain-predictions.ts";
import { makeOutFolder } from "./out-folder.ts";
import { createProgress } from "./progress.ts";

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
  const options = readEvaluateOptions(args);
  const model = await openSource(options.source);
  try {
    return await measure(options, model);
  } finally {
    await model?.release();
  }
}

/** @param model that of `source`, where it is one */
async function measure(options: EvaluateOptions, model: Model | undefined): Promise<number> {
  const { source, compare, images, labels, split, out, json, ...how } = options;
  const otherSource = compare === undefined ? undefined : await sourceAt(compare, images);
  if (how.flip && source.kind !== "model" && otherSource?.kind !== "model") throw flipInVain();
  const all = await readLabels(labels);
  const rows = rowsOfSplit(labels, all, split);
  if (out !== undefined) await makeOutFolder("evaluate", out);
  const save = async (name: string, text: string) => {
    if (out !== undefined) await writeWhole(join(out, name), text);
  };
  const obtain = async (from: PredictionSource, name: string, opened?: Model): Promise<PredictionFile> => {
    const given = await obtainPredictions(from, rows, how, opened);
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

  const given = await obtain(source, "predictions.csv", model);
  const other = otherSource && (await obtain(otherSource, "predictions-compared.csv"));
  const ours = judge(given);
  const input: ReportInput = {
    ours,
    others: other && {
      ...judge(other),
      comparison: drawing((onProgress) => comparePredictions(rows, given, other, { ...how, onProgress })),
    },
    labels: { file: basename(labels), sha256: sha256Of(await readFile(labels)) },
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
    const about = { given, evaluation: ours.evaluation };
    const looked =
      model && source.kind === "model" ? await drawLooked(model, source.images, rows, about) : undefined;
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
