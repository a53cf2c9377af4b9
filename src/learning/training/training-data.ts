import { UserError } from "../../core/user-error.ts";
import type { DatasetFilm } from "../dataset/films-table.ts";
import { type Dataset, openDataset } from "../dataset/open-dataset.ts";
import { takesPart } from "../dataset/task.ts";
import type { Recipe } from "./recipe.ts";
import { outputsOf, outputWeights } from "./task-outputs.ts";

/** A prepared dataset as a recipe sees it: its targets are the network's outputs. */
export type TrainingData = {
  readonly dataset: Dataset;
  readonly train: readonly DatasetFilm[];
  readonly val: readonly DatasetFilm[];
  /** One per output. */
  readonly labelWeights: readonly number[];
  readonly warnings: readonly string[];
};

const inWords = (task: { kind: string; finding?: string }) =>
  task.finding === undefined ? `a ${task.kind} task` : `a ${task.kind} task for ${task.finding}`;

/** @throws {UserError} where the dataset was prepared for something else than the recipe learns */
function requireTask({ dir, manifest }: Dataset, { name, task }: Recipe): void {
  const { task: prepared } = manifest;
  const finding = (its: Recipe["task"] | typeof prepared) => (its.kind === "one-vs-all" ? its.finding : "");
  const options =
    task.kind === "one-vs-all" ? `--task one-vs-all --finding ${task.finding}` : "--task multi-label";
  if (prepared.kind !== task.kind || finding(prepared) !== finding(task)) {
    throw new UserError(
      `${dir}: was prepared for ${inWords(prepared)}; recipe ${name} learns ${inWords(task)}. Prepare one with: roentgram data prepare ${options}`,
      { exitCode: 2 },
    );
  }
  if (prepared.noFinding === "leave-out" && task.noFinding !== "leave-out") {
    throw new UserError(
      `${dir}: was prepared without the films that have No Finding; recipe ${name} learns from them (task.noFinding: ${task.noFinding}). Prepare it with --no-finding films.`,
      { exitCode: 2 },
    );
  }
}

/** The dataset with one target per output of the recipe's network, found by the classes' names. */
function asOutputs(dataset: Dataset, { task }: Recipe): Dataset {
  const classes = outputsOf(task);
  const { targetsOf } = dataset;
  return {
    ...dataset,
    classes,
    targetsOf(film) {
      const targets = targetsOf(film);
      return classes.map((name) => {
        const place = dataset.classes.indexOf(name);
        // A class for films without findings needs no preparation of its own.
        return place < 0 ? Number(film.findings.size === 0) : (targets[place] ?? 0);
      });
    },
  };
}

function weigh(dataset: Dataset, films: readonly DatasetFilm[], { loss }: Recipe) {
  const { weights, without } = outputWeights(
    loss.weights,
    films.map((film) => dataset.targetsOf(film)),
  );
  const warnings = without.map(
    (place) =>
      `${dataset.classes[place]}: the films of split train give it no '${loss.weights}' weight; 1 is taken`,
  );
  return { weights, warnings };
}

/**
 * Opens what a recipe learns from: films of splits `train` and `val` of a folder that `data prepare` made.
 *
 * @throws {UserError} where there is no dataset, one for another task, or nothing to learn from
 */
export async function openTrainingData(dir: string, recipe: Recipe): Promise<TrainingData> {
  const opened = await openDataset(dir);
  requireTask(opened, recipe);
  const dataset = asOutputs(opened, recipe);
  const part = (split: "train" | "val") =>
    dataset.of(split).filter(({ findings }) => takesPart(recipe.task, findings));
  const [train, val] = [part("train"), part("val")];
  if (train.length === 0) {
    throw new UserError(`${dir}: no film of split 'train' to learn from`, { exitCode: 2 });
  }
  const { weights, warnings } = weigh(dataset, train, recipe);
  const { patients } = dataset.manifest.leak;
  const leaks =
    patients === 0
      ? []
      : [`${patients} patients are in more than one split: figures on val will look better than they are`];
  const blind = val.length === 0 ? ["no film of split 'val': no epoch can be told to be better"] : [];
  return { dataset, train, val, labelWeights: weights, warnings: [...leaks, ...blind, ...warnings] };
}
