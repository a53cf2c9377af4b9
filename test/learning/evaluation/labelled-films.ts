import type { Label } from "../../../src/core/label.ts";
import type { PredictionFile } from "../../../src/learning/evaluation/read-predictions.ts";
import type { LabelRow } from "../../../src/learning/labels.ts";

const nameOf = (film: number) => `${String(film).padStart(5, "0")}.png`;

/** Films with the findings that `truth` says, finding by finding; each a patient of its own unless `patients` says how many there are. */
export function rowsOf(
  labels: readonly Label[],
  truth: readonly (readonly boolean[])[],
  { sources, patients }: { sources?: readonly string[]; patients?: number } = {},
): LabelRow[] {
  return truth[0]!.map((_, film) => ({
    image: nameOf(film),
    findings: new Set(labels.filter((_label, at) => truth[at]![film])),
    patient: String(patients === undefined ? film : film % patients),
    split: undefined,
    source: sources?.[film],
    line: film + 2,
  }));
}

/** Predictions for the same films. */
export function predictionsOf(
  labels: readonly Label[],
  scores: readonly (readonly number[])[],
): PredictionFile {
  const films = scores[0]!.map((_, film): [string, Float64Array] => [
    nameOf(film),
    Float64Array.from(labels, (_label, at) => scores[at]![film]!),
  ]);
  const origin = { kind: "predictions", file: "made.csv", sha256: "0".repeat(64) } as const;
  return { path: "made.csv", origin, labels, films: new Map(films) };
}
