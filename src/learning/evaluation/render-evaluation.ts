import type { Interval } from "../metrics/interval.ts";
import type { Evaluation } from "./evaluate-predictions.ts";

const UNDEFINED = "not defined";
const three = (value: number | null) => (value === null ? UNDEFINED : value.toFixed(3));
const range = (interval: Interval | null) =>
  interval ? `${three(interval[0])}-${three(interval[1])}` : UNDEFINED;

/** One line per finding, the paper's and CheXNet's figures beside ours. */
export function renderEvaluationCsv({ findings }: Evaluation): string {
  const head = [
    "Finding",
    "Positives",
    "AUC",
    "AUC 95 % (patients)",
    "AUC 95 % (DeLong)",
    "AUC within source",
    "Paper AUC",
    "CheXNet AUC",
    "Average precision",
    "Paper average precision",
    "Brier",
    "ECE",
  ];
  const lines = findings.map((each) => [
    each.label,
    each.positives,
    three(each.auc),
    range(each.bootstrap),
    range(each.delong),
    three(each.withinSource),
    each.paperAuc,
    each.chexnetAuc,
    three(each.averagePrecision),
    each.paperAp,
    three(each.brier),
    three(each.ece),
  ]);
  return [head, ...lines].map((line) => `${line.join(",")}\n`).join("");
}

/** Sources with fewer films are in the JSON alone: their figures mean little. */
const SOURCE_FILMS = 100;

/** What the figures are of, and the averages. */
export function summariseEvaluation(evaluation: Evaluation): string {
  const { films, patients, meanAuc, meanWithinSource, microAuc, macroAuc, sources } = evaluation;
  const lines = sources
    .filter((each) => each.films >= SOURCE_FILMS)
    .map((each) => `On the ${each.films} films from ${each.source} alone: mean AUC ${three(each.meanAuc)}`);
  return [
    `${films} films of ${patients} patients. Mean AUC ${three(meanAuc)}, ` +
      `micro ${three(microAuc)}, macro (interpolated) ${three(macroAuc)}`,
    `Mean AUC within source (pairs of films from one place alone): ${three(meanWithinSource)}`,
    ...lines,
  ].join("\n");
}
