import { expect, test } from "vitest";
import { fieldOf } from "../../../src/vision/draw/relevance-field.ts";
import { peakAt } from "./films.ts";

test("a field reaches one at its peak, there where the map does, and never overshoots", () => {
  const field = fieldOf(peakAt(5, 1), 350, 280);
  if (!field) throw new Error("no field");
  const peak = field.values.indexOf(1);
  expect(peak).toBeGreaterThan(-1);
  expect((peak % 350) / 350).toBeCloseTo(5.5 / 7, 1);
  expect(Math.floor(peak / 350) / 280).toBeCloseTo(1.5 / 7, 1);
  expect(Math.min(...field.values)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...field.values)).toBe(1);
});

// Uniform cubic B-spline basis (de Boor): weights 1/6, 4/6, 1/6 on a sample, 1/48, 23/48, 23/48, 1/48 half-way.
test("one lone cell spreads as a cubic B-spline", () => {
  const values = new Float32Array(49);
  values[3 * 7 + 3] = 5;
  const field = fieldOf({ width: 7, height: 7, values }, 14 * 7, 14 * 7);
  const row = 3 * 14 + 7;
  const at = (x: number) => (field!.values[row * 98 + x]! + field!.values[row * 98 + x - 1]!) / 2;
  expect(at(4 * 14 + 7) / at(3 * 14 + 7)).toBeCloseTo(1 / 4, 2);
  expect(at(4 * 14) / at(3 * 14 + 7)).toBeCloseTo(23 / 48 / (4 / 6), 2);
});

test.each([
  ["zero", 0],
  ["one level everywhere", 2.5],
  ["below zero", -1],
  ["not a number", Number.NaN],
  ["infinite", Number.POSITIVE_INFINITY],
])("a map that is %s has no field", (_, level) => {
  const values = new Float32Array(49).fill(level);
  expect(fieldOf({ width: 7, height: 7, values }, 70, 70)).toBeUndefined();
});

test("the field's scale does not depend on the map's", () => {
  const map = peakAt(2, 2);
  const small = { ...map, values: map.values.map((value) => value * 1e-6) };
  const field = fieldOf(map, 50, 50)!;
  const other = fieldOf(small, 50, 50)!;
  for (const [at, value] of field.values.entries()) expect(other.values[at]).toBeCloseTo(value, 4);
});

test("a map with too few values is an error", () => {
  expect(() => fieldOf({ width: 7, height: 7, values: new Float32Array(48) }, 70, 70)).toThrow(RangeError);
});

test("a map of one cell, and one that is larger than its picture, are drawn without a crash", () => {
  expect(fieldOf({ width: 1, height: 1, values: new Float32Array([1]) }, 10, 10)).toBeUndefined();
  expect(fieldOf(peakAt(20, 20, 32), 10, 10)?.values.length).toBe(100);
});
