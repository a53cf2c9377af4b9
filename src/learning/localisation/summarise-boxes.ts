import { LABELS, type Label } from "../../core/label.ts";
import { type Share, shareOf } from "../metrics/interval.ts";
import type { MeasuredBox } from "./measure-boxes.ts";

/** At least this much of the union must be shared for a box to count as found. */
export const IOU_LEVELS = [0.1, 0.3, 0.5] as const;
export type IouLevel = (typeof IOU_LEVELS)[number];

/** With fewer boxes a share says next to nothing: then there are counts alone. */
export const LEAST_BOXES = 20;

type ByLevel = Readonly<Record<IouLevel, Share>>;

/** Shares of boxes, each with its 95 % interval (Wilson). */
export type Localisation = {
  readonly boxes: number;
  /** Maps that say nothing about where; they count as misses. */
  readonly emptyMaps: number;
  readonly pointing: Share;
  /** By the rectangle around the region. */
  readonly rectangle: ByLevel;
  /** By the region itself. */
  readonly region: ByLevel;
};

export type LocalisationSummary = {
  /** Findings with at least `LEAST_BOXES` boxes, in the order of the labels. */
  readonly findings: readonly (Localisation & { readonly label: Label })[];
  /** Boxes of the other findings. */
  readonly tooFew: readonly { readonly label: Label; readonly boxes: number }[];
  /** Over all boxes; `null` where there are fewer than `LEAST_BOXES`. */
  readonly all: Localisation | null;
};

function localise(boxes: readonly MeasuredBox[]): Localisation {
  const share = (test: (box: MeasuredBox) => boolean) => shareOf(boxes.filter(test).length, boxes.length);
  const byLevel = (iou: (box: MeasuredBox) => number): ByLevel =>
    Object.fromEntries(IOU_LEVELS.map((level) => [level, share((box) => iou(box) >= level)])) as ByLevel;
  return {
    boxes: boxes.length,
    emptyMaps: boxes.filter(({ empty }) => empty).length,
    pointing: share(({ hit }) => hit),
    rectangle: byLevel(({ rectangleIou }) => rectangleIou),
    region: byLevel(({ regionIou }) => regionIou),
  };
}

/** Counts how often maps find boxes, per finding and over all. */
export function summariseBoxes(measured: readonly MeasuredBox[]): LocalisationSummary {
  const groups = LABELS.map((label) => ({ label, boxes: measured.filter((box) => box.label === label) }));
  return {
    findings: groups
      .filter(({ boxes }) => boxes.length >= LEAST_BOXES)
      .map(({ label, boxes }) => ({ label, ...localise(boxes) })),
    tooFew: groups
      .filter(({ boxes }) => boxes.length > 0 && boxes.length < LEAST_BOXES)
      .map(({ label, boxes }) => ({ label, boxes: boxes.length })),
    all: measured.length >= LEAST_BOXES ? localise(measured) : null,
  };
}
