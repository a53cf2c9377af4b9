import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type OneCycle, oneCycleAt } from "../../../src/learning/training/one-cycle.ts";

type Table = OneCycle & { readonly steps: number; readonly rows: readonly [number, number][] };
const path = join(import.meta.dirname, "../../fixtures/training/one-cycle.json");
const tables = JSON.parse(readFileSync(path, "utf8")) as Table[];

describe("one cycle", () => {
  test.each(tables)("of $steps steps has PyTorch's rates and momenta", ({ rows, steps, ...cycle }) => {
    expect(rows).toHaveLength(steps);
    for (const [step, [rate, beta1]] of rows.entries()) {
      const ours = oneCycleAt(cycle, step, steps);
      expect(Math.abs(ours.rate / rate - 1), `rate of step ${step}`).toBeLessThan(1e-9);
      expect(ours.beta1, `beta1 of step ${step}`).toBeCloseTo(beta1, 12);
    }
  });

  test("rises for 30 % of its steps, momentum running against it, as the paper's Fig. 5", () => {
    const cycle = {
      rate: 1,
      warmUp: 0.3,
      startDivisor: 25,
      endDivisor: 1e4,
      momentum: [0.95, 0.85],
    } as const;
    const steps = Array.from({ length: 100 }, (_, step) => oneCycleAt(cycle, step, 100));
    expect(steps[0]!.rate).toBeCloseTo(1 / 25, 12);
    expect(steps[0]!.beta1).toBeCloseTo(0.95, 12);
    expect(steps[29]!.rate).toBeCloseTo(1, 12);
    expect(steps[29]!.beta1).toBeCloseTo(0.85, 12);
    expect(steps[99]!.rate).toBeCloseTo(1 / 25 / 1e4, 12);
    expect(steps[99]!.beta1).toBeCloseTo(0.95, 12);
  });
});
