import { csvLine } from "../csv-table.ts";
import type { Interval } from "../metrics/interval.ts";
import { alignColumns } from "./align-columns.ts";
import type { Compared, Comparison } from "./compare-predictions.ts";

const UNDEFINED = "not defined";
const three = (value: number | null) => (value === null ? UNDEFINED : value.toFixed(3));
/** A difference with its sign; 0 has none. */
export const signed = (value: number | null) =>
  value === null ? UNDEFINED : `${value >= 0.0005 ? "+" : ""}${value.toFixed(3).replace("-0.000", "0.000")}`;
export const signedRange = (interval: Interval | null) =>
  interval ? `${signed(interval[0])} to ${signed(interval[1])}` : UNDEFINED;

/** What an interval of a difference allows to say. */
export function verdictOf({ interval }: Compared): "better" | "worse" | "not told apart" {
  if (interval && interval[0] > 0) return "better";
  if (interval && interval[1] < 0) return "worse";
  return "not told apart";
}

const cells = (compared: Compared) => [
  three(compared.ours),
  three(compared.others),
  signed(compared.difference),
  signedRange(compared.interval),
];

/** The means and every finding: both, the difference, its interval. */
export function renderComparisonCsv({ findings, meanAuc, meanWithinSource, ...rest }: Comparison): string {
  const names = ["AUC", "AUC within source", "Average precision"];
  const head = [
    "Finding",
    "Positives",
    ...names.flatMap((name) => [`${name} A`, `${name} B`, `${name} A - B`, `${name} A - B 95 %`]),
  ];
  const mean = [
    "Mean",
    "",
    ...cells(meanAuc),
    ...cells(meanWithinSource),
    ...cells(rest.meanAveragePrecision),
  ];
  const lines = findings.map((each) => [
    each.label,
    each.positives,
    ...cells(each.auc),
    ...cells(each.withinSource),
    ...cells(each.averagePrecision),
  ]);
  return [head, mean, ...lines].map((line) => `${csvLine(line)}\n`).join("");
}

/** For a terminal. */
export function summariseComparison(comparison: Comparison): string {
  const { findings, meanAuc, meanWithinSource, meanAveragePrecision, films, patients, repeats, frequent } =
    comparison;
  const sturdy = `the ${frequent.labels.length} on ${frequent.positives}+ films`;
  const row = (name: string, compared: Compared) => [name, ...cells(compared), verdictOf(compared)];
  const table = alignColumns([
    ["", "A", "B", "A - B", "95 %", "A is"],
    row("Mean AUC", meanAuc),
    row("Mean AUC within source", meanWithinSource),
    row("Mean average precision", meanAveragePrecision),
    ...(frequent.labels.length > 0 && frequent.labels.length < findings.length
      ? [
          row(`Mean AUC of ${sturdy}`, frequent.meanAuc),
          row(`... within source of ${sturdy}`, frequent.meanWithinSource),
        ]
      : []),
    ...findings.map(({ label, auc }) => row(`AUC ${label.replaceAll("_", " ")}`, auc)),
  ]);
  return [
    `Paired over the same ${films} films of ${patients} patients, drawn ${repeats} times:`,
    table,
    ...(comparison.notCompared.length > 0
      ? [`Not compared, for one alone predicts it: ${comparison.notCompared.join(", ")}`]
      : []),
  ].join("\n");
}
