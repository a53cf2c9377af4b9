import type { PrecisionRecall } from "../metrics/precision-recall.ts";
import { renderChart } from "./render-chart.ts";

/** A measured curve and what it rests on. */
export type MeasuredCurve = PrecisionRecall & {
  readonly positives: number;
  readonly films: number;
};

const INK = "#d8d8dc";
const FAINT = "#4a4a50";
const BACKGROUND = "#0e0e10";

/**
 * Draws precision over recall, light on dark so that it stands beside films; a dashed line marks the share of positives, which
 * is what chance gives.
 *
 * @param size of the whole chart in pixels
 * @returns an SVG document
 */
export function precisionRecallChart(
  { precision, recall, positives, films }: MeasuredCurve,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<string> {
  const [first = 1] = precision;
  // Steps go down from recall 0, where precision is the highest threshold's.
  const points = [
    { recall: 0, precision: first },
    ...recall.map((value, at) => ({ recall: value, precision: precision[at]! })),
  ];
  const axis = {
    labelColor: INK,
    titleColor: INK,
    gridColor: FAINT,
    domainColor: INK,
    tickColor: INK,
    tickCount: 5,
  };
  const text = { labelFontSize: 13, titleFontSize: 14, titleFontWeight: "normal" as const };
  const unit = { domain: [0, 1] };
  return renderChart({
    background: BACKGROUND,
    width,
    height,
    autosize: { type: "fit", contains: "padding" },
    padding: 12,
    config: { view: { stroke: FAINT } },
    layer: [
      {
        data: { values: points },
        mark: { type: "line", interpolate: "step-before", color: "white", strokeWidth: 2 },
        encoding: {
          x: {
            field: "recall",
            type: "quantitative",
            scale: unit,
            title: "Recall",
            axis: { ...axis, ...text },
          },
          y: {
            field: "precision",
            type: "quantitative",
            scale: unit,
            title: "Precision",
            axis: { ...axis, ...text },
          },
          order: { field: "recall", type: "quantitative" },
        },
      },
      {
        data: { values: [{ share: positives / films }] },
        mark: { type: "rule", color: INK, strokeDash: [5, 4] },
        encoding: { y: { field: "share", type: "quantitative" } },
      },
    ],
  });
}
