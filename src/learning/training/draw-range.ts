import { renderChart } from "../charts/render-chart.ts";
import type { RangeCurve } from "./range-test.ts";

/** Draws a range test: smoothed loss over rate, a line per weight decay, a rule at each suggestion (the paper's Fig. 6). */
export function drawRange(title: string, curves: readonly RangeCurve[]): Promise<string> {
  const values = curves.flatMap(({ decay, points }) =>
    points.map(({ rate, smoothed }) => ({ rate, loss: smoothed, decay: String(decay) })),
  );
  const marks = curves.flatMap(({ decay, suggestion }) =>
    suggestion === undefined ? [] : [{ rate: suggestion, decay: String(decay) }],
  );
  const x = {
    field: "rate",
    type: "quantitative" as const,
    scale: { type: "log" as const },
    axis: { title: "learning rate", format: ".0e" },
  };
  const color = { field: "decay", type: "nominal" as const, title: "weight decay" };
  return renderChart({
    title,
    width: 640,
    height: 320,
    layer: [
      {
        data: { values },
        mark: "line",
        encoding: {
          x,
          y: { field: "loss", type: "quantitative", title: "loss", scale: { zero: false } },
          color,
        },
      },
      { data: { values: marks }, mark: { type: "rule", strokeDash: [4, 4] }, encoding: { x, color } },
    ],
  });
}
