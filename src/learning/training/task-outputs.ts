import type { Label } from "../../core/label.ts";
import { classWeights, type WeightKind } from "../dataset/class-weights.ts";
import { ALL_OTHERS } from "../dataset/task.ts";
import { NO_FINDING } from "../labels.ts";
import type { Recipe } from "./recipe.ts";

/** Names of the outputs a task has, in order: one against all as the dataset has its classes. */
export function outputsOf(task: Recipe["task"]): (Label | typeof ALL_OTHERS | typeof NO_FINDING)[] {
  if (task.kind === "one-vs-all") return [ALL_OTHERS, task.finding];
  return task.noFinding === "class" ? [...task.findings, NO_FINDING] : [...task.findings];
}

/**
 * Weights of a loss's outputs over the films learnt from.
 *
 * @param targets a row of 0 or 1 per film
 * @returns one weight per output, 1 where a label's films give none, and the places of those
 */
export function outputWeights(
  kind: WeightKind | "none",
  targets: readonly (readonly number[])[],
): { weights: number[]; without: number[] } {
  const outputs = targets[0]?.length ?? 0;
  if (kind === "none") return { weights: Array.from({ length: outputs }, () => 1), without: [] };
  const together = Array.from({ length: outputs }, (_, one) =>
    Array.from({ length: outputs }, (_, other) =>
      targets.reduce((sum, row) => sum + (row[one] ?? 0) * (row[other] ?? 0), 0),
    ),
  );
  const weights = classWeights(kind, together, targets.length);
  const without = weights.flatMap((weight, place) => (weight === null || weight === 0 ? [place] : []));
  return { weights: weights.map((weight) => weight || 1), without };
}
