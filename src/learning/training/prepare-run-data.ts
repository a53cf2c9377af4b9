import { makeFolder } from "../../runtime/make-folder.ts";
import type { FilmWorkers } from "../dataset/film-workers.ts";
import { type Preparation, prepareDataset } from "../dataset/prepare-dataset.ts";
import { leakWarning, prepareWarnings } from "../dataset/render-prepared.ts";
import type { Task } from "../dataset/task.ts";
import { writeDataset } from "../dataset/write-dataset.ts";
import type { OnProgress } from "../predict-films.ts";
import type { Recipe } from "./recipe.ts";

function taskOf({ task }: Recipe): Task {
  const { kind, noFinding } = task;
  return task.kind === "one-vs-all"
    ? { kind: task.kind, finding: task.finding, noFinding: task.noFinding }
    : { kind: "multi-label", noFinding: kind === "one-vs-all" ? "films" : noFinding };
}

/**
 * Prepares a dataset of one label file and one folder for a recipe, by the label file's own splits.
 *
 * @returns what was set aside, in words
 * @throws {UserError} for what a person can mend in labels or films
 */
export async function prepareRunData(
  dir: string,
  recipe: Recipe,
  { images, labels }: { images: string; labels: string },
  { workers, onProgress }: { workers: FilmWorkers; onProgress: OnProgress },
): Promise<string[]> {
  const preparation: Preparation = {
    labels: [labels],
    images: [images],
    task: taskOf(recipe),
    split: { by: "column" },
    seed: recipe.seed,
  };
  const prepared = await prepareDataset(preparation, workers, onProgress);
  await makeFolder(dir);
  await writeDataset(dir, preparation, prepared);
  const leak = leakWarning(prepared.leak);
  return [...prepareWarnings(prepared), ...(leak ? [leak] : [])];
}
