import { LABELS, type Label } from "../../core/label.ts";
import { UserError } from "../../core/user-error.ts";
import { COLUMNS, type CsvRow, readCsvRows } from "../labels.ts";

const PREFIX = "prob_";

/** Anybody's probabilities, film by film. */
export type PredictionFile = {
  readonly path: string;
  readonly labels: readonly Label[];
  /** By `Image Index`; one probability per label, in their order. */
  readonly films: ReadonlyMap<string, Float64Array>;
};

function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [above, letter] of [...one].entries()) {
    const next = [above + 1];
    for (const [at, against] of [...other].entries()) {
      next.push(Math.min(row[at + 1]! + 1, next[at]! + 1, row[at]! + (letter === against ? 0 : 1)));
    }
    row = next;
  }
  return row[other.length]!;
}

const nearest = (name: string) => LABELS.toSorted((a, b) => distance(name, a) - distance(name, b))[0];

function readHead(path: string, head: CsvRow) {
  const image = head.cells.indexOf(COLUMNS.image);
  if (image < 0) {
    throw new UserError(`${path}: line 1: no column '${COLUMNS.image}'. It has: ${head.cells.join(", ")}`);
  }
  const columns = head.cells.flatMap((cell, at) => {
    if (!cell.startsWith(PREFIX)) return [];
    const name = cell.slice(PREFIX.length).replaceAll(" ", "_");
    const label = LABELS.find((each) => each === name);
    if (label) return [{ label, at }];
    throw new UserError(
      `${path}: line 1: column '${cell}': '${name}' is not one of NIH's 14 labels. Did you mean '${PREFIX}${nearest(name)}'?`,
    );
  });
  if (columns.length === 0) {
    throw new UserError(`${path}: line 1: no column '${PREFIX}<Finding>', such as '${PREFIX}Effusion'`);
  }
  const twice = columns.find(({ label }, at) => columns.findIndex((each) => each.label === label) !== at);
  if (twice) throw new UserError(`${path}: line 1: two columns for '${twice.label}'`);
  return { image, columns };
}

/**
 * Reads predictions: columns `Image Index` and `prob_<Finding>` in [0, 1]; others are passed over.
 *
 * @throws {UserError} naming file, line and column of what is wrong
 */
export async function readPredictions(path: string): Promise<PredictionFile> {
  const [head, ...rows] = await readCsvRows(path);
  if (!head || rows.length === 0) throw new UserError(`${path}: the file holds no predictions`);
  const { image, columns } = readHead(path, head);
  const films = new Map<string, Float64Array>();
  for (const { cells, line } of rows) {
    const name = cells[image] ?? "";
    if (films.has(name)) throw new UserError(`${path}: line ${line}: '${name}' stands there already`);
    const probabilities = columns.map(({ label, at }) => {
      const cell = cells[at] ?? "";
      const value = Number(cell);
      if (cell !== "" && value >= 0 && value <= 1) return value;
      throw new UserError(
        `${path}: line ${line}: column '${PREFIX}${label}': '${cell}' is not a number from 0 to 1`,
      );
    });
    films.set(name, Float64Array.from(probabilities));
  }
  return { path, labels: columns.map(({ label }) => label), films };
}
