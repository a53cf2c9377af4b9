import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { LABELS, type Label } from "../../core/label.ts";
import { nearestName } from "../../core/nearest-name.ts";
import { UserError } from "../../core/user-error.ts";
import { csvLine, readCsvTable } from "../csv-table.ts";
import { sha256Of } from "../dataset/inspect-file.ts";
import { COLUMNS } from "../labels.ts";

const PREFIX = "prob_";

/** Where probabilities come from, so that a report can say it. */
export type PredictionOrigin =
  | {
      readonly kind: "model";
      readonly name: string;
      readonly version: string;
      /** Of the network. */
      readonly sha256: string;
      /** Whether each film's mirror image was run too. */
      readonly flip: boolean;
    }
  | {
      readonly kind: "predictions";
      /** Its name, without the folders it lies in. */
      readonly file: string;
      readonly sha256: string;
    };

/** Anybody's probabilities, film by film. */
export type PredictionFile = {
  /** For errors. */
  readonly path: string;
  readonly origin: PredictionOrigin;
  readonly labels: readonly Label[];
  /** By `Image Index`; one probability per label, in their order. */
  readonly films: ReadonlyMap<string, Float64Array>;
};

function readHead(path: string, head: readonly string[]) {
  const image = head.indexOf(COLUMNS.image);
  if (image < 0) {
    throw new UserError(`${path}: line 1: no column '${COLUMNS.image}'. It has: ${head.join(", ")}`);
  }
  const columns = head.flatMap((cell, at) => {
    if (!cell.startsWith(PREFIX)) return [];
    const name = cell.slice(PREFIX.length).replaceAll(" ", "_");
    const label = LABELS.find((each) => each === name);
    if (label) return [{ label, at }];
    const meant = nearestName(name, LABELS);
    throw new UserError(
      `${path}: line 1: column '${cell}': '${name}' is not one of NIH's 14 labels.${meant ? ` Did you mean '${PREFIX}${meant}'?` : ""}`,
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
  const { head, rows } = await readCsvTable(path, "predictions");
  const { image, columns } = readHead(path, head);
  const films = new Map<string, Float64Array>();
  for (const { cells, line } of rows) {
    const name = cells[image] ?? "";
    if (name === "") throw new UserError(`${path}: line ${line}: column '${COLUMNS.image}' is empty`);
    if (films.has(name)) throw new UserError(`${path}: line ${line}: '${name}' stands there already`);
    const probabilities = columns.map(({ label, at }) => {
      const cell = cells[at] ?? "";
      const value = Number(cell);
      if (cell !== "" && value >= 0 && value <= 1) return value;
      throw new UserError(
        `${path}: line ${line}: column '${PREFIX}${label}': '${cell}' is not a number from 0 to 1. ` +
          "Probabilities are wanted: a sigmoid of a logit, a hundredth of a percentage.",
      );
    });
    films.set(name, Float64Array.from(probabilities));
  }
  const sha256 = sha256Of(await readFile(path));
  return {
    path,
    origin: { kind: "predictions", file: basename(path), sha256 },
    labels: columns.map(({ label }) => label),
    films,
  };
}

/** Predictions as `readPredictions` reads them, every digit kept. */
export function renderPredictions({ labels, films }: PredictionFile): string {
  const head = [COLUMNS.image, ...labels.map((label) => `${PREFIX}${label}`)];
  const lines = Array.from(films, ([image, probabilities]) => csvLine([image, ...probabilities]));
  return [csvLine(head), ...lines].map((line) => `${line}\n`).join("");
}
