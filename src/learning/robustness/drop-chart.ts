import type { TopLevelSpec } from "vega-lite";
import { COLOURS, pageChart } from "../evaluation/report/charts.ts";
import type { ConditionFigures } from "./measure-robustness.ts";

const WAYS = { raw: "as it came", straight: "straightened" } as const;

/**
 * Mean AUC lost by each disturbance at each level, as it came and straightened, as an SVG document; a line at 0.02, what the
 * weaker levels may cost.
 */
export function dropChart(conditions: readonly ConditionFigures[]): Promise<string> {
  const measured = conditions.filter(({ kind }) => kind !== "identity");
  const names = measured.map(({ kind, level }) => `${kind} ${level}`);
  const points = measured.flatMap(({ kind, level, raw, straight }) => {
    const name = `${kind} ${level}`;
    return [
      { name, way: WAYS.raw, lost: raw.drop.value },
      { name, way: WAYS.straight, lost: straight.drop.value },
    ].filter(({ lost }) => lost !== null);
  });
  const x = { type: "quantitative" as const, title: "mean AUC lost", axis: { format: ".2f" } };
  const y = { field: "name", type: "nominal" as const, sort: names, title: null };
  const spec: TopLevelSpec = {
    title: "What each disturbance costs, by level",
    width: 420,
    height: { step: 15 },
    layer: [
      {
        data: { values: [{ lost: 0.02 }] },
        mark: { type: "rule", color: COLOURS.soft, strokeDash: [4, 4] },
        encoding: { x: { ...x, field: "lost" } },
      },
      {
        data: { values: points },
        mark: { type: "point", size: 42, strokeWidth: 1.6, opacity: 1 },
        encoding: {
          x: { ...x, field: "lost" },
          y,
          color: {
            field: "way",
            type: "nominal",
            title: null,
            scale: { domain: Object.values(WAYS), range: [COLOURS.second, COLOURS.accent] },
          },
          shape: {
            field: "way",
            type: "nominal",
            title: null,
            scale: { domain: Object.values(WAYS), range: ["circle", "square"] },
          },
        },
      },
    ],
  };
  return pageChart(spec, "top");
}
