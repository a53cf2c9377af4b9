import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { CsvError, parse } from "csv-parse/sync";
import { UserError } from "../core/user-error.ts";

/** One line of a table; `line` counts lines of the file, the first is 1. */
type CsvRow = { readonly cells: readonly string[]; readonly line: number };

export type CsvTable = {
  readonly head: readonly string[];
  readonly rows: readonly CsvRow[];
  /** Place of a column, -1 where there is none. */
  column(name: string): number;
};

const SEPARATORS = { ",": "comma", ";": "semicolon", "\t": "tab" } as const;
type Separator = keyof typeof SEPARATORS;

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

/** The separator that the first line holds most of. */
function separatorOf(text: string): Separator {
  const [first = ""] = text.split(/\r?\n/, 1);
  const count = (separator: string) => first.split(separator).length;
  return (Object.keys(SEPARATORS) as Separator[]).reduce((best, next) =>
    count(next) > count(best) ? next : best,
  );
}

function parseRows(path: string, text: string, delimiter: Separator): CsvRow[] {
  try {
    const rows = parse(text, {
      bom: true,
      info: true,
      skip_empty_lines: true,
      trim: true,
      relax_column_count: true,
      delimiter,
    });
    return (rows as unknown as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
      cells: record,
      line: info.lines,
    }));
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new UserError(`${path}: not a well-formed CSV file: ${cause.message}`, { cause });
  }
}

/** NIH's `OriginalImage[Width,Height]` holds two columns and `Bbox [x,y,w,h]` four, also where somebody put them in quotes. */
function unfold(head: readonly string[]): string[] {
  return head.flatMap((name) => (/^[^,]+\[[^\]]*,[^\]]*\]$/.test(name) ? name.split(",") : [name]));
}

const withoutEmptyEnd = (cells: readonly string[]) => {
  let end = cells.length;
  while (end > 0 && cells[end - 1] === "") end -= 1;
  return end;
};

function requireWidth(path: string, head: readonly string[], row: CsvRow, used: Separator): void {
  const { cells, line } = row;
  const columns = withoutEmptyEnd(head);
  if (cells.length >= columns && withoutEmptyEnd(cells) <= Math.max(columns, head.length)) return;
  const others = (Object.keys(SEPARATORS) as Separator[]).filter((separator) => separator !== used);
  const other = others.find((separator) => cells.join(used).split(separator).length >= columns);
  throw new UserError(
    `${path}: line ${line}: ${cells.length} cells where line 1 names ${columns} columns. ` +
      (other
        ? `Line 1 is separated by ${SEPARATORS[used]}, this one by ${SEPARATORS[other]}: use one separator.`
        : "Mend the line."),
  );
}

/**
 * Reads a table: comma, semicolon or tab, whichever its first line is separated by; plain or gzipped. Empty cells at the
 * end of a line do not count, as in NIH's metadata of 2017, whose header ends in a comma.
 *
 * @param holding what its lines are, for the error where there are none
 * @throws {UserError} naming file and line of what is wrong, such as a line with another separator
 */
export async function readCsvTable(path: string, holding = "films"): Promise<CsvTable> {
  const text = await readText(path);
  const separator = separatorOf(text);
  const [first, ...rows] = parseRows(path, text, separator);
  if (!first || rows.length === 0) throw new UserError(`${path}: the file holds no ${holding}`);
  const head = unfold(first.cells);
  for (const row of rows) requireWidth(path, head, row, separator);
  return { head, rows, column: (name) => head.indexOf(name) };
}

/** One line of a CSV file, with quotes where a cell needs them. */
export function csvLine(cells: readonly (string | number)[]): string {
  return cells
    .map((cell) => {
      const text = String(cell);
      return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    })
    .join(",");
}
