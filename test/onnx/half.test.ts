import { expect, test } from "vitest";
import { fromHalf, toHalf } from "../../src/onnx/half.ts";

test("every half comes back as itself", () => {
  for (let pattern = 0; pattern < 0x10000; pattern += 1) {
    const value = fromHalf(pattern);
    if (!Number.isNaN(value)) expect(toHalf(value)).toBe(pattern);
  }
});

// Patterns as IEEE 754-2008 gives them for binary16.
test.each([
  [1, 0x3c00],
  [-2, 0xc000],
  [0.1, 0x2e66],
  [1 / 3, 0x3555],
  [65504, 0x7bff],
  [65519.99, 0x7bff],
  [65520, 0x7c00],
  [-1e10, 0xfc00],
  [2 ** -14, 0x0400],
  [2 ** -24, 0x0001],
  [2 ** -25, 0x0000],
  [2 ** -25 * 1.001, 0x0001],
  [1 + 2 ** -11, 0x3c00],
  [1 + 3 * 2 ** -11, 0x3c02],
  [Number.POSITIVE_INFINITY, 0x7c00],
  [-0, 0x8000],
])("%d becomes %d", (value, pattern) => {
  expect(toHalf(value)).toBe(pattern);
});

test("halves round to nearest: no other half is closer", () => {
  for (let step = 0; step < 20_000; step += 1) {
    const value = Math.fround(Math.sin(step) * 2 ** ((step % 40) - 25));
    const pattern = toHalf(value);
    const apart = Math.abs(fromHalf(pattern) - value);
    for (const neighbour of [pattern - 1, pattern + 1]) {
      const other = fromHalf(neighbour & 0xffff);
      if (Number.isFinite(other)) expect(Math.abs(other - value)).toBeGreaterThanOrEqual(apart);
    }
  }
});

test("what is no number stays none", () => {
  expect(fromHalf(toHalf(Number.NaN))).toBeNaN();
});
