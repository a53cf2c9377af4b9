import { UserError } from "../../core/user-error.ts";
import type { Progress } from "./progress.ts";
import type { Phase, Recipe } from "./recipe.ts";
import type { TrainingState } from "./training-state.ts";

/** The error of a run whose numbers got out of hand: where, and what to try. */
export function divergence(what: string, { name, rate }: Phase, step: number): UserError {
  return new UserError(
    `phase '${name}', step ${step}: ${what}. The last good state is kept. Try a rate lower than ${rate} (train --find-rate suggests one), a longer warm-up, or weights nearer to 1; look for films with damaged pixels in the last batch`,
  );
}

type Saving = {
  readonly recipe: Recipe;
  readonly state: TrainingState;
  readonly progress: Progress;
  readonly events: { save(): Promise<void> };
};

/**
 * Saves, unless the last step spoilt the weights: its loss was a number still, for that is from before it.
 *
 * @throws {UserError} then; the state saved before stays
 */
export async function saveSound({ recipe, state, progress, events }: Saving): Promise<void> {
  const phase = recipe.phases[progress.phase];
  if (phase && !state.current().network.values.every(Number.isFinite))
    throw divergence("its weights are not finite numbers", phase, progress.step);
  await events.save();
}
