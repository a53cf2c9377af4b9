import { expect, test } from "vitest";
import { isSpent, moveScale, startScale } from "../../../src/learning/training/loss-scale.ts";
import { Progress, startProgress } from "../../../src/learning/training/progress.ts";

test("a loss scale halves when a gradient did not fit, and doubles after 2,000 steps in which all did", () => {
  const scale = startScale();
  moveScale(scale, false);
  expect(scale).toEqual({ value: 32_768, steady: 0 });
  for (let step = 1; step < 2000; step += 1) moveScale(scale, true);
  expect(scale).toEqual({ value: 32_768, steady: 1999 });
  moveScale(scale, true);
  expect(scale).toEqual({ value: 65_536, steady: 0 });
});

test("a loss scale is spent when gradients do not fit unscaled", () => {
  const scale = { value: 2, steady: 3 };
  moveScale(scale, false);
  expect(isSpent(scale)).toBe(false);
  moveScale(scale, false);
  expect(isSpent(scale)).toBe(true);
  expect(isSpent(undefined)).toBe(false);
});

test("a loss scale goes with a run's state; states without one are read", () => {
  const progress = { ...startProgress(), lossScale: { value: 1024, steady: 7 } };
  expect(Progress.parse(JSON.parse(JSON.stringify(progress)))).toEqual(progress);
  expect(Progress.parse(JSON.parse(JSON.stringify(startProgress()))).lossScale).toBeUndefined();
});
