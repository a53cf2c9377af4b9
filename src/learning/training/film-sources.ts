import { UserError } from "../../core/user-error.ts";
import type { Manifest } from "../../networks/manifest.ts";
import type { BatchSource } from "../batch.ts";
import type { FilmCache } from "../dataset/film-cache.ts";
import type { FilmWorkers } from "../dataset/film-workers.ts";
import { openBatches } from "../dataset/open-batches.ts";
import type { OnProgress } from "../predict-films.ts";
import type { Phase, Recipe } from "./recipe.ts";
import type { TrainingData } from "./training-data.ts";
import type { PhaseSources } from "./training-loop.ts";

const NOTHING: BatchSource = { length: 0, async *batches() {} };

/**
 * A run goes on to the same weights only over the same pixels.
 *
 * @throws {UserError} naming films that are not what they were when the dataset was prepared
 */
export function requireUnchanged(dir: string, { skipped, changed }: FilmCache): void {
  const lost = [...skipped.map(({ path, reason }) => `${path} (${reason})`), ...changed];
  if (lost.length === 0) return;
  const more = lost.length > 5 ? ` and ${lost.length - 5} more` : "";
  throw new UserError(
    `${dir}: ${lost.length} films are not what they were when the dataset was prepared: ${lost.slice(0, 5).join(", ")}${more}. Put them back, or prepare it again and begin a run of its own.`,
    { exitCode: 2 },
  );
}

/** Gives each phase its films at its size: changed at random and drawn as the recipe says for training, as they are for judging. */
export function createFilmSources(
  recipe: Recipe,
  { dataset, train, val }: TrainingData,
  { input, workers, onProgress }: FilmSupply,
): (phase: Pick<Phase, "size" | "batch">) => Promise<PhaseSources> {
  return async ({ size, batch }) => {
    const common = { dataset, input: input(size), batch, workers, onProgress };
    const { seed, augmentation: augment, sampling } = recipe;
    const learnt = await openBatches({
      ...common,
      films: train,
      use: { for: "train", seed, augment, sampling },
    });
    requireUnchanged(dataset.dir, learnt.cache);
    if (val.length === 0) return { train: learnt, val: NOTHING };
    const judged = await openBatches({ ...common, films: val, use: { for: "measure" } });
    requireUnchanged(dataset.dir, judged.cache);
    return { train: learnt, val: judged };
  };
}

export type FilmSupply = {
  /** The network's input at a size. */
  readonly input: (size: number) => Manifest["input"];
  readonly workers: FilmWorkers;
  readonly onProgress: OnProgress;
};
