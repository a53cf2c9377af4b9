import { isLabel, LABELS, type Label } from "../../core/label.ts";
import { didYouMean } from "../../core/nearest-name.ts";
import { UserError } from "../../core/user-error.ts";
import { readCsvTable } from "../csv-table.ts";
import { COLUMNS } from "../labels.ts";

/** Side of the square that NIH's boxes are measured in: the films as published, whole. */
export const FRAME = 1024;

/** A rectangle in pixels of the `FRAME`; `right` and `bottom` lie outside. */
export type Box = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

/** Where a radiologist saw a finding on a film. */
export type BoxRow = {
  /** File name, as in column `Image Index`. */
  readonly image: string;
  readonly label: Label;
  readonly box: Box;
};

const FINDING = "Finding Label";
/** NIH writes `Bbox [x,y,w,h]`, which is four columns. */
const SIDES = ["Bbox [x", "y", "w", "h]"] as const;
/** As the boxes name what the labels call otherwise. */
const ALIASES: Readonly<Record<string, Label>> = { Infiltrate: "Infiltration" };

function readLabel(cell: string, place: string): Label {
  const name = cell.replaceAll(" ", "_");
  const label = ALIASES[name] ?? name;
  if (isLabel(label)) return label;
  throw new UserError(
    `${place}: '${cell}' is not one of NIH's 14 labels or 'Infiltrate'.${didYouMean(name, LABELS)}`,
  );
}

function readBox(cells: readonly string[], place: string): Box {
  const [x = Number.NaN, y = Number.NaN, w = Number.NaN, h = Number.NaN] = cells.map((cell) =>
    cell === "" ? Number.NaN : Number(cell),
  );
  // Half a pixel beyond is rounding.
  const fits = x >= -0.5 && y >= -0.5 && w > 0 && h > 0 && x + w <= FRAME + 0.5 && y + h <= FRAME + 0.5;
  if (fits) return { left: x, top: y, right: x + w, bottom: y + h };
  throw new UserError(
    `${place}: '${cells.join(",")}' is no box x,y,w,h within ${FRAME} x ${FRAME} pixels, the size of NIH's films`,
  );
}

/**
 * Reads NIH's `BBox_List_2017.csv`, plain or gzipped: columns `Image Index`, `Finding Label`, `Bbox [x,y,w,h]` in pixels of
 * films of 1024 x 1024; others, and empty ones at the end, are passed over.
 *
 * @throws {UserError} naming file, line and column of what is wrong
 */
export async function readBoxes(path: string): Promise<BoxRow[]> {
  const { head, rows, column } = await readCsvTable(path, "boxes");
  const [image, finding, first] = [COLUMNS.image, FINDING, SIDES[0]].map(column);
  const wanted = [COLUMNS.image, FINDING, SIDES.join(",")];
  for (const [place, at] of [image, finding, first].entries()) {
    if (at !== undefined && at >= 0) continue;
    throw new UserError(
      `${path}: line 1: no column '${wanted[place]}'. It has: ${head.filter((cell) => cell !== "").join(", ")}`,
    );
  }
  const start = first ?? 0;
  if (head.slice(start, start + SIDES.length).join() !== SIDES.join()) {
    throw new UserError(`${path}: line 1: '${head[start]}' does not begin the four columns '${wanted[2]}'`);
  }
  return rows.map(({ cells, line }) => {
    const place = `${path}: line ${line}`;
    const name = cells[image ?? 0] ?? "";
    if (name === "") throw new UserError(`${place}: column '${COLUMNS.image}' is empty`);
    return {
      image: name,
      label: readLabel(cells[finding ?? 0] ?? "", `${place}: column '${FINDING}'`),
      box: readBox(cells.slice(start, start + SIDES.length), place),
    };
  });
}
