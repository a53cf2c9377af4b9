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
    each.paperAuc,
    each.chexnetAuc,
    three(each.averagePrecision),
    each.paperAp,
    three(each.brier),
    three(each.ece),
  ]);
  return [head, ...lines].map((line) => `${line.join(",")}\n`).join("");
}

/** What the figures are of, and the averages. */
export function summariseEvaluation({ films, patients, meanAuc, microAuc, macroAuc }: Evaluation): string {
  return (
    `${films} films of ${patients} patients. Mean AUC ${three(meanAuc)}, ` +
    `micro ${three(microAuc)}, macro (interpolated) ${three(macroAuc)}`
  );
}
