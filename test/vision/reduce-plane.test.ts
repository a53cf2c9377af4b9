import { expect, test } from "vitest";
import { reducePlane } from "../../src/vision/reduce-plane.ts";

const plane = (width: number, height: number, gray: (x: number, y: number) => number) => ({
  width,
  height,
  gray: Uint8Array.from({ length: width * height }, (_, at) => gray(at % width, Math.floor(at / width))),
});

test("a plane under 800 pixels stays as it is", () => {
  const small = plane(1200, 799, () => 7);
  expect(reducePlane(small)).toBe(small);
});

test("each pixel is the mean of its block, rounded; the shorter side keeps 400 pixels, the rest of a block is left out", () => {
  const reduced = reducePlane(plane(1001, 800, (x) => (x % 2 ? 101 : 0)));
  expect(reduced).toMatchObject({ width: 500, height: 400 });
  expect(new Set(reduced.gray)).toEqual(new Set([51]));
});

test("a smooth picture stays the same in larger blocks, of which every other row is looked at", () => {
  const reduced = reducePlane(plane(2000, 2000, (x, y) => Math.floor((x + y) / 20)));
  expect(reduced).toMatchObject({ width: 400, height: 400 });
  for (const [x, y] of [
    [0, 0],
    [399, 0],
    [200, 399],
  ] as const) {
    const wanted = (5 * (x + y) + 4) / 20;
    expect(Math.abs(reduced.gray[y * 400 + x]! - wanted)).toBeLessThanOrEqual(1);
  }
});
