import { csvLine } from "../csv-table.ts";
import type { Interval } from "../metrics/interval.ts";
import { alignColumns } from "./align-columns.ts";
import type { Evaluation } from "./evaluate-predictions.ts";
import type { OperatingPoint } from "./operating-points.ts";

const UNDEFINED = "not defined";
const three = (value: number | null) => (value === null ? UNDEFINED : value.toFixed(3));
const two = (value: number | null) => (value === null ? "-" : value.toFixed(2));
const range = (interval: Interval | null) =>
  interval ? `${three(interval[0])}-${three(interval[1])}` : UNDEFINED;

const POINT_COLUMNS = ["threshold", "TP", "FP", "TN", "FN", "sensitivity", "specificity", "precision", "F1"];

function pointCells(point: OperatingPoint | null): (string | number)[] {
  if (!point) return POINT_COLUMNS.map(() => UNDEFINED);
  const { threshold, counts, sensitivity, specificity, precision, f1 } = point;
  const { truePositives, falsePositives, trueNegatives, falseNegatives } = counts;
  return [
    threshold,
    truePositives,
    falsePositives,
    trueNegatives,
    falseNegatives,
    ...[sensitivity, specificity, precision, f1].map(three),
  ];
}

/** One line per finding, the paper's and CheXNet's figures beside ours. */
export function renderEvaluationCsv({ findings, method }: Evaluation): string {
  const points = ["Youden", `Sensitivity ${method.sensitivity}`, "0.5"];
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
    "AUC within source 95 %",
    "Average precision 95 %",
    ...points.flatMap((point) => POINT_COLUMNS.map((column) => `${point}: ${column}`)),
    ...["binary", "micro", "macro", "weighted"].map((kind) => `One against all, F1 ${kind}`),
    "One against all, accuracy",
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
    range(each.withinSourceInterval),
    range(each.averagePrecisionInterval),
    ...pointCells(each.operatingPoints.youden),
    ...pointCells(each.operatingPoints.sensitive),
    ...pointCells(each.operatingPoints.half),
    ...(["binary", "micro", "macro", "weighted"] as const).map((kind) => three(each.oneVsAll[kind].f1)),
    three(each.oneVsAll.accuracy),
  ]);
  return [head, ...lines].map((line) => `${csvLine(line)}\n`).join("");
}

/** Sources with fewer films are in the JSON alone: their figures mean little. */
const SOURCE_FILMS = 100;

const withRange = (value: number | null, interval: Interval | null) =>
  interval && value !== null ? `${two(value)} (${two(interval[0])}-${two(interval[1])})` : two(value);

function findingsTable({ findings, method }: Evaluation): string {
  const head = ["", "films", "AUC (95 %)", "within source", "paper", "CheXNet", "AP (95 %)", "paper"];
  const fixed = `spec. at sens. ${method.sensitivity}`;
  return alignColumns([
    [...head, "Youden sens./spec.", fixed, "F1", "ECE"],
    ...findings.map((each) => {
      const { youden, sensitive } = each.operatingPoints;
      return [
        each.label.replaceAll("_", " "),
        String(each.positives),
        withRange(each.auc, each.bootstrap),
        two(each.withinSource),
        two(each.paperAuc),
        two(each.chexnetAuc),
        withRange(each.averagePrecision, each.averagePrecisionInterval),
        two(each.paperAp),
        youden ? `${two(youden.sensitivity)}/${two(youden.specificity)}` : "-",
        two(sensitive?.specificity ?? null),
        two(youden?.f1 ?? null),
        two(each.ece),
      ];
    }),
  ]);
}

function averagesTable({ classification: { half, youden } }: Evaluation): string {
  const kinds = ["micro", "macro", "weighted", "samples"] as const;
  const row = (name: string, { plain, balanced }: typeof half) => [
    name,
    ...kinds.map((kind) => two(plain[kind].f1)),
    ...kinds.slice(0, 3).map((kind) => two(balanced[kind as "micro" | "macro" | "weighted"].f1)),
    two(plain.meanAccuracy),
  ];
  const weighed = kinds.slice(0, 3).map((kind) => `${kind}, eq. 6`);
  return alignColumns([
    ["F1 over findings", ...kinds, ...weighed, "accuracy"],
    row("at 0.5", half),
    row("at Youden's points", youden),
  ]);
}

function oneVsAllLines({ findings: [finding] }: Evaluation): string[] {
  if (!finding) return [];
  const { macro, micro, weighted, binary, perClass, accuracy } = finding.oneVsAll;
  return [
    `${finding.label} against all others, at 0.5: F1 macro ${three(macro.f1)}, micro ${three(micro.f1)}, ` +
      `weighted ${three(weighted.f1)}, binary ${three(binary.f1)}; classes ${perClass.map(({ f1 }) => three(f1)).join(", ")}; ` +
      `accuracy ${three(accuracy)}`,
  ];
}

/** What the figures are of, every finding, the averages; for a terminal. */
export function summariseEvaluation(evaluation: Evaluation): string {
  const { films, patients, meanAuc, meanWithinSource, microAuc, macroAuc, sources } = evaluation;
  const lines = sources
    .filter((each) => each.films >= SOURCE_FILMS)
    .map((each) => `On the ${each.films} films from ${each.source} alone: mean AUC ${three(each.meanAuc)}`);
  return [
    findingsTable(evaluation),
    "",
    ...(evaluation.findings.length === 1 ? oneVsAllLines(evaluation) : [averagesTable(evaluation)]),
    "",
    `${films} films of ${patients} patients. Mean AUC ${three(meanAuc)} (${range(evaluation.meanAucInterval)}), ` +
      `micro ${three(microAuc)}, macro (interpolated) ${three(macroAuc)}`,
    `Mean AUC within source (pairs of films from one place alone): ${three(meanWithinSource)} (${range(evaluation.meanWithinSourceInterval)})`,
    `Mean average precision ${three(evaluation.meanAveragePrecision)} (${range(evaluation.meanAveragePrecisionInterval)}), ` +
      `micro ${three(evaluation.microAveragePrecision)}`,
    ...lines,
  ].join("\n");
}
