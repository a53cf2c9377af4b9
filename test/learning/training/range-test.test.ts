import { describe, expect, test } from "vitest";
import { rateAt, smooth, steepest } from "../../../src/learning/training/range-test.ts";

describe("the range test", () => {
  const sweep = { first: 1e-7, last: 1, steps: 8 };

  test("grows the rate by the same factor at each step (eq. 4 and 5)", () => {
    const rates = Array.from({ length: 8 }, (_, step) => rateAt(sweep, step));
    for (const [step, rate] of rates.entries()) expect(rate / 10 ** (step - 7)).toBeCloseTo(1, 12);
  });

  test("smooths without the bias of its start", () => {
    expect(smooth([2, 2, 2])).toEqual([2, 2, 2].map((value) => expect.closeTo(value, 12)));
    const [, second] = smooth([1, 3]);
    expect(second).toBeCloseTo((0.98 * 0.02 * 1 + 0.02 * 3) / (1 - 0.98 ** 2), 12);
  });

  test("suggests the rate where the loss falls most steeply, not where it is least", () => {
    const points = Array.from({ length: 101 }, (_, step) => {
      const rate = rateAt({ first: 1e-7, last: 1, steps: 101 }, step);
      // Falls about 1e-3, least at 1e-2 and up again.
      const fall = -1 / (1 + Math.exp(-3 * (Math.log10(rate) + 3)));
      return { rate, loss: 0, smoothed: fall + (rate > 1e-2 ? Math.log10(rate) + 2 : 0) };
    });
    expect(Math.log10(steepest(points)!)).toBeCloseTo(-3, 0.5);
  });

  test("suggests nothing where the loss only grows", () => {
    const points = Array.from({ length: 50 }, (_, step) => ({
      rate: 10 ** (step / 10 - 5),
      loss: 0,
      smoothed: step,
    }));
    expect(steepest(points)).toBeUndefined();
  });
});
