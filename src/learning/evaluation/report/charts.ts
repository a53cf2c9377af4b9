import type { TopLevelSpec } from "vega-lite";
import { renderChart } from "../../charts/render-chart.ts";

/** Colours follow the page's; the second is for a picture that stands alone. */
export const COLOURS = {
  ink: "var(--ink, #1b2430)",
  soft: "var(--soft, #5a6675)",
  line: "var(--line, #d9dee5)",
  accent: "var(--accent, #0b5cad)",
  second: "var(--second, #b4530a)",
  third: "var(--third, #5a6675)",
} as const;

/** One line of a chart. */
export type Line = {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly colour: string;
  readonly width?: number;
  readonly opacity?: number;
  readonly dash?: readonly number[];
  /** Steps from point to point, as precision has no meaning between them. */
  readonly step?: boolean;
  /** Marks its points. */
  readonly points?: boolean;
};

/** Points a line is drawn with at most. */
const POINTS = 240;

/** Every so many points, and always the first and the last. */
function thin<Value>(values: readonly Value[]): Value[] {
  const every = Math.ceil(values.length / POINTS);
  return values.filter((_, at) => at % every === 0 || at === values.length - 1);
}

const CHART_CONFIG: Readonly<NonNullable<TopLevelSpec["config"]>> = {
  view: { stroke: COLOURS.line },
  axis: {
    labelColor: COLOURS.soft,
    titleColor: COLOURS.soft,
    gridColor: COLOURS.line,
    domainColor: COLOURS.soft,
    tickColor: COLOURS.soft,
    titleFontWeight: "normal",
  },
  title: { color: COLOURS.ink, fontSize: 13, anchor: "start", fontWeight: 600 },
};

/** A chart as a page shows it. */
export function pageChart(spec: TopLevelSpec, legend?: "top" | "bottom"): Promise<string> {
  const config = legend
    ? { ...CHART_CONFIG, legend: { labelColor: COLOURS.soft, orient: legend } }
    : CHART_CONFIG;
  return renderChart({ background: "transparent", padding: 4, ...spec, config });
}

/**
 * Lines over the unit square, or its lower left corner.
 *
 * @param options.side in pixels
 * @returns an SVG document
 */
export function unitSquare(
  lines: readonly Line[],
  options: {
    readonly title: string;
    readonly subtitle?: string;
    readonly x: string;
    readonly y: string;
    readonly side: number;
    /** Where both axes end. */
    readonly end?: number;
  },
): Promise<string> {
  const { title, subtitle, x, y, side, end = 1 } = options;
  const axis = {
    values: (side < 200 ? [0, 0.5, 1] : [0, 0.2, 0.4, 0.6, 0.8, 1]).map((share) => share * end),
    format: "~g",
  };
  const scale = { domain: [0, end], nice: false };
  return pageChart({
    title: { text: title, ...(subtitle === undefined ? {} : { subtitle, subtitleColor: COLOURS.soft }) },
    width: side,
    height: side,
    layer: lines.map((line) => ({
      data: {
        values: thin(line.x.map((value, at) => ({ x: value, y: line.y[at]!, at }))),
      },
      mark: {
        type: "line",
        color: line.colour,
        strokeWidth: line.width ?? 2,
        opacity: line.opacity ?? 1,
        ...(line.dash ? { strokeDash: [...line.dash] } : {}),
        ...(line.points ? { point: { size: 28, filled: true, color: line.colour } } : {}),
        ...(line.step ? { interpolate: "step-before" as const } : {}),
      },
      encoding: {
        x: { field: "x", type: "quantitative", title: x, scale, axis },
        y: { field: "y", type: "quantitative", title: y, scale, axis },
        order: { field: "at", type: "quantitative" },
      },
    })),
  });
}

export type ForestRow = {
  readonly name: string;
  readonly value: number;
  readonly interval: readonly [number, number];
  readonly marks: readonly { readonly of: string; readonly value: number }[];
};

/** Values with their intervals, one row each, other people's figures beside them; a line at one half is a coin toss. */
export function forest(rows: readonly ForestRow[], title: string): Promise<string> {
  const names = rows.map(({ name }) => name);
  const x = {
    type: "quantitative" as const,
    title: null,
    scale: { domain: [0.3, 1], nice: false, clamp: true },
    axis: { values: [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1], format: ".1f" },
  };
  const y = { field: "name", type: "nominal" as const, sort: names, title: null };
  const others = [...new Set(rows.flatMap(({ marks }) => marks.map(({ of }) => of)))];
  const spec: TopLevelSpec = {
    title,
    width: 440,
    height: { step: 24 },
    layer: [
      {
        data: { values: [{ x: 0.5 }] },
        mark: { type: "rule", color: COLOURS.soft, strokeDash: [4, 4] },
        encoding: { x: { ...x, field: "x" } },
      },
      {
        data: { values: rows.map(({ name, interval: [low, high] }) => ({ name, low, high })) },
        mark: { type: "rule", color: COLOURS.accent, strokeWidth: 2 },
        encoding: { x: { ...x, field: "low" }, x2: { field: "high" }, y },
      },
      {
        data: { values: rows.map(({ name, value }) => ({ name, value })) },
        mark: { type: "point", filled: true, size: 70, color: COLOURS.accent, opacity: 1 },
        encoding: { x: { ...x, field: "value" }, y },
      },
      {
        data: { values: rows.flatMap(({ name, marks }) => marks.map((mark) => ({ name, ...mark }))) },
        mark: { type: "point", size: 50, strokeWidth: 1.6, opacity: 1 },
        encoding: {
          x: { ...x, field: "value" },
          y,
          color: {
            field: "of",
            type: "nominal",
            title: null,
            scale: { domain: others, range: [COLOURS.second, COLOURS.third] },
          },
          shape: {
            field: "of",
            type: "nominal",
            title: null,
            scale: { domain: others, range: ["diamond", "cross"] },
          },
        },
      },
    ],
  };
  return pageChart(spec, "bottom");
}
