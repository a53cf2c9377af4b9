import { UserError } from "../../core/user-error.ts";
import type { Model } from "../../networks/load-model.ts";
import { findFilms, nameSome, stem } from "../film-files.ts";
import { readLabels, rowsOfSplit, type Split } from "../labels.ts";
import type { OnProgress } from "../predict-films.ts";
import { type BoxedFilm, type BoxMeasurement, measureBoxes } from "./measure-boxes.ts";
import { type BoxRow, readBoxes } from "./read-boxes.ts";
import { type LocalisationSummary, summariseBoxes } from "./summarise-boxes.ts";

export type BoxFiles = {
  readonly boxes: string;
  readonly images: string;
  /** Measures only the boxes on films of this split of a label file. */
  readonly only?: { readonly labels: string; readonly split: Split } | undefined;
};

export type LocalisationReport = {
  readonly boxes: {
    readonly inFile: number;
    readonly measured: number;
    /** Boxes on films that are not in the folder. */
    readonly filmMissing: number;
    readonly filmUnreadable: number;
    /** Boxes of findings that the model does not judge. */
    readonly notJudged: number;
    /** Boxes on films of another split; 0 where none was asked for. */
    readonly otherSplit: number;
  };
  /** Films that are not in the folder: how many, and the first names. */
  readonly missing: { readonly films: number; readonly names: string };
  readonly unreadable: BoxMeasurement["unreadable"];
  readonly level: number;
  readonly summary: LocalisationSummary;
  readonly measured: BoxMeasurement["measured"];
};

async function onlySplit(rows: readonly BoxRow[], { only }: BoxFiles): Promise<readonly BoxRow[]> {
  if (!only) return rows;
  const films = rowsOfSplit(only.labels, await readLabels(only.labels), only.split);
  const wanted = new Set(films.map(({ image }) => stem(image)));
  return rows.filter(({ image }) => wanted.has(stem(image)));
}

function filmsOf(rows: readonly BoxRow[], paths: ReadonlyMap<string, string>): BoxedFilm[] {
  const films = new Map<string, BoxRow[]>();
  for (const row of rows) {
    const path = paths.get(row.image);
    if (path === undefined) continue;
    const boxes = films.get(path) ?? [];
    boxes.push(row);
    films.set(path, boxes);
  }
  return [...films].map(([path, boxes]) => ({ path, boxes }));
}

/**
 * Measures how well a model's maps find the boxes that radiologists drew (`compareBox`, `summariseBoxes`). Films that are
 * missing or cannot be read are counted and named.
 *
 * @throws {UserError} for a wrong box file, or where none of its films is in the folder
 */
export async function evaluateBoxes(
  model: Model,
  files: BoxFiles,
  { level, onProgress }: { readonly level: number; readonly onProgress?: OnProgress },
): Promise<LocalisationReport> {
  const all = await readBoxes(files.boxes);
  const asked = await onlySplit(all, files);
  const judged = asked.filter(({ label }) => model.manifest.labels.includes(label));
  const names = [...new Set(judged.map(({ image }) => image))];
  const found = await findFilms(files.images, names);
  const paths = new Map(
    names.flatMap((name, place) => {
      const path = found[place];
      return path === undefined ? [] : [[name, path] as const];
    }),
  );
  if (paths.size === 0) {
    throw new UserError(
      names.length === 0
        ? `${files.boxes}: no box to measure: of ${all.length} boxes none is of a finding this model judges` +
            `${files.only ? ` on a film of split '${files.only.split}'` : ""}`
        : `${files.images}: none of the ${names.length} films with boxes is there: ${nameSome(names)}`,
    );
  }
  const missing = names.filter((name) => !paths.has(name));
  const films = filmsOf(judged, paths);
  const { measured, unreadable } = await measureBoxes(model, films, {
    level,
    ...(onProgress && { onProgress }),
  });
  const broken = new Set(unreadable.map(({ path }) => path));
  return {
    boxes: {
      inFile: all.length,
      measured: measured.length,
      filmMissing: judged.filter(({ image }) => !paths.has(image)).length,
      filmUnreadable: films.reduce((sum, { path, boxes }) => sum + (broken.has(path) ? boxes.length : 0), 0),
      notJudged: asked.length - judged.length,
      otherSplit: all.length - asked.length,
    },
    missing: { films: missing.length, names: nameSome(missing) },
    unreadable,
    level,
    summary: summariseBoxes(measured),
    measured,
  };
}
