import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../../core/user-error.ts";
import { writeWhole } from "../../networks/manifest-file.ts";
import { csvLine } from "../csv-table.ts";
import { SPLITS, type Split } from "../labels.ts";
import { DATASET_FILES, type DatasetManifest } from "./dataset-manifest.ts";
import { type DatasetFilm, fingerprintOf, renderFilms } from "./films-table.ts";
import { REASONS, type SetAside } from "./gather-films.ts";
import { sha256Of } from "./inspect-file.ts";
import type { Preparation, Prepared } from "./prepare-dataset.ts";
import { classesOf, type Task, targetsOf } from "./task.ts";

const patientsOf = (films: readonly DatasetFilm[]) => new Set(films.map(({ patient }) => patient)).size;

function countSplit(task: Task, films: readonly DatasetFilm[]) {
  const classes = classesOf(task);
  const sums = classes.map(() => 0);
  for (const { findings } of films) {
    for (const [place, target] of targetsOf(task, findings).entries()) sums[place]! += target;
  }
  return {
    films: films.length,
    patients: patientsOf(films),
    classes: Object.fromEntries(classes.map((name, place) => [name, sums[place]!])),
  };
}

function describeSplit({ split, seed }: Preparation, { lists }: Prepared): DatasetManifest["split"] {
  switch (split.by) {
    case "column":
      return { by: "column", seed };
    case "lists":
      return { by: "lists", seed, lists: [...lists], valShare: split.valShare };
    default:
      return { by: split.by, seed, shares: split.shares };
  }
}

function toManifest(preparation: Preparation, prepared: Prepared, filmsSha256: string): DatasetManifest {
  const { task, images } = preparation;
  const { films, setAside, leak, leftOut, labels } = prepared;
  const splitCounts = SPLITS.map((split) => [
    split,
    countSplit(
      task,
      films.filter((film) => film.split === split),
    ),
  ]);
  return {
    format: 1,
    task,
    classes: classesOf(task),
    labels: [...labels],
    images: [...images],
    split: describeSplit(preparation, prepared),
    leak: { patients: leak.patients, films: leak.films, between: leak.between },
    counts: {
      films: films.length,
      patients: patientsOf(films),
      splits: Object.fromEntries(splitCounts) as Record<Split, ReturnType<typeof countSplit>>,
      setAside: Object.fromEntries(
        REASONS.map((reason) => [reason, setAside.filter((one) => one.reason === reason).length]),
      ) as DatasetManifest["counts"]["setAside"],
      leftOut,
    },
    filmsSha256,
    fingerprint: fingerprintOf(films),
  };
}

function renderSetAside(setAside: readonly SetAside[]): string {
  const rows = setAside.map(({ reason, image, path, detail }) => csvLine([reason, image, path, detail]));
  return `${["reason,image,path,detail", ...rows].join("\n")}\n`;
}

/**
 * Makes sure that a dataset may be written to a folder: an empty one, or one that holds a dataset, which is then replaced.
 *
 * @throws {UserError} where something else lies there
 */
export async function requireDatasetFolder(dir: string): Promise<void> {
  const names = await readdir(dir);
  if (names.length === 0 || names.includes(DATASET_FILES.manifest)) return;
  throw new UserError(
    `data prepare: ${dir} holds other files (${names[0]}). Choose a new folder, or one that holds a dataset, with --out.`,
    { exitCode: 2 },
  );
}

/**
 * Writes a dataset. The manifest comes last and holds the films' hash, so that half a dataset is known as such.
 *
 * @throws {UserError} when the folder cannot be written
 */
export async function writeDataset(
  dir: string,
  preparation: Preparation,
  prepared: Prepared,
): Promise<DatasetManifest> {
  const films = renderFilms(dir, preparation.task, prepared.films);
  const manifest = toManifest(preparation, prepared, sha256Of(films));
  await writeWhole(join(dir, DATASET_FILES.films), films);
  await writeWhole(join(dir, DATASET_FILES.setAside), renderSetAside(prepared.setAside));
  await writeWhole(join(dir, DATASET_FILES.manifest), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}
