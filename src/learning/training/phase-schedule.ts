import { oneCycleAt } from "./one-cycle.ts";
import type { Phase } from "./recipe.ts";

/** Rate and beta1 of a phase's step, from 0. */
export function settingsAt(
  { rate, schedule }: Phase,
  step: number,
  steps: number,
): { rate: number; beta1: number } {
  return schedule.kind === "constant"
    ? { rate, beta1: schedule.beta1 }
    : oneCycleAt({ ...schedule, rate }, step, steps);
}
