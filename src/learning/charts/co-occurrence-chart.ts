import type { LabelStatistics } from "../dataset/label-statistics.ts";
import { renderChart } from "./render-chart.ts";

const TITLES = {
  raw: "Films that bear both findings",
  normalised: "Share of a row's films that also bear the column's finding",
} as const;

const inWords = (label: string) => label.replaceAll("_", " ");

type Scale = { type: "symlog" | "sqrt"; scheme: "blues"; domain?: number[] };

/** Counts span four powers of ten; shares are few and small but for the diagonal. */
const SCALES: Record<keyof typeof TITLES, Scale> = {
  raw: { type: "symlog", scheme: "blues" },
  normalised: { type: "sqrt", scheme: "blues", domain: [0, 1] },
};

/**
 * Draws the co-occurrence matrix, the paper's Fig. 3.
 *
 * @returns an SVG document
 */
export function coOccurrenceChart(
  { labels, coOccurrence }: Pick<LabelStatistics, "labels" | "coOccurrence">,
  kind: keyof typeof TITLES,
): Promise<string> {
  const names = labels.map(inWords);
  const most = Math.max(...coOccurrence[kind].flat().map((value) => value ?? 0));
  const values = coOccurrence[kind].flatMap((row, at) =>
    row.map((value, to) => ({
      row: names[at]!,
      column: names[to]!,
      value: value ?? 0,
      text: value === null ? "-" : kind === "raw" ? String(value) : value.toFixed(2),
      // White letters on the darker half of the scale.
      dark: kind === "raw" ? Math.log1p(value ?? 0) > 0.6 * Math.log1p(most) : (value ?? 0) > 0.36,
    })),
  );
  return renderChart({
    title: TITLES[kind],
    data: { values },
    width: 700,
    height: 520,
    encoding: {
      x: { field: "column", type: "nominal", sort: names, title: null, axis: { labelAngle: -45 } },
      y: { field: "row", type: "nominal", sort: names, title: null },
    },
    layer: [
      {
        mark: "rect",
        encoding: { color: { field: "value", type: "quantitative", scale: SCALES[kind], legend: null } },
      },
      {
        mark: { type: "text", fontSize: 10 },
        encoding: {
          text: { field: "text", type: "nominal" },
          color: { condition: { test: "datum.dark", value: "white" }, value: "#222" },
        },
      },
    ],
  });
}
