import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { UserError } from "../../core/user-error.ts";
import { locateFilms } from "../film-files.ts";
import { type LabelRow, readLabels, requirePatientWise } from "../labels.ts";
import type { Recipe } from "./recipe.ts";
import { targetsOf } from "./task-outputs.ts";

/** A film with all that tells whether it is still the same. */
export type TrainingFilm = {
  readonly image: string;
  readonly path: string;
  readonly split: "train" | "val";
  readonly targets: readonly number[];
  /** Of its size and of its first and last bytes, enough to notice another picture, quick for a hundred thousand. */
  readonly mark: string;
};

export type TrainingData = {
  readonly films: readonly TrainingFilm[];
  readonly warnings: readonly string[];
};

const EDGE = 4096;
const AT_ONCE = 32;

async function markOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const hash = createHash("sha256").update(String(size));
    for (const start of [0, Math.max(0, size - EDGE)]) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(EDGE), 0, EDGE, start);
      hash.update(buffer.subarray(0, bytesRead));
    }
    return hash.digest("hex").slice(0, 16);
  } finally {
    await file.close();
  }
}

/** The paper's own split is by image, so patients in two splits are said, not refused. */
function patientWarnings(path: string, rows: readonly LabelRow[]): string[] {
  try {
    requirePatientWise(path, rows);
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [`${error.message} Figures on val will look better than they are.`];
  }
}

/**
 * Finds the films of splits `train` and `val`.
 *
 * @throws {UserError} for wrong label files, missing films, and where there is nothing to learn from
 */
export async function readTrainingData(
  images: string,
  labels: string,
  recipe: Recipe,
): Promise<TrainingData> {
  const all = await readLabels(labels);
  if (all.every(({ split }) => split === undefined)) {
    throw new UserError(`${labels}: has no column 'split' (train, val, test). Add one, by patient.`);
  }
  const rows = all.filter(
    ({ split, findings }) =>
      (split === "train" || split === "val") && (recipe.films === "all" || findings.size > 0),
  );
  if (!rows.some(({ split }) => split === "train")) {
    throw new UserError(`${labels}: no film of split 'train' to learn from`);
  }
  const paths = await locateFilms(
    images,
    rows.map(({ image }) => image),
  );
  const films: TrainingFilm[] = [];
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    const some = rows.slice(start, start + AT_ONCE).map(async (row, place): Promise<TrainingFilm> => {
      const path = paths[start + place] ?? "";
      const split = row.split === "val" ? "val" : "train";
      return {
        image: row.image,
        path,
        split,
        targets: targetsOf(recipe.task, row),
        mark: await markOf(path),
      };
    });
    films.push(...(await Promise.all(some)));
  }
  return { films, warnings: patientWarnings(labels, all) };
}

const lineOf = ({ image, split, targets, mark }: TrainingFilm) =>
  `${image},${split},${targets.join("")},${mark}`;

/** The films of a run as lines: what a run folder keeps of its data. */
export const filmLines = (films: readonly TrainingFilm[]) => films.map(lineOf);

/** A hash of names, splits, labels and files. */
export function hashFilms(lines: readonly string[]): string {
  return createHash("sha256").update(lines.join("\n")).digest("hex");
}

/** How two lists of films differ, in words; empty where they are the same. */
export function differenceOf(before: readonly string[], now: readonly string[]): string {
  const name = (line: string) => line.slice(0, line.indexOf(","));
  const [old, fresh] = [
    new Map(before.map((each) => [name(each), each])),
    new Map(now.map((each) => [name(each), each])),
  ];
  const list = (what: string, names: readonly string[]) => {
    const more = names.length > 3 ? ` and ${names.length - 3} more` : "";
    return names.length > 0 ? [`${what} ${names.slice(0, 3).join(", ")}${more}`] : [];
  };
  const parts = [
    ...list(
      "missing now:",
      [...old.keys()].filter((image) => !fresh.has(image)),
    ),
    ...list(
      "new:",
      [...fresh.keys()].filter((image) => !old.has(image)),
    ),
    ...list(
      "changed (labels, split or file):",
      [...old].flatMap(([image, line]) => (fresh.has(image) && fresh.get(image) !== line ? [image] : [])),
    ),
  ];
  if (parts.length === 0 && before.join("\n") !== now.join("\n"))
    parts.push("the films stand in another order");
  return parts.join("; ");
}
