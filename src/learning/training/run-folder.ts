import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { UserError } from "../../core/user-error.ts";
import { writeWhole } from "../../networks/manifest-file.ts";
import { makeFolder } from "../../runtime/make-folder.ts";
import { type Recipe, Recipe as RecipeSchema } from "./recipe.ts";
import { differenceOf, filmLines, hashFilms, type TrainingFilm } from "./training-data.ts";

/** Files of a training run's folder. */
export const RUN_FILES = {
  /** As it was given. */
  recipe: "recipe.json",
  run: "run.json",
  films: "films.csv",
  log: "log.jsonl",
  curves: "curves.svg",
  last: "last.state",
  best: "best.state",
  model: "model",
} as const;

const Run = z.object({
  format: z.literal(1),
  /** With what the recipe leaves open filled in. */
  settings: RecipeSchema,
  images: z.string(),
  labels: z.string(),
  from: z.string().nullable(),
  data: z.object({ train: z.number(), val: z.number(), sha256: z.string() }),
  labelWeights: z.array(z.number()),
  threads: z.number(),
  provider: z.string(),
  versions: z.record(z.string(), z.string()),
});
export type Run = z.output<typeof Run>;

/** @throws {UserError} when the folder holds a run already */
export async function createRunFolder(
  dir: string,
  run: Run,
  recipeText: string,
  films: readonly TrainingFilm[],
) {
  const taken = await access(join(dir, RUN_FILES.run)).then(
    () => true,
    () => false,
  );
  if (taken) {
    throw new UserError(
      `${dir}: holds a training run already. Go on with it (--resume ${dir}), or choose another folder with --out.`,
      {
        exitCode: 2,
      },
    );
  }
  await makeFolder(dir).catch((cause: NodeJS.ErrnoException) => {
    throw new UserError(`${dir}: cannot be made (${cause.code}). Choose another folder with --out.`, {
      exitCode: 2,
      cause,
    });
  });
  await writeWhole(join(dir, RUN_FILES.recipe), recipeText);
  await writeWhole(join(dir, RUN_FILES.films), `image,split,targets,mark\n${filmLines(films).join("\n")}\n`);
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
  films: readonly TrainingFilm[],
): Promise<void> {
  const changed = recipeDifference(run.settings, recipe);
  const mend = "Begin a run of its own with --out, from this one's weights if you like (--from)";
  if (changed !== "")
    throw new UserError(`${dir}: the run was begun with another recipe: ${changed}. ${mend}.`, {
      exitCode: 2,
    });
  const now = filmLines(films);
  if (hashFilms(now) === run.data.sha256) return;
  const text = await readFile(join(dir, RUN_FILES.films), "utf8");
  const before = text
    .split("\n")
    .slice(1)
    .filter((line) => line !== "");
  throw new UserError(`${dir}: the run was begun with other films: ${differenceOf(before, now)}. ${mend}.`, {
    exitCode: 2,
  });
}
