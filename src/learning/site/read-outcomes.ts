import { isLabel, LABELS, type Label } from "../../core/label.ts";
import { didYouMean } from "../../core/nearest-name.ts";
import { UserError } from "../../core/user-error.ts";
import { type CsvTable, readCsvTable } from "../csv-table.ts";
import { COLUMNS, NO_FINDING } from "../labels.ts";

/** What the network said of a finding, where the file tells. */
type Told = { readonly kind: "logit" | "probability"; readonly value: number };

/** One case whose findings somebody came to know. */
export type Outcome = {
  /** For errors; its film's file name where films are given. */
  readonly name: string;
  /** Cases of one patient, or sent by one person, are no independent witnesses. */
  readonly group: string;
  /** Findings not in it were not looked for. */
  readonly truth: ReadonlyMap<Label, boolean>;
  readonly told: ReadonlyMap<Label, Told>;
};

export type Outcomes = {
  readonly outcomes: readonly Outcome[];
  /** Lines passed over: feedback that confirms nothing, or without a film. */
  readonly passedOver: number;
  /** Whether the file says what the network said; else films are needed. */
  readonly told: boolean;
};

const NAMES = [COLUMNS.image, "image", "case", "study"];
const GROUPS = [COLUMNS.patient, "patient", "sender"];
const HASHES = ["model sha256", "model_sha256"];

function firstOf(table: CsvTable, names: readonly string[]): number {
  return names.map((name) => table.column(name)).find((at) => at >= 0) ?? -1;
}

const labelOf = (name: string): Label | undefined => {
  const label = name.trim().replaceAll(" ", "_");
  return isLabel(label) ? label : undefined;
};

/** @throws {UserError} when a cell is none of 1, 0 and empty */
function readCell(cell: string, where: string): boolean | undefined {
  if (cell === "") return undefined;
  if (cell === "1") return true;
  if (cell === "0") return false;
  throw new UserError(`${where}: '${cell}' is not 1 (seen), 0 (looked for, not seen) or empty (not known)`);
}

/** A list as `Effusion|Mass` or `No Finding`: all 14 are then known. */
function readList(cell: string, where: string): Map<Label, boolean> {
  const names = cell === NO_FINDING ? [] : cell.split("|");
  const found = names.map((name) => {
    const label = labelOf(name);
    if (label) return label;
    throw new UserError(
      `${where}: '${name}' is not one of NIH's 14 labels or '${NO_FINDING}'.${didYouMean(name, [...LABELS, NO_FINDING])}`,
    );
  });
  return new Map(LABELS.map((label) => [label, found.includes(label)]));
}

function readTold(cell: string, kind: Told["kind"], where: string): Told | undefined {
  if (cell === "") return undefined;
  const value = Number(cell);
  const wrong = kind === "logit" ? !Number.isFinite(value) : !(value > 0 && value < 1);
  if (wrong) {
    throw new UserError(
      `${where}: '${cell}' is not ${kind === "logit" ? "a number" : "a probability between 0 and 1"}`,
    );
  }
  return { kind, value };
}

/** The columns of single findings: their truth, and what the network said. */
function findingColumns({ head }: CsvTable) {
  return head.flatMap((name, at) => {
    const kind = (["logit", "probability"] as const).find((each) => name.endsWith(` ${each}`));
    const label = labelOf(kind ? name.slice(0, -kind.length - 1) : name);
    return label ? [{ label, kind, at, name }] : [];
  });
}

/** Refuses outcomes of another network: its logits mean something else. */
function requireHash(path: string, cell: string, line: number, sha256: string): void {
  if (cell === "" || cell === sha256) return;
  throw new UserError(
    `${path}: line ${line}: this outcome is of the network ${cell.slice(0, 16)}, but the model's is ${sha256.slice(0, 16)}: ` +
      "what was said by one network says nothing of another. Leave such lines out; films whose findings are known can be read again: --outcomes labels.csv --images DIR.",
  );
}

/**
 * Reads outcomes: `feedback.csv` or `labels.csv` of 'feedback export', a label file as NIH's, or a plain table with a column for
 * each finding known (1, 0, empty) and optionally `<Finding> logit` or `<Finding> probability`.
 *
 * @param sha256 of the model's network
 * @throws {UserError} naming file, line and column of what is wrong
 */
export async function readOutcomes(path: string, sha256: string): Promise<Outcomes> {
  const table = await readCsvTable(path, "outcomes");
  const [name, group, hash] = [NAMES, GROUPS, HASHES].map((names) => firstOf(table, names)) as [
    number,
    number,
    number,
  ];
  const [verdict, confirmed, list] = ["verdict", "confirmed", COLUMNS.findings].map(table.column) as [
    number,
    number,
    number,
  ];
  if (name < 0) throw new UserError(`${path}: line 1: no column '${NAMES.join("', '")}' that names the case`);
  const columns = findingColumns(table);
  const listed = confirmed >= 0 ? confirmed : list;
  if (listed < 0 && !columns.some(({ kind }) => !kind)) {
    throw new UserError(
      `${path}: line 1: nothing says what was found: neither '${COLUMNS.findings}', nor 'confirmed', nor a column such as 'Effusion'`,
    );
  }
  const told = columns.some(({ kind }) => kind);
  let passedOver = 0;
  const outcomes = table.rows.flatMap(({ cells, line }): Outcome[] => {
    const cell = (at: number) => (at < 0 ? "" : (cells[at] ?? ""));
    const where = (column: string) => `${path}: line ${line}: column '${column}'`;
    const unconfirmed = verdict >= 0 && cell(verdict) !== "confirmed";
    if (unconfirmed || (verdict >= 0 && !told && cell(name) === "")) {
      passedOver += 1;
      return [];
    }
    requireHash(path, cell(hash), line, sha256);
    if (cell(name) === "") throw new UserError(`${where(table.head[name]!)} is empty`);
    const truth = listed < 0 ? new Map<Label, boolean>() : readList(cell(listed), where(table.head[listed]!));
    const said = new Map<Label, Told>();
    for (const { label, kind, at, name: column } of columns) {
      if (kind) {
        const value = readTold(cell(at), kind, where(column));
        if (value) said.set(label, value);
      } else {
        const known = readCell(cell(at), where(column));
        if (known !== undefined) truth.set(label, known);
      }
    }
    return [{ name: cell(name), group: cell(group) || cell(name), truth, told: said }];
  });
  if (outcomes.length === 0) {
    throw new UserError(
      `${path}: no outcome to learn from: ${passedOver} lines confirm nothing or have no film`,
    );
  }
  return { outcomes, passedOver, told };
}
