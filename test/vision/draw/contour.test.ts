import { expect, test } from "vitest";
import { createCanvas } from "../../../src/vision/draw/canvas.ts";
import { contourLevel, paintRelevance } from "../../../src/vision/draw/contour.ts";
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

/** How many of the pixels along one side of the film are painted as the line is. */
function lineAlong(rgb: Uint8Array, side: "left" | "top" | "right" | "bottom", depth: number): boolean[] {
  return Array.from({ length: SIDE }, (_, along) => {
    const [x, y] = {
      left: [depth, along],
      right: [SIDE - 1 - depth, along],
      top: [along, depth],
      bottom: [along, SIDE - 1 - depth],
    }[side] as [number, number];
    const at = (y * SIDE + x) * 3;
    return rgb[at]! - rgb[at + 2]! > 150;
  });
}

function paintedPeak(column: number, row: number) {
  const canvas = createCanvas({ width: SIDE, height: SIDE }, [128, 128, 128]);
  const field = fieldOf(peakAt(column, row), SIDE, SIDE)!;
  paintRelevance(canvas, field, { x: 0, y: 0 }, THICKNESS);
  return { rgb: canvas.rgb, field, level: contourLevel(field) };
}

test.each([
  ["at the left edge", 0, 3, ["left"]],
  ["at the lower edge", 3, 6, ["bottom"]],
  ["in the upper right corner", 6, 0, ["top", "right"]],
  ["in the lower left corner", 0, 6, ["bottom", "left"]],
] as const)("a region %s is closed along the film's own edge, and only there", (_, column, row, sides) => {
  const { rgb, field, level } = paintedPeak(column, row);
  for (const side of ["left", "top", "right", "bottom"] as const) {
    const line = lineAlong(rgb, side, 0);
    const inside = Array.from({ length: SIDE }, (_unused, along) => {
      const [x, y] = {
        left: [0, along],
        right: [SIDE - 1, along],
        top: [along, 0],
        bottom: [along, SIDE - 1],
      }[side] as [number, number];
      return field.values[y * SIDE + x]! >= level;
    });
    expect(inside.some(Boolean)).toBe(([...sides] as string[]).includes(side));
    for (const [along, within] of inside.entries()) if (within) expect(line[along]).toBe(true);
    // Beyond the region only the width of the line that crosses the edge.
    expect(line.filter(Boolean).length - inside.filter(Boolean).length).toBeLessThanOrEqual(3 * THICKNESS);
  }
});

test("inside the line the film is tinted, outside it is not", () => {
  const { rgb, field, level } = paintedPeak(3, 3);
  for (const [place, value] of field.values.entries()) {
    const warmth = rgb[place * 3]! - rgb[place * 3 + 2]!;
    if (value > level + 0.1) expect(warmth).toBeGreaterThan(20);
    if (value < level - 0.1) expect(warmth).toBe(0);
  }
});

test("a region of half the film is drawn at a higher level, until it covers at most two fifths", () => {
  const broad = (sharpness: number) =>
    fieldOf(
      {
        width: 7,
        height: 7,
        values: Float32Array.from({ length: 49 }, (_, cell) =>
          Math.exp(-(((cell % 7) - 3) ** 2 + (Math.floor(cell / 7) - 3) ** 2) / sharpness),
        ),
      },
      SIDE,
      SIDE,
    )!;
  expect(contourLevel(broad(4))).toBe(0.5);
  const wide = broad(16);
  const level = contourLevel(wide);
  expect(level).toBeGreaterThan(0.5);
  const covered = (at: number) => wide.values.filter((value) => value >= at).length / wide.values.length;
  expect(covered(0.5)).toBeGreaterThan(0.4);
  expect(covered(level)).toBeLessThanOrEqual(0.4);
});
