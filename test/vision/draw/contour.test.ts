import { expect, test } from "vitest";
import { createCanvas } from "../../../src/vision/draw/canvas.ts";
import { paintRelevance } from "../../../src/vision/draw/contour.ts";
import { fieldOf } from "../../../src/vision/draw/relevance-field.ts";
import { peakAt } from "./films.ts";

const SIDE = 300;
const THICKNESS = 2;

/** Brightness as a JPEG stores it (ITU-T T.871). */
const luma = (rgb: Uint8Array, at: number) => 0.299 * rgb[at]! + 0.587 * rgb[at + 1]! + 0.114 * rgb[at + 2]!;

function paintedOn(level: number) {
  const canvas = createCanvas({ width: SIDE, height: SIDE }, [level, level, level]);
  const field = fieldOf(peakAt(3, 3), SIDE, SIDE)!;
  paintRelevance(canvas, field, { x: 0, y: 0 }, THICKNESS);
  return { canvas, field };
}

test.each([0, 40, 128, 200, 255])(
  "on grey level %d the tint leaves brightness alone but for rounding",
  (level) => {
    const { canvas, field } = paintedOn(level);
    let changed = 0;
    for (const [place, value] of field.values.entries()) {
      const slopeless = Math.abs(value - 0.5) > 0.1;
      if (slopeless) expect(Math.abs(luma(canvas.rgb, place * 3) - level)).toBeLessThan(1);
      else if (luma(canvas.rgb, place * 3) !== level) changed += 1;
    }
    // The line itself: the circle's length times line and edges, far under a tenth of the film.
    expect(changed / field.values.length).toBeLessThan(0.1);
    expect(changed).toBeGreaterThan(100);
  },
);

test("the tint is seen where the network looked most and nowhere far from it", () => {
  const { canvas } = paintedOn(128);
  const warmth = (x: number, y: number) => {
    const at = (y * SIDE + x) * 3;
    return canvas.rgb[at]! - canvas.rgb[at + 2]!;
  };
  expect(warmth(150, 150)).toBeGreaterThan(60);
  expect(warmth(10, 10)).toBe(0);
});

test("the line is seen on black, grey and white, closed and where the field is one half", () => {
  for (const level of [0, 128, 255]) {
    const { canvas, field } = paintedOn(level);
    const along = (dx: number, dy: number) => {
      for (let step = 1; step < SIDE / 2; step += 1) {
        const place = (150 + Math.round(dy * step)) * SIDE + 150 + Math.round(dx * step);
        if (field.values[place]! < 0.5) return place * 3;
      }
      throw new Error("the field never falls under one half");
    };
    for (let turn = 0; turn < 24; turn += 1) {
      const at = along(Math.cos((turn * Math.PI) / 12), Math.sin((turn * Math.PI) / 12));
      const [red, green, blue] = canvas.rgb.subarray(at, at + 3);
      expect(red! - blue!).toBeGreaterThan(60);
      expect(green! - blue!).toBeGreaterThan(40);
    }
  }
});
