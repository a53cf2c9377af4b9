import type { Label } from "../core/label.ts";
import type { LabelRow } from "./labels.ts";

/** What a network said of labelled films. */
export type LabelledOutputs = {
  readonly rows: readonly LabelRow[];
  /** In output order. */
  readonly labels: readonly Label[];
  /** One row of `labels.length` logits per film. */
  readonly logits: Float32Array;
};

/** The logits of one output, film by film. */
export function logitsOf({ rows, labels, logits }: LabelledOutputs, label: Label): Float64Array {
  const output = labels.indexOf(label);
  return Float64Array.from({ length: rows.length }, (_, film) => logits[film * labels.length + output]!);
}

/** Which films bear a label. */
export function truthOf({ rows }: Pick<LabelledOutputs, "rows">, label: Label): boolean[] {
  return rows.map(({ findings }) => findings.has(label));
}

/** The films that a test picks, with their logits. */
export function pickFilms(outputs: LabelledOutputs, picks: (row: LabelRow) => boolean): LabelledOutputs {
  const width = outputs.labels.length;
  const films = outputs.rows.flatMap((row, film) => (picks(row) ? [film] : []));
  const logits = new Float32Array(films.length * width);
  for (const [place, film] of films.entries()) {
    logits.set(outputs.logits.subarray(film * width, (film + 1) * width), place * width);
  }
  return { rows: films.map((film) => outputs.rows[film]!), labels: outputs.labels, logits };
}
