import type { TopLevelSpec } from "vega-lite";
import { renderChart } from "../charts/render-chart.ts";
import type { EpochRecord } from "./progress.ts";
import type { Phase } from "./recipe.ts";
import type { StepEvent } from "./run-log.ts";

/** Points a line is drawn with at most. */
const POINTS = 800;

type Point = { readonly at: number; readonly value: number; readonly what: string };

const panel = (title: string, values: readonly Point[], height: number) => ({
  width: 640,
  height,
  data: { values: [...values] },
  mark: { type: "line" as const, point: values.length < 60 },
  encoding: {
    x: { field: "at", type: "quantitative" as const, title: "epoch" },
    y: { field: "value", type: "quantitative" as const, title, scale: { zero: false } },
    color: { field: "what", type: "nominal" as const, title: null },
  },
});

/** Draws a run: losses, mean AUC and learning rate over its epochs, all phases one after the other, as SVG. */
export function drawCurves(
  title: string,
  phases: readonly Phase[],
  history: readonly EpochRecord[],
  steps: readonly StepEvent[],
): Promise<string> {
  const before = phases.map((_, place) =>
    phases.slice(0, place).reduce((sum, { epochs }) => sum + epochs, 0),
  );
  const thinned = steps.filter((_, place) => place % Math.ceil(steps.length / POINTS) === 0);
  // Steps of an epoch share it evenly.
  const counts = new Map<string, number>();
  const key = ({ phase, epoch }: StepEvent) => `${phase} ${epoch}`;
  const firsts = new Map<string, number>();
  for (const each of steps) {
    counts.set(key(each), (counts.get(key(each)) ?? 0) + 1);
    if (!firsts.has(key(each))) firsts.set(key(each), each.step);
  }
  const timeOf = (each: StepEvent) =>
    (before[each.phase] ?? 0) +
    each.epoch -
    1 +
    (each.step - (firsts.get(key(each)) ?? 0) + 1) / (counts.get(key(each)) ?? 1);
  const endOf = ({ phase, epoch }: EpochRecord) => (before[phase] ?? 0) + epoch;
  const losses = [
    ...thinned.map((each) => ({ at: timeOf(each), value: each.loss, what: "batch" })),
    ...history.map((each) => ({ at: endOf(each), value: each.trainLoss, what: "train" })),
    ...history.flatMap((each) =>
      each.loss === null ? [] : [{ at: endOf(each), value: each.loss, what: "val" }],
    ),
  ];
  const aucs = history.flatMap((each) =>
    each.auc === null ? [] : [{ at: endOf(each), value: each.auc, what: "val" }],
  );
  const rates = thinned.map((each) => ({ at: timeOf(each), value: each.rate, what: "rate" }));
  const panels = [
    panel("loss", losses, 220),
    ...(aucs.length > 0 ? [panel("mean AUC", aucs, 160)] : []),
    panel("learning rate", rates, 100),
  ];
  const spec: TopLevelSpec = { title, vconcat: panels, resolve: { scale: { color: "independent" } } };
  return renderChart(spec);
}
