import type { LabelRow, Split } from "../labels.ts";

/** How many patients of one split have films in another one too. */
export function patientsInOtherSplits(rows: readonly LabelRow[], split: Split): number {
  const elsewhere = new Set(rows.filter((row) => row.split !== split).map(({ patient }) => patient));
  const here = new Set(rows.filter((row) => row.split === split).map(({ patient }) => patient));
  return [...here].filter((patient) => elsewhere.has(patient)).length;
}
