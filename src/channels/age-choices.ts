import { AGE_GROUPS, type AgeGroup } from "../core/age.ts";
import type { Choice } from "./event.ts";

/** One letter each: a button's id has 64 bytes, and the photo's message takes most of them. */
const LETTERS: Readonly<Record<AgeGroup, string>> = { "under-5": "u", "5-14": "c", adult: "a" };

/** Reads what {@link ageRow} writes. The study follows from chat and message, so nobody answers for another's photo. */
export function readAgeChoice(id: string): { age: AgeGroup; message: string } | undefined {
  const found = /^age:([uca]):(.+)$/s.exec(id);
  const age = AGE_GROUPS.find((group) => LETTERS[group] === found?.[1]);
  return age === undefined ? undefined : { age, message: found?.[2] ?? "" };
}

/**
 * The question for the patient's age as one row.
 *
 * @param groups what can be chosen: below an answer that was given as an adult's, only the others
 * @param chosen shown as chosen already
 */
export function ageRow(
  message: string,
  { groups = AGE_GROUPS, chosen }: { groups?: readonly AgeGroup[]; chosen?: AgeGroup | undefined } = {},
): readonly Choice[] {
  return groups.map((group) => ({
    id: `age:${LETTERS[group]}:${message}`,
    labelKey: `button-age-${group}`,
    ...(group === chosen ? { chosen: true } : {}),
  }));
}
