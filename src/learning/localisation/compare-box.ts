import { fieldOf, type RelevanceField } from "../../vision/draw/relevance-field.ts";
import type { Part } from "../../vision/film.ts";
import type { RelevanceMap } from "../../vision/relevance-map.ts";
import { type Box, FRAME } from "./read-boxes.ts";

/** How a map agrees with a box; a map that says nothing about where (`empty`) hits no box. */
export type Agreement = {
  readonly empty: boolean;
  /** Pointing game: the map's greatest value lies within the box. */
  readonly hit: boolean;
  /** Intersection over union of the box and the rectangle around the region. */
  readonly rectangleIou: number;
  /** Intersection over union of the box and the region itself. */
  readonly regionIou: number;
};

const NOWHERE: Agreement = { empty: true, hit: false, rectangleIou: 0, regionIou: 0 };
const WHOLE: Part = { left: 0, top: 0, width: 1, height: 1 };

type Region = {
  /** 1 for the pixels of the field that belong to it. */
  readonly inside: Uint8Array;
  readonly area: number;
  /** Around it, in pixels of the field. */
  readonly bounds: Box;
};

function peakOf({ values }: RelevanceField): number {
  let peak = 0;
  for (let at = 1; at < values.length; at += 1) if (values[at]! > values[peak]!) peak = at;
  return peak;
}

/** All that is at least `level` and connected with the peak by sides of pixels. */
function regionAround(peak: number, { width, height, values }: RelevanceField, level: number): Region {
  const inside = new Uint8Array(values.length);
  const waiting = [peak];
  inside[peak] = 1;
  let area = 0;
  let [left, top, right, bottom] = [width, height, 0, 0];
  const visit = (at: number) => {
    if (inside[at] === 1 || values[at]! < level) return;
    inside[at] = 1;
    waiting.push(at);
  };
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const x = at % width;
    const y = (at - x) / width;
    area += 1;
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + 1);
    if (x > 0) visit(at - 1);
    if (x < width - 1) visit(at + 1);
    if (y > 0) visit(at - width);
    if (y < height - 1) visit(at + width);
  }
  return { inside, area, bounds: { left, top, right, bottom } };
}

const overlap = (from: number, to: number, low: number, high: number) =>
  Math.max(0, Math.min(to, high) - Math.max(from, low));

const areaOf = ({ left, top, right, bottom }: Box) => (right - left) * (bottom - top);

/** Intersection over union of two rectangles. */
export function iouOf(one: Box, other: Box): number {
  const shared =
    overlap(one.left, one.right, other.left, other.right) *
    overlap(one.top, one.bottom, other.top, other.bottom);
  return shared / (areaOf(one) + areaOf(other) - shared);
}

/** Of a region and a box in the same pixels; a pixel that the box cuts counts by its share. */
function regionIouOf({ inside, area }: Region, width: number, box: Box): number {
  let shared = 0;
  for (let y = Math.max(0, Math.floor(box.top)); y < box.bottom && y * width < inside.length; y += 1) {
    let row = 0;
    for (let x = Math.max(0, Math.floor(box.left)); x < box.right && x < width; x += 1) {
      if (inside[y * width + x] === 1) row += overlap(x, x + 1, box.left, box.right);
    }
    shared += row * overlap(y, y + 1, box.top, box.bottom);
  }
  return shared / (area + areaOf(box) - shared);
}

/**
 * Compares a map with a box, both in pixels of the `FRAME`. The map covers the part of the picture that the network saw, and
 * is stretched over it by the spline that draws it (`fieldOf`): what is compared is what a person is shown. The region is what
 * reaches `level` of the map's greatest value and is connected with it; other regions, further off, do not count.
 *
 * @param part of the whole picture that the film is; all of it when left out
 * @param level in (0, 1)
 */
export function compareBox(
  map: RelevanceMap,
  {
    box,
    part = WHOLE,
    level,
  }: { readonly box: Box; readonly part?: Part | undefined; readonly level: number },
): Agreement {
  const left = Math.round(part.left * FRAME);
  const top = Math.round(part.top * FRAME);
  const width = Math.max(1, Math.round((part.left + part.width) * FRAME) - left);
  const height = Math.max(1, Math.round((part.top + part.height) * FRAME) - top);
  const field = fieldOf(map, width, height);
  if (!field) return NOWHERE;
  const peak = peakOf(field);
  const region = regionAround(peak, field, level);
  // In the field's own pixels, so that nothing has to be moved.
  const own = {
    left: box.left - left,
    right: box.right - left,
    top: box.top - top,
    bottom: box.bottom - top,
  };
  const x = (peak % width) + 0.5;
  const y = Math.floor(peak / width) + 0.5;
  return {
    empty: false,
    hit: x >= own.left && x < own.right && y >= own.top && y < own.bottom,
    rectangleIou: iouOf(region.bounds, own),
    regionIou: regionIouOf(region, width, own),
  };
}
