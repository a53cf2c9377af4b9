import { LABELS } from "../../core/label.ts";
import { createRandom } from "../../core/random.ts";
import type { LabelRow } from "../labels.ts";

/** Films of a finding that a draw holds at least, where there are as many. */
const LEAST_POSITIVES = 12;

/**
 * Draws patients, each with all of its films, until at least `count` films are there. Rare findings are drawn first, so that each
 * has positive films enough for an AUC; AUC does not depend on how many have it. The same rows, count and seed give the same films.
 *
 * @returns rows in their own order; all of them where there are no more than `count`
 */
export function drawFilms(rows: readonly LabelRow[], count: number, seed: number): readonly LabelRow[] {
  if (rows.length <= count) return rows;
  const byPatient = new Map<string, LabelRow[]>();
  for (const row of rows) byPatient.set(row.patient, [...(byPatient.get(row.patient) ?? []), row]);
  const random = createRandom(seed);
  const shuffled = [...byPatient.keys()]
    .map((patient) => ({ patient, place: random.next() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ patient }) => patient);
  const chosen = new Set<string>();
  let films = 0;
  const choose = (patient: string) => {
    if (chosen.has(patient)) return;
    chosen.add(patient);
    films += byPatient.get(patient)!.length;
  };
  const having = (label: (typeof LABELS)[number]) => rows.filter(({ findings }) => findings.has(label));
  const rarest = LABELS.map((label) => ({ label, all: having(label) })).toSorted(
    (one, other) => one.all.length - other.all.length,
  );
  for (const { label, all } of rarest) {
    // No more than an even part of the draw, so that all findings find room in a small one.
    const wanted = Math.min(all.length, LEAST_POSITIVES, Math.max(2, Math.floor(count / LABELS.length)));
    for (const patient of shuffled) {
      const got = all.filter((row) => chosen.has(row.patient)).length;
      if (got >= wanted || films >= count) break;
      if (byPatient.get(patient)!.some(({ findings }) => findings.has(label))) choose(patient);
    }
  }
  for (const patient of shuffled) {
    if (films >= count) break;
    choose(patient);
  }
  return rows.filter(({ patient }) => chosen.has(patient));
}
