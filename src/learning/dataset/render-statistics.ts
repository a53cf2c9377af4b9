import { table } from "../markdown.ts";
import type { LabelStatistics } from "./label-statistics.ts";

const percent = (count: number, of: number) => (of === 0 ? "-" : `${((100 * count) / of).toFixed(2)} %`);
const weight = (value: number | null) => (value === null ? "-" : value.toFixed(value < 10 ? 3 : 1));
const named = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");

/** Findings with counts and weights, one a row. */
function figuresTable({ films, figures }: LabelStatistics): string {
  return table(
    ["finding", "films", "share", "weight of others", "weight", "balanced", "ratio", "co-occurrence"],
    figures.map(({ label, films: its, classWeights, positiveWeights }) => [
      label,
      String(its),
      percent(its, films),
      ...classWeights.map(weight),
      weight(positiveWeights.balanced),
      weight(positiveWeights.ratio),
      weight(positiveWeights["co-occurrence"]),
    ]),
  );
}

/** The co-occurrence matrix as a table; columns by their first letters. */
function coOccurrenceTable({ labels, coOccurrence }: LabelStatistics, kind: "raw" | "normalised"): string {
  const cell = (value: number | null) =>
    value === null ? "-" : kind === "raw" ? String(value) : value.toFixed(3);
  return table(
    ["", ...labels.map((label) => label.slice(0, 7))],
    labels.map((label, at) => [label, ...coOccurrence[kind][at]!.map(cell)]),
  );
}

/** What else there is to know of films, one sentence a line. */
function statisticsLines(statistics: LabelStatistics): string[] {
  const { films, patients, noFinding, findingsPerFilm, ages, views, genders, sources, splits } = statistics;
  const { quantiles } = ages;
  return [
    `${films} films of ${patients} patients; ${noFinding} (${percent(noFinding, films)}) with No Finding`,
    `findings per film: ${findingsPerFilm.map((count, number) => `${number}: ${count}`).join(", ")}`,
    quantiles
      ? `ages: median ${quantiles.median}, middle half ${quantiles.q25} to ${quantiles.q75}, from ${quantiles.min.toFixed(0)} to ${quantiles.max}; ${ages.implausible} beyond 120 years left out`
      : "ages: not in the labels",
    ...Object.entries({ views, genders, splits, sources }).flatMap(([name, counts]) =>
      Object.keys(counts).length > 0 ? [`${name}: ${named(counts)}`] : [],
    ),
  ];
}

const WEIGHTS_EXPLAINED = [
  "weight of others, weight: one finding against all others, n / (2 n_c) (the paper's eq. 1 with two classes)",
  "positive weights of the multi-label loss: balanced n / (14 n_c); ratio n_neg / n_pos; co-occurrence diag / (row sum - diag)",
];

/** The whole as text for a terminal, which is Markdown too. */
export function renderStatistics(statistics: LabelStatistics): string {
  return [
    ...statisticsLines(statistics).map((line) => `- ${line}`),
    "",
    figuresTable(statistics),
    "",
    ...WEIGHTS_EXPLAINED.map((line) => `- ${line}`),
    "",
    "Films that bear both findings:",
    "",
    coOccurrenceTable(statistics, "raw"),
    "",
    "Share of a row's films that also bear the column's finding:",
    "",
    coOccurrenceTable(statistics, "normalised"),
  ].join("\n");
}
