import { isAbsolute, join, relative } from "node:path";
import { LABELS } from "../../core/label.ts";
import { UserError } from "../../core/user-error.ts";
import { type CsvTable, csvLine } from "../csv-table.ts";
import { LABEL_COLUMNS, type LabelRow, labelsOf, NO_FINDING, type Split } from "../labels.ts";
import { labelsInWords } from "./gather-films.ts";
import { sha256Of } from "./inspect-file.ts";
import { ALL_OTHERS, type Task, targetsOf } from "./task.ts";

/** One film of a prepared dataset. */
export type DatasetFilm = LabelRow & {
  readonly split: Split;
  readonly source: string;
  readonly path: string;
  /** Of the file's bytes when the dataset was prepared. */
  readonly sha256: string;
  /** Of the decoded film, in pixels. */
  readonly width: number;
  readonly height: number;
};

const HEAD = [...LABEL_COLUMNS, "path", "sha256", "width", "height", NO_FINDING, ...LABELS];

/** The films as CSV: labels as NIH writes them, then one column of 0 and 1 per class. Paths are seen from the dataset's folder. */
export function renderFilms(dir: string, task: Task, films: readonly DatasetFilm[]): string {
  const oneVsAll = task.kind === "one-vs-all";
  const row = (film: DatasetFilm) => {
    const { image, patient, age, gender, view, split, source, path, sha256, width, height, findings } = film;
    return csvLine([
      image,
      labelsInWords(film),
      patient,
      age ?? "",
      gender ?? "",
      view ?? "",
      split,
      source,
      relative(dir, path),
      sha256,
      width,
      height,
      findings.size === 0 ? 1 : 0,
      ...LABELS.map((label) => (findings.has(label) ? 1 : 0)),
      ...(oneVsAll ? [targetsOf(task, findings)[0]!] : []),
    ]);
  };
  const head = csvLine(oneVsAll ? [...HEAD, ALL_OTHERS] : HEAD);
  return `${[head, ...films.map(row)].join("\n")}\n`;
}

/**
 * Reads what `renderFilms` wrote.
 *
 * @throws {UserError} naming file, line and column of what is wrong
 */
export function parseFilms(dir: string, path: string, table: CsvTable): DatasetFilm[] {
  for (const name of HEAD) {
    if (table.column(name) < 0)
      throw new UserError(`${path}: line 1: no column '${name}'. Prepare it again.`);
  }
  const cell = (place: number, name: string) => table.rows[place]?.cells[table.column(name)] ?? "";
  return labelsOf(path, table).map((row, place) => {
    const { split, source } = row;
    if (!split) throw new UserError(`${path}: line ${row.line}: column 'split' is empty. Prepare it again.`);
    const file = cell(place, "path");
    return {
      ...row,
      split,
      source: source ?? "",
      path: isAbsolute(file) ? file : join(dir, file),
      sha256: cell(place, "sha256"),
      width: Number(cell(place, "width")),
      height: Number(cell(place, "height")),
    };
  });
}

/** One hash over what films teach: content, labels, split. Neither names nor order count. */
export function fingerprintOf(films: readonly DatasetFilm[]): string {
  const lines = films.map((film) => `${film.sha256} ${film.split} ${labelsInWords(film)}`).toSorted();
  return sha256Of(lines.join("\n"));
}
