import type { Label } from "../../core/label.ts";
import type { LabelRow } from "../labels.ts";
import type { Recipe, WeightKind } from "./recipe.ts";

type Task = Recipe["task"];

/** What one against all calls what is not its finding. */
export const REST = "Rest";

/** Names of the outputs a task has, in order. */
export function outputsOf(task: Task): (Label | typeof REST)[] {
  return task.kind === "multi-label" ? [...task.findings] : [REST, task.finding];
}

/** A film's targets, one per output: one against all is one-hot. */
export function targetsOf(task: Task, { findings }: Pick<LabelRow, "findings">): number[] {
  if (task.kind === "multi-label") return task.findings.map((label) => (findings.has(label) ? 1 : 0));
  return findings.has(task.finding) ? [0, 1] : [1, 0];
}

function weigh(kind: WeightKind, together: readonly (readonly number[])[], films: number): number[] {
  const outputs = together.length;
  return together.map((row, output) => {
    const own = row[output] ?? 0;
    const others = row.reduce((sum, count) => sum + count, 0) - own;
    switch (kind) {
      case "none":
        return 1;
      case "balanced":
        return films / (outputs * own);
      case "ratio":
        return (films - own) / own;
      case "co-occurrence":
        return own / others;
      default:
        return kind satisfies never;
    }
  });
}

/**
 * Weights of a loss's outputs over the films learnt from: `balanced` n / (k n_c) (eq. 1), `ratio` negatives per positive,
 * `co-occurrence` the diagonal of the co-occurrence matrix by the rest of its row, as the paper's notebooks had it.
 *
 * @param targets a row of 0 or 1 per film
 * @returns one weight per output, 1 where a label's films give none, and the places of those
 */
export function outputWeights(
  kind: WeightKind,
  targets: readonly (readonly number[])[],
): { weights: number[]; without: number[] } {
  const outputs = targets[0]?.length ?? 0;
  const together = Array.from({ length: outputs }, (_, one) =>
    Array.from({ length: outputs }, (_, other) =>
      targets.reduce((sum, row) => sum + (row[one] ?? 0) * (row[other] ?? 0), 0),
    ),
  );
  const weights = weigh(kind, together, targets.length);
  const without = weights.flatMap((weight, place) => (Number.isFinite(weight) && weight > 0 ? [] : [place]));
  return { weights: weights.map((weight, place) => (without.includes(place) ? 1 : weight)), without };
}
