import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createRandom } from "../../src/core/random.ts";

// Made by an implementation of its own: test/fixtures/metrics/make_metrics.py.
const { random } = JSON.parse(
  readFileSync(new URL("../fixtures/metrics/metrics.json", import.meta.url), "utf8"),
) as { random: { seed: number; outputs: number[] }[] };

test.each(random)("seed $seed gives the stream that xoshiro128** gives", ({ seed, outputs }) => {
  const stream = createRandom(seed);
  expect(outputs.map(() => stream.next() * 2 ** 32)).toEqual(outputs);
});

test("integers fill their range evenly and never reach its end", () => {
  const stream = createRandom(5);
  const counts = new Array<number>(7).fill(0);
  for (let draw = 0; draw < 70_000; draw += 1) {
    const integer = stream.integer(7);
    counts[integer] = (counts[integer] ?? 0) + 1;
  }
  expect(counts).toHaveLength(7);
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
});

test("normals have mean 0 and variance 1", () => {
  const stream = createRandom(6);
  const values = Array.from({ length: 50_000 }, () => stream.normal());
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  expect(mean).toBeCloseTo(0, 1);
  expect(Math.abs(variance - 1)).toBeLessThan(0.03);
});
