import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { CsvError, parse } from "csv-parse/sync";
import { isLabel, type Label } from "../core/label.ts";
import { UserError } from "../core/user-error.ts";

const SPLITS = ["train", "val", "test"] as const;
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
  /** In the file; the first is 1. */
  readonly line: number;
};

export const NO_FINDING = "No Finding";
export const COLUMNS = { image: "Image Index", findings: "Finding Labels", patient: "Patient ID" } as const;

/** One line of a CSV file. */
export type CsvRow = { readonly cells: readonly string[]; readonly line: number };

async function readText(path: string): Promise<string> {
  try {
    const bytes = await readFile(path);
    const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return (packed ? gunzipSync(bytes) : bytes).toString("utf8");
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? "cannot be read";
    throw new UserError(`${path}: cannot open the file (${code}). Check the path.`, {
      exitCode: 2,
      cause,
    });
  }
}

function readCsv(path: string, text: string): CsvRow[] {
  try {
    const rows = parse(text, { bom: true, info: true, skip_empty_lines: true, trim: true });
    return (rows as unknown as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
      cells: record,
      line: info.lines,
    }));
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new UserError(`${path}: not a well-formed CSV file: ${cause.message}`, { cause });
  }
}

function readFindings(cell: string, place: string): Set<Label> {
  const names = cell.split("|").map((name) => name.trim().replaceAll(" ", "_"));
  if (names.length === 1 && names[0] === NO_FINDING.replace(" ", "_")) return new Set();
  for (const name of names) {
    if (isLabel(name)) continue;
    throw new UserError(
      name === NO_FINDING.replace(" ", "_")
        ? `${place}: '${NO_FINDING}' stands beside findings: '${cell}'`
        : `${place}: '${name}' is not one of NIH's 14 labels or '${NO_FINDING}'`,
    );
  }
  return new Set(names.filter(isLabel));
}

/**
 * Reads a CSV file, plain or gzipped, heading included.
 *
 * @throws {UserError} naming the file when it cannot be opened or is not well formed
 */
export async function readCsvRows(path: string): Promise<CsvRow[]> {
  return readCsv(path, await readText(path));
}

/**
 * Reads labels as NIH publishes them (`Data_Entry_2017.csv` and its later versions, plain or gzipped): columns
 * `Image Index`, `Finding Labels` (several joined by `|`), `Patient ID`; optionally `split` (train, val, test) and
 * `source`. Other columns are passed over.
 *
 * @throws {UserError} naming file, line and column of what is wrong
 */
export async function readLabels(path: string): Promise<LabelRow[]> {
  const [head, ...rows] = await readCsvRows(path);
  if (!head || rows.length === 0) throw new UserError(`${path}: the label file holds no films`);
  const column = (name: string) => head.cells.indexOf(name);
  for (const name of Object.values(COLUMNS)) {
    if (column(name) >= 0) continue;
    throw new UserError(
      `${path}: line 1: no column '${name}'. It has: ${head.cells.filter((cell) => cell !== "").join(", ")}`,
    );
  }
  const splitColumn = column("split");
  const sourceColumn = column("source");
  const lines = new Map<string, number>();

  return rows.map(({ cells, line }) => {
    const place = (name: string) => `${path}: line ${line}: column '${name}'`;
    const image = cells[column(COLUMNS.image)] ?? "";
    const patient = cells[column(COLUMNS.patient)] ?? "";
    if (image === "") throw new UserError(`${place(COLUMNS.image)} is empty`);
    if (patient === "") throw new UserError(`${place(COLUMNS.patient)} is empty`);
    const earlier = lines.get(image);
    if (earlier !== undefined) {
      throw new UserError(`${place(COLUMNS.image)}: '${image}' stands already in line ${earlier}`);
    }
    lines.set(image, line);
    const split = splitColumn < 0 ? undefined : SPLITS.find((name) => name === cells[splitColumn]);
    if (splitColumn >= 0 && !split) {
      throw new UserError(`${place("split")}: '${cells[splitColumn]}' is not one of ${SPLITS.join(", ")}`);
    }
    return {
      image,
      patient,
      split,
      findings: readFindings(cells[column(COLUMNS.findings)] ?? "", place(COLUMNS.findings)),
      source: sourceColumn < 0 ? undefined : cells[sourceColumn],
      line,
    };
  });
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
