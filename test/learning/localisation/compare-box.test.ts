import { describe, expect, test } from "vitest";
import { compareBox, iouOf } from "../../../src/learning/localisation/compare-box.ts";
import type { Box } from "../../../src/learning/localisation/read-boxes.ts";
import type { RelevanceMap } from "../../../src/vision/relevance-map.ts";

const CELLS = 64;
/** Pixels of the frame that one cell covers. */
const CELL = 1024 / CELLS;

/** A map that is 1 inside rectangles of cells and 0 elsewhere; the first rectangle may be a little stronger. */
function mapOf(
  ...blocks: readonly { x: number; y: number; w: number; h: number; value?: number }[]
): RelevanceMap {
  const values = new Float32Array(CELLS * CELLS);
  for (const { x, y, w, h, value = 1 } of blocks) {
    for (let row = y; row < y + h; row += 1) values.fill(value, row * CELLS + x, row * CELLS + x + w);
  }
  return { width: CELLS, height: CELLS, values };
}

const box = (x: number, y: number, w: number, h: number): Box => ({
  left: x * CELL,
  top: y * CELL,
  right: (x + w) * CELL,
  bottom: (y + h) * CELL,
});
const compare = (map: RelevanceMap, wanted: Box, more = {}) =>
  compareBox(map, { box: wanted, level: 0.5, ...more });

describe("a map and a box", () => {
  const map = mapOf({ x: 16, y: 8, w: 16, h: 24 });

  test("that cover the same rectangle agree wholly, but for the region's rounded corners", () => {
    const agreement = compare(map, box(16, 8, 16, 24));
    expect(agreement).toMatchObject({ empty: false, hit: true, rectangleIou: 1 });
    expect(agreement.regionIou).toBeGreaterThan(0.98);
    expect(agreement.regionIou).toBeLessThan(1);
  });

  test.each([
    ["half of the rectangle", box(16, 8, 16, 12), 1 / 2],
    ["a rectangle four times as large", box(8, 0, 32, 48), 1 / 4],
    ["a rectangle moved by half its width", box(24, 8, 16, 24), 1 / 3],
    ["another place", box(48, 48, 8, 8), 0],
  ])("where the box is %s have the IoU of rectangles", (_name, wanted, iou) => {
    const agreement = compare(map, wanted);
    expect(agreement.rectangleIou).toBeCloseTo(iou, 10);
    expect(Math.abs(agreement.regionIou - iou)).toBeLessThan(0.01);
  });

  test("count a pixel that the box cuts by its share", () => {
    const cut = { left: 256.25, top: 128, right: 512, bottom: 512 };
    const share = (512 - 256.25) / 256;
    expect(compare(map, cut).rectangleIou).toBeCloseTo(share, 10);
    expect(compare(map, cut).regionIou).toBeCloseTo(share, 2);
  });

  test("agree by the pointing game where the greatest value lies in the box, however small that is", () => {
    const peaked = mapOf({ x: 10, y: 10, w: 40, h: 40, value: 0.9 }, { x: 44, y: 44, w: 2, h: 2 });
    expect(compare(peaked, box(44, 44, 2, 2)).hit).toBe(true);
    expect(compare(peaked, box(44, 44, 2, 2)).rectangleIou).toBeCloseTo(4 / 1600, 3);
    expect(compare(peaked, box(10, 10, 30, 30)).hit).toBe(false);
  });

  test("are compared by the region around the greatest value alone", () => {
    const two = mapOf({ x: 4, y: 4, w: 8, h: 8, value: 0.9 }, { x: 40, y: 40, w: 8, h: 8 });
    expect(compare(two, box(40, 40, 8, 8)).rectangleIou).toBeGreaterThan(0.95);
    expect(compare(two, box(4, 4, 8, 8))).toMatchObject({ hit: false, rectangleIou: 0, regionIou: 0 });
  });

  test("are compared from the level asked for", () => {
    const stepped = mapOf({ x: 0, y: 0, w: 32, h: 32, value: 0.2 }, { x: 8, y: 8, w: 16, h: 16 });
    expect(compare(stepped, box(8, 8, 16, 16)).rectangleIou).toBeGreaterThan(0.9);
    expect(compare(stepped, box(0, 0, 32, 32), { level: 0.1 }).rectangleIou).toBeGreaterThan(0.95);
  });

  test("where the film is a part of the picture are compared in the picture", () => {
    // The film is the picture's right lower quarter; the box lies over the map's rectangle there.
    const part = { left: 0.5, top: 0.5, width: 0.5, height: 0.5 };
    const [x, y, w, h] = [512 + 128, 512 + 64, 128, 192];
    const moved = { left: x, top: y, right: x + w, bottom: y + h };
    expect(compare(map, moved, { part })).toMatchObject({ hit: true, rectangleIou: 1 });
    expect(compare(map, box(16, 8, 16, 24), { part }).rectangleIou).toBe(0);
  });

  test("never agree where the map is empty or flat", () => {
    const flat = { width: 7, height: 7, values: new Float32Array(49).fill(2) };
    const nothing = { width: 7, height: 7, values: new Float32Array(49) };
    for (const each of [flat, nothing]) {
      expect(compare(each, box(0, 0, 64, 64))).toEqual({
        empty: true,
        hit: false,
        rectangleIou: 0,
        regionIou: 0,
      });
    }
  });

  test("of a coarse grid, as a network gives it, agree in its cells", () => {
    const values = new Float32Array(49);
    values[3 * 7 + 5] = 1;
    const centre = { left: (5.5 / 7) * 1024 - 10, right: (5.5 / 7) * 1024 + 10, top: 502, bottom: 522 };
    expect(compare({ width: 7, height: 7, values }, centre).hit).toBe(true);
  });
});

test("rectangles apart share nothing, however they lie", () => {
  expect(iouOf(box(0, 0, 2, 2), box(2, 0, 2, 2))).toBe(0);
  expect(iouOf(box(0, 0, 2, 2), box(5, 5, 1, 1))).toBe(0);
});
