import { UserError } from "../../core/user-error.ts";
import { readRecipe } from "./read-recipe.ts";
import type { Recipe } from "./recipe.ts";
import { createRunFolder, type Run, readRun, requireSame } from "./run-folder.ts";
import { outputsOf, outputWeights } from "./task-outputs.ts";
import { filmLines, hashFilms, readTrainingData, type TrainingData } from "./training-data.ts";

/** A run's folder, ready to be trained in. */
export type BegunRun = {
  readonly dir: string;
  readonly run: Run;
  readonly data: TrainingData;
  readonly resumes: boolean;
};

type Files = { readonly images?: string | undefined; readonly labels?: string | undefined };
type Machine = Pick<Run, "threads" | "provider" | "versions">;

/** The weights a recipe gives its outputs, and a warning where films give none. */
export function weighOutputs(
  recipe: Recipe,
  { films }: TrainingData,
): { weights: number[]; warnings: string[] } {
  const targets = films.filter(({ split }) => split === "train").map((film) => film.targets);
  const { weights, without } = outputWeights(recipe.loss.weights, targets);
  const names = outputsOf(recipe.task);
  const warnings = without.map(
    (place) =>
      `${names[place]}: the films of split train give it no '${recipe.loss.weights}' weight; 1 is taken`,
  );
  return { weights, warnings };
}

/** Makes a new run's folder. */
export async function beginRun(
  options: { recipe: string; images: string; labels: string; out: string; from: string | undefined },
  machine: Machine,
): Promise<BegunRun> {
  const { images, labels, out, from } = options;
  const { recipe, text } = await readRecipe(options.recipe);
  const read = await readTrainingData(images, labels, recipe);
  const { weights, warnings } = weighOutputs(recipe, read);
  const data = { ...read, warnings: [...read.warnings, ...warnings] };
  const count = (split: string) => data.films.filter((film) => film.split === split).length;
  const run: Run = {
    format: 1,
    settings: recipe,
    images,
    labels,
    from: from ?? null,
    data: { train: count("train"), val: count("val"), sha256: hashFilms(filmLines(data.films)) },
    labelWeights: weights,
    ...machine,
  };
  await createRunFolder(out, run, text, data.films);
  return { dir: out, run, data, resumes: false };
}

/**
 * Takes a run up again.
 *
 * @param options.recipe where given, must be the run's
 * @throws {UserError} when recipe or films are others than it began with, naming the difference
 */
export async function resumeRun(
  dir: string,
  options: Files & { recipe?: string | undefined },
  machine: Machine,
): Promise<BegunRun> {
  const run = await readRun(dir);
  const recipe = options.recipe === undefined ? run.settings : (await readRecipe(options.recipe)).recipe;
  const images = options.images ?? run.images;
  const labels = options.labels ?? run.labels;
  const data = await readTrainingData(images, labels, run.settings).catch((cause: unknown) => {
    if (!(cause instanceof UserError)) throw cause;
    throw new UserError(`${dir}: the run's films are not as they were: ${cause.message}`, {
      exitCode: 2,
      cause,
    });
  });
  await requireSame(dir, run, recipe, data.films);
  const warnings = (["threads", "provider"] as const)
    .filter((what) => run[what] !== machine[what])
    .map(
      (what) =>
        `the run began with ${what} ${run[what]}, now ${machine[what]}: weights will differ in their last bits`,
    );
  return { dir, run, data: { ...data, warnings }, resumes: true };
}
