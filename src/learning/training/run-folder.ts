import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { UserError } from "../../core/user-error.ts";
import { writeWhole } from "../../networks/manifest-file.ts";
import { makeFolder } from "../../runtime/make-folder.ts";
import type { Dataset } from "../dataset/open-dataset.ts";
import { differenceOf, FILM_LIST_HEAD, hashFilms } from "./film-list.ts";
import { type Recipe, Recipe as RecipeSchema } from "./recipe.ts";

/** Files of a training run's folder. */
export const RUN_FILES = {
  /** As it was given. */
  recipe: "recipe.json",
  run: "run.json",
  films: "films.csv",
  /** Prepared here where a run was begun on labels and images. */
  dataset: "dataset",
  log: "log.jsonl",
  curves: "curves.svg",
  last: "last.state",
  best: "best.state",
  model: "model",
} as const;

export const Run = z.object({
  format: z.literal(1),
  /** With what the recipe leaves open filled in. */
  settings: RecipeSchema,
  from: z.string().nullable(),
  data: z.object({
    /** A folder that `data prepare` made. */
    dataset: z.string(),
    /** The dataset's own. */
    fingerprint: z.string(),
    /** How its films came into splits. */
    split: z.string(),
    train: z.number(),
    val: z.number(),
    /** Of the list of films. */
    sha256: z.string(),
  }),
  /** As it was chosen before the first step. */
  normalisation: z.object({ mean: z.array(z.number()), std: z.array(z.number()), range: z.number() }),
  labelWeights: z.array(z.number()),
  threads: z.number(),
  provider: z.string(),
  versions: z.record(z.string(), z.string()),
});
export type Run = z.output<typeof Run>;

/** @throws {UserError} when the folder holds a run already */
export async function requireNoRun(dir: string): Promise<void> {
  const taken = await access(join(dir, RUN_FILES.run)).then(
    () => true,
    () => false,
  );
  if (!taken) return;
  throw new UserError(
    `${dir}: holds a training run already. Go on with it (--resume ${dir}), or choose another folder with --out.`,
    { exitCode: 2 },
  );
}

export async function createRunFolder(
  dir: string,
  run: Run,
  recipeText: string,
  films: readonly string[],
): Promise<void> {
  await makeFolder(dir).catch((cause: NodeJS.ErrnoException) => {
    throw new UserError(`${dir}: cannot be made (${cause.code}). Choose another folder with --out.`, {
      exitCode: 2,
      cause,
    });
  });
  await writeWhole(join(dir, RUN_FILES.recipe), recipeText);
  await writeWhole(join(dir, RUN_FILES.films), `${[FILM_LIST_HEAD, ...films].join("\n")}\n`);
  await writeWhole(join(dir, RUN_FILES.run), `${JSON.stringify(run, null, 2)}\n`);
}

/** @throws {UserError} when it is no run's folder */
export async function readRun(dir: string): Promise<Run> {
  const path = join(dir, RUN_FILES.run);
  const text = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new UserError(`${dir}: no training run there (${RUN_FILES.run}: ${cause.code})`, {
      exitCode: 2,
      cause,
    });
  });
  try {
    return Run.parse(JSON.parse(text));
  } catch (cause) {
    throw new UserError(`${path}: cannot be understood; the run's folder is damaged`, { cause });
  }
}

/** Leaves of a value by their paths. */
function leaves(value: unknown, path = ""): [string, string][] {
  if (typeof value !== "object" || value === null) return [[path, JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, each]) => leaves(each, path === "" ? key : `${path}.${key}`));
}

/** How a recipe differs from a run's, in words; empty where it does not. */
function recipeDifference(before: Recipe, now: Recipe): string {
  const [old, fresh] = [new Map(leaves(before)), new Map(leaves(now))];
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .filter((path) => old.get(path) !== fresh.get(path))
    .map((path) => `${path} was ${old.get(path) ?? "not there"}, is ${fresh.get(path) ?? "not there"}`)
    .join("; ");
}

/** @throws {UserError} when the recipe or the films are not those the run began with */
export async function requireSame(
  dir: string,
  run: Run,
  recipe: Recipe,
  { dataset, films }: { dataset: Pick<Dataset, "dir" | "manifest">; films: readonly string[] },
): Promise<void> {
  const changed = recipeDifference(run.settings, recipe);
  const mend = "Begin a run of its own with --out, from this one's weights if you like (--from)";
  if (changed !== "")
    throw new UserError(`${dir}: the run was begun with another recipe: ${changed}. ${mend}.`, {
      exitCode: 2,
    });
  const { fingerprint } = dataset.manifest;
  if (hashFilms(films) === run.data.sha256 && fingerprint === run.data.fingerprint) return;
  const text = await readFile(join(dir, RUN_FILES.films), "utf8");
  const before = text
    .split("\n")
    .slice(1)
    .filter((line) => line !== "");
  const differs = differenceOf(before, films) || "those that are not learnt from (split test) changed";
  throw new UserError(
    `${dir}: the run was begun with other films than ${dataset.dir} holds: ${differs}. ${mend}.`,
    {
      exitCode: 2,
    },
  );
}
