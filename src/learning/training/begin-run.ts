import { join } from "node:path";
import { UserError } from "../../core/user-error.ts";
import { chooseNormalisation } from "../dataset/choose-normalisation.ts";
import { fillCache } from "../dataset/film-cache.ts";
import type { FilmWorkers } from "../dataset/film-workers.ts";
import type { OnProgress } from "../predict-films.ts";
import { filmLines, hashFilms } from "./film-list.ts";
import { requireUnchanged } from "./film-sources.ts";
import { prepareRunData } from "./prepare-run-data.ts";
import { readRecipe } from "./read-recipe.ts";
import type { Recipe } from "./recipe.ts";
import { createRunFolder, RUN_FILES, type Run, readRun, requireNoRun, requireSame } from "./run-folder.ts";
import { openTrainingData, type TrainingData } from "./training-data.ts";

/** A run's folder, ready to be trained in. */
export type BegunRun = {
  readonly dir: string;
  readonly run: Run;
  readonly data: TrainingData;
  readonly warnings: readonly string[];
  readonly resumes: boolean;
};

/** Where films are: a folder that `data prepare` made, or what one is to be made of. */
export type FilmsGiven = { readonly data: string } | { readonly images: string; readonly labels: string };

type Machine = Pick<Run, "threads" | "provider" | "versions">;
type Reading = { readonly workers: FilmWorkers; readonly onProgress: OnProgress };

/** Opens films for a recipe; labels and images are prepared into the folder `out` first. */
export async function openGiven(
  out: string,
  recipe: Recipe,
  given: FilmsGiven,
  reading: Reading,
): Promise<TrainingData> {
  if ("data" in given) return openTrainingData(given.data, recipe);
  const dir = join(out, RUN_FILES.dataset);
  const warnings = await prepareRunData(dir, recipe, given, reading);
  const data = await openTrainingData(dir, recipe);
  return { ...data, warnings: [...warnings, ...data.warnings] };
}

/** The normalisation that a recipe asks for, over the films learnt from at the first phase's size. */
export async function normalisationOf(
  { input, phases }: Recipe,
  { dataset, train }: TrainingData,
  { workers, onProgress }: Reading,
): Promise<Run["normalisation"]> {
  const { normalisation } = input;
  if (typeof normalisation !== "string") return normalisation;
  const cache = await fillCache(dataset.dir, train, phases[0]?.size ?? 224, workers, onProgress);
  requireUnchanged(dataset.dir, cache);
  const { mean, std, range } = await chooseNormalisation(normalisation, cache);
  return { mean: [...mean], std: [...std], range };
}

const linesOf = ({ train, val }: TrainingData) => filmLines([...train, ...val]);

function describeSplit({ dataset }: TrainingData): string {
  const { split, leak } = dataset.manifest;
  const leaking = leak.patients > 0 ? `, ${leak.patients} patients in more than one` : ", no patient in two";
  return `by ${split.by}, seed ${split.seed}${leaking}`;
}

/** Makes a new run's folder. */
export async function beginRun(
  options: { recipe: string; films: FilmsGiven; out: string; from: string | undefined },
  machine: Machine,
  reading: Reading,
): Promise<BegunRun> {
  const { out, from } = options;
  const { recipe, text } = await readRecipe(options.recipe);
  await requireNoRun(out);
  const data = await openGiven(out, recipe, options.films, reading);
  const lines = linesOf(data);
  const run: Run = {
    format: 1,
    settings: recipe,
    from: from ?? null,
    data: {
      dataset: data.dataset.dir,
      fingerprint: data.dataset.manifest.fingerprint,
      split: describeSplit(data),
      train: data.train.length,
      val: data.val.length,
      sha256: hashFilms(lines),
    },
    normalisation: await normalisationOf(recipe, data, reading),
    labelWeights: [...data.labelWeights],
    ...machine,
  };
  await createRunFolder(out, run, text, lines);
  return { dir: out, run, data, warnings: data.warnings, resumes: false };
}

/**
 * Takes a run up again.
 *
 * @param options.recipe where given, must be the run's
 * @param options.data where given, must hold the run's films
 * @throws {UserError} when recipe or films are others than it began with, naming the difference
 */
export async function resumeRun(
  dir: string,
  options: { readonly data?: string | undefined; readonly recipe?: string | undefined },
  machine: Machine,
): Promise<BegunRun> {
  const run = await readRun(dir);
  const recipe = options.recipe === undefined ? run.settings : (await readRecipe(options.recipe)).recipe;
  const data = await openTrainingData(options.data ?? run.data.dataset, run.settings).catch(
    (cause: unknown) => {
      if (!(cause instanceof UserError)) throw cause;
      throw new UserError(`${dir}: the run's films are not as they were: ${cause.message}`, {
        exitCode: 2,
        cause,
      });
    },
  );
  await requireSame(dir, run, recipe, { dataset: data.dataset, films: linesOf(data) });
  const warnings = (["threads", "provider"] as const)
    .filter((what) => run[what] !== machine[what])
    .map(
      (what) =>
        `the run began with ${what} ${run[what]}, now ${machine[what]}: weights will differ in their last bits`,
    );
  return { dir, run, data, warnings, resumes: true };
}
