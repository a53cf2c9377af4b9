import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../../core/user-error.ts";
import { readCsvTable } from "../csv-table.ts";
import type { Split } from "../labels.ts";
import { DATASET_FILES, DatasetManifest } from "./dataset-manifest.ts";
import { type DatasetFilm, parseFilms } from "./films-table.ts";
import { sha256Of } from "./inspect-file.ts";
import { targetsOf } from "./task.ts";

/** A prepared dataset, read. */
export type Dataset = {
  readonly dir: string;
  readonly manifest: DatasetManifest;
  /** In the order of a network's outputs. */
  readonly classes: readonly string[];
  readonly films: readonly DatasetFilm[];
  of(split: Split): DatasetFilm[];
  /** 0 or 1 per class. */
  targetsOf(film: Pick<DatasetFilm, "findings">): number[];
};

async function readText(dir: string, name: string): Promise<string> {
  return readFile(join(dir, name), "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new UserError(
      cause.code === "ENOENT" || cause.code === "ENOTDIR"
        ? `${dir}: no prepared dataset there (${name} is missing). Make one with: roentgram data prepare`
        : `${join(dir, name)}: cannot be read (${cause.code})`,
      { exitCode: 2, cause },
    );
  });
}

function parseManifest(path: string, text: string): DatasetManifest {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new UserError(`${path}: not JSON (${(cause as Error).message}). Prepare the dataset again.`, {
      cause,
    });
  }
  const parsed = DatasetManifest.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UserError(
    `${path}: ${issue?.path.join(".") || "manifest"}: ${issue?.message}. Prepare the dataset again.`,
    { cause: parsed.error },
  );
}

/**
 * Reads a dataset that `data prepare` made. The films themselves are not opened.
 *
 * @throws {UserError} where there is none, or where its files do not belong together
 */
export async function openDataset(dir: string): Promise<Dataset> {
  const manifestPath = join(dir, DATASET_FILES.manifest);
  const manifest = parseManifest(manifestPath, await readText(dir, DATASET_FILES.manifest));
  const filmsPath = join(dir, DATASET_FILES.films);
  if (sha256Of(await readText(dir, DATASET_FILES.films)) !== manifest.filmsSha256) {
    throw new UserError(
      `${filmsPath}: not the films that ${DATASET_FILES.manifest} speaks of: edited, or a preparation broke off. Prepare the dataset again.`,
    );
  }
  const films = parseFilms(dir, filmsPath, await readCsvTable(filmsPath));
  return {
    dir,
    manifest,
    classes: manifest.classes,
    films,
    of: (split) => films.filter((film) => film.split === split),
    targetsOf: ({ findings }) => targetsOf(manifest.task, findings),
  };
}
