import type { PrecisionRecall } from "../../metrics/precision-recall.ts";
import type { RocCurve } from "../../metrics/roc-curve.ts";
import { COLOURS, type Line } from "./charts.ts";

/** The diagonal of a ROC curve. */
export const chance: Line = {
  x: [0, 1],
  y: [0, 1],
  colour: COLOURS.soft,
  width: 1,
  dash: [4, 4],
};
/** The precision that guessing gets. */
export const level = (share: number): Line => ({ ...chance, y: [share, share] });

export const rocLine = ({ fpr, tpr }: RocCurve, colour: string, width = 2): Line => ({
  x: fpr,
  y: tpr,
  colour,
  width,
});
/** From the highest threshold down; before the first film is flagged precision is that of the first. */
export const prLine = ({ precision, recall }: PrecisionRecall, colour: string, width = 2): Line => ({
  x: [0, ...recall],
  y: [precision[0] ?? 0, ...precision],
  colour,
  width,
  step: true,
});
/** Nothing where a curve is not defined. */
export const some = (line: Line | null | undefined | false) => (line ? [line] : []);
