import { isLabel, LABELS, type Label } from "../core/label.ts";
import { didYouMean } from "../core/nearest-name.ts";
import { UserError } from "../core/user-error.ts";
import { type CsvTable, readCsvTable } from "./csv-table.ts";

export const SPLITS = ["train", "val", "test"] as const;
export type Split = (typeof SPLITS)[number];

/** One film of a label file. */
export type LabelRow = {
  /** File name, as in column `Image Index`. */
  readonly image: string;
  /** Empty for a film with "No Finding". */
  readonly findings: ReadonlySet<Label>;
  readonly patient: string;
  /** `undefined` where the file has no column `split`. */
  readonly split: Split | undefined;
  /** Where the film was collected, if the file tells. */
  readonly source: string | undefined;
  /** In years, if the file tells; NIH's metadata holds some beyond any human age. */
  readonly age?: number | undefined;
  /** `M` or `F`, if the file tells. */
  readonly gender?: string | undefined;
  /** `PA` or `AP`, if the file tells. */
  readonly view?: string | undefined;
  /** In the file; the first is 1. */
  readonly line: number;
};

export const NO_FINDING = "No Finding";
export const COLUMNS = { image: "Image Index", findings: "Finding Labels", patient: "Patient ID" } as const;
const OPTIONAL = {
  split: "split",
  source: "source",
  age: "Patient Age",
  gender: "Patient Gender",
  view: "View Position",
} as const;

/** A label file's columns, in the order in which we write them. */
export const LABEL_COLUMNS = [
  COLUMNS.image,
  COLUMNS.findings,
  COLUMNS.patient,
  OPTIONAL.age,
  OPTIONAL.gender,
  OPTIONAL.view,
  OPTIONAL.split,
  OPTIONAL.source,
] as const;

/** Years in one unit of NIH's ages of 2017: `058Y`, `011M`, `006D`. */
const AGE_UNITS: Readonly<Record<string, number>> = { Y: 1, M: 1 / 12, W: 7 / 365.25, D: 1 / 365.25 };

function readAge(cell: string | undefined): number | undefined {
  const [, count, unit = "Y"] = /^(\d+(?:\.\d+)?)([YMWD])?$/.exec(cell ?? "") ?? [];
  return count === undefined ? undefined : Number(count) * AGE_UNITS[unit]!;
}

/** Whether an image named twice is an error (when not given) or a row like any other. */
export type LabelOptions = { readonly repeated?: "refuse" | "keep" };

/** How many wrong cells one error names. */
const NAMED = 5;

/** Collects what is wrong with label cells, so that a person mends a file once. */
function createFindingReader() {
  const known = new Map<string, ReadonlySet<Label>>();
  const problems: string[] = [];
  const seen = new Set<string>();
  const none = NO_FINDING.replace(" ", "_");
  const complain = (about: string, problem: string) => {
    if (seen.has(about)) return;
    seen.add(about);
    problems.push(problem);
  };
  return {
    problems,
    read(cell: string, place: string): ReadonlySet<Label> {
      const before = known.get(cell);
      if (before) return before;
      const names = cell.split("|").map((name) => name.trim().replaceAll(" ", "_"));
      const alone = names.length === 1 && names[0] === none;
      for (const name of alone ? [] : names) {
        if (isLabel(name)) continue;
        if (name === none) complain(cell, `${place}: '${NO_FINDING}' stands beside findings: '${cell}'`);
        else {
          const meant = didYouMean(name, [...LABELS, NO_FINDING]);
          complain(
            name,
            `${place}: '${name}' is not one of NIH's 14 labels or '${NO_FINDING}'${meant && `.${meant}`}`,
          );
        }
      }
      const findings = new Set(names.filter(isLabel));
      known.set(cell, findings);
      return findings;
    },
  };
}

/**
 * Reads labels as NIH publishes them (`Data_Entry_2017.csv` and its later versions, plain or gzipped; comma, semicolon or
 * tab): columns `Image Index`, `Finding Labels` (several joined by `|`), `Patient ID`; optionally `split` (train, val, test),
 * `source`, age, gender and view. Other columns are passed over.
 *
 * @throws {UserError} naming file, line and column of what is wrong
 */
