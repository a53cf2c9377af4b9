import { expect, test } from "vitest";
import { invert, project, squareToQuad } from "../../../src/vision/homography.ts";
import { blur, createCanvas, enlarge, fillCanvas, reduce } from "../../../src/vision/phantom/canvas.ts";
import { chord, chordOutside, type Ellipsoid } from "../../../src/vision/phantom/ellipsoid.ts";
import { drawTube } from "../../../src/vision/phantom/tube.ts";

const sum = (values: Float32Array) => values.reduce((total, value) => total + value, 0);

test("the projections of an ellipsoid add up to its volume, turned and leaning too", () => {
  const solid: Ellipsoid = { x: 3, y: -5, a: 30, b: 50, c: 20, turn: 0.6, lean: 0.2 };
  const canvas = createCanvas(400, 400, 200);
  fillCanvas(canvas, (x, y) => chord(solid, x, y));
  expect((sum(canvas.values) * canvas.pitch ** 2) / ((4 / 3) * Math.PI * 30 * 50 * 20)).toBeCloseTo(1, 2);
});

test("a ray counts a lung only outside what lies in it, once where two things overlap", () => {
  const lung: Ellipsoid = { x: 0, y: 0, a: 50, b: 50, c: 50 };
  const heart: Ellipsoid = { x: 0, y: 0, z: 10, a: 20, b: 20, c: 15 };
  const aorta: Ellipsoid = { x: 0, y: 0, z: 20, a: 20, b: 20, c: 15 };
  expect(chordOutside(lung, [], 0, 0)).toBeCloseTo(100);
  expect(chordOutside(lung, [heart], 0, 0)).toBeCloseTo(70);
  // From -5 to 25 and from 5 to 35: forty together.
  expect(chordOutside(lung, [heart, aorta], 0, 0)).toBeCloseTo(60);
  expect(chordOutside(lung, [{ ...heart, c: 80 }], 0, 0)).toBe(0);
  expect(chordOutside(heart, [lung], 30, 0)).toBe(0);
});

test("a tube in the plane attenuates by its chord, a wall by what the core leaves", () => {
  const line = [
    { x: -40, y: 0, radius: 10 },
    { x: 40, y: 0, radius: 10 },
  ];
  const canvas = createCanvas(200, 200, 100);
  drawTube(canvas, line, { core: 1 });
  const at = (x: number, y: number) =>
    canvas.values[Math.round(y / 0.5 + 99.5) * 200 + Math.round(x / 0.5 + 99.5)]!;
  expect(at(0, 0)).toBeCloseTo(20, 0);
  expect(at(0, 6) / 16).toBeCloseTo(1, 1);
  expect(at(0, 12)).toBe(0);
  const hollow = createCanvas(200, 200, 100);
  drawTube(hollow, line, { core: 0, shell: 1, wall: 2 });
  expect(hollow.values[100 * 200 + 100]! / 4).toBeCloseTo(1, 0);
});

test("a blur keeps the sum and has the width asked for", () => {
  const canvas = createCanvas(201, 201, 201);
  canvas.values[100 * 201 + 100] = 1;
  blur(canvas, 6);
  expect(sum(canvas.values)).toBeCloseTo(1, 4);
  let variance = 0;
  canvas.values.forEach((value, at) => {
    variance += value * ((at % 201) - 100) ** 2;
  });
  expect(Math.sqrt(variance)).toBeGreaterThan(5.4);
  expect(Math.sqrt(variance)).toBeLessThan(6.6);
});

test("reducing an enlarged plane gives it back nearly", () => {
  const canvas = createCanvas(32, 32, 32);
  fillCanvas(canvas, (x, y) => Math.sin(x / 5) + Math.cos(y / 6));
  const back = reduce(enlarge(canvas, 2), 2);
  const worst = Math.max(...back.values.map((value, at) => Math.abs(value - canvas.values[at]!)));
  expect(worst).toBeLessThan(0.05);
});

test("a square's corners go to the four points and come back", () => {
  const quad = [
    { x: 10, y: 20 },
    { x: 200, y: 30 },
    { x: 220, y: 260 },
    { x: 5, y: 240 },
  ] as const;
  const map = squareToQuad(quad);
  const back = invert(map);
  for (const [index, [u, v]] of [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ].entries()) {
    const there = project(map, u!, v!);
    expect(there.x).toBeCloseTo(quad[index]!.x, 9);
    expect(there.y).toBeCloseTo(quad[index]!.y, 9);
    const again = project(back, there.x, there.y);
    expect(again.x).toBeCloseTo(u!, 9);
    expect(again.y).toBeCloseTo(v!, 9);
  }
});