export async function readLabels(path: string, options: LabelOptions = {}): Promise<LabelRow[]> {
  return labelsOf(path, await readCsvTable(path), options);
}

/**
 * The films of one split, or all where none is asked for.
 *
 * @param path of the label file, for errors
 * @throws {UserError} where the split has no film, or the file no splits
 */
export function rowsOfSplit(
  path: string,
  all: readonly LabelRow[],
  split: string | undefined,
): readonly LabelRow[] {
  if (split === undefined) return all;
  if (all.every((row) => row.split === undefined)) {
    throw new UserError(
      `${path}: no column 'split', so --split ${split} picks nothing. Leave it out, or add the column (roentgram data prepare).`,
      { exitCode: 2 },
    );
  }
  const rows = all.filter((row) => row.split === split);
  if (rows.length === 0) throw new UserError(`${path}: no film in split '${split}'`, { exitCode: 2 });
  return rows;
}

/**
 * The films of a table that is read already, row by row; see `readLabels`.
 *
 * @throws {UserError} naming file, line and column of what is wrong
 */
export function labelsOf(
  path: string,
  { head, rows, column }: CsvTable,
  { repeated = "refuse" }: LabelOptions = {},
): LabelRow[] {
  for (const name of Object.values(COLUMNS)) {
    if (column(name) >= 0) continue;
    throw new UserError(
      `${path}: line 1: no column '${name}'. It has: ${head.filter((cell) => cell !== "").join(", ")}`,
    );
  }
  const at = { ...mapValues(COLUMNS, column), ...mapValues(OPTIONAL, column) };
  const lines = new Map<string, number>();
  const findingReader = createFindingReader();

  const films = rows.map(({ cells, line }): LabelRow => {
    const place = (name: string) => `${path}: line ${line}: column '${name}'`;
    const optional = (name: keyof typeof OPTIONAL) => (at[name] < 0 ? undefined : cells[at[name]]);
    const image = cells[at.image] ?? "";
    const patient = cells[at.patient] ?? "";
    if (image === "") throw new UserError(`${place(COLUMNS.image)} is empty`);
    if (patient === "") throw new UserError(`${place(COLUMNS.patient)} is empty`);
    const earlier = lines.get(image);
    if (earlier !== undefined && repeated === "refuse") {
      throw new UserError(`${place(COLUMNS.image)}: '${image}' stands already in line ${earlier}`);
    }
    lines.set(image, line);
    const named = optional("split");
    const split = SPLITS.find((name) => name === named);
    if (named !== undefined && !split) {
      throw new UserError(
        `${place("split")}: '${named}' is not one of ${SPLITS.join(", ")}.${didYouMean(named, SPLITS)}`,
      );
    }
    return {
      image,
      patient,
      split,
      findings: findingReader.read(cells[at.findings] ?? "", place(COLUMNS.findings)),
      source: optional("source"),
      age: readAge(optional("age")),
      gender: optional("gender"),
      view: optional("view"),
      line,
    };
  });
  const { problems } = findingReader;
  if (problems.length > 0) {
    const more = problems.length > NAMED ? `; and ${problems.length - NAMED} more` : "";
    throw new UserError(problems.slice(0, NAMED).join("; ") + more);
  }
  return films;
}

function mapValues<Key extends string>(
  names: Readonly<Record<Key, string>>,
  column: (name: string) => number,
): Record<Key, number> {
  const places = Object.entries<string>(names).map(([key, name]) => [key, column(name)]);
  return Object.fromEntries(places) as Record<Key, number>;
}

/**
 * Names the first patient whose films lie in two splits: then a test would see patients known from fitting.
 *
 * @throws {UserError} naming the patient and both lines
 */
export function requirePatientWise(path: string, rows: readonly LabelRow[]): void {
  const known = new Map<string, LabelRow>();
  for (const row of rows) {
    const first = known.get(row.patient) ?? row;
    known.set(row.patient, first);
    if (first.split !== row.split) {
      throw new UserError(
        `${path}: patient ${row.patient} is in split '${first.split}' (line ${first.line}) and in '${row.split}' ` +
          `(line ${row.line}). Split the films by patient.`,
      );
    }
  }
}
