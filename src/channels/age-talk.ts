import { type AgeGroup, isBelowAgeLimit } from "../core/age.ts";
import type { Circumstances, Person } from "./person.ts";
import { type Step, tell } from "./step.ts";

/** What is said once an age is kept: nothing where no answer is out, or it said what it had to. */
export function onAgeKept(
  { age, wrong }: { age: AgeGroup; wrong: readonly string[] },
  person: Person,
  at: Circumstances,
): Step {
  if (wrong.length === 0) return { person, effects: [] };
  const key = isBelowAgeLimit(age) ? "age-warning" : "age-corrected";
  return tell(person, at, key, { names: { codes: wrong }, place: "reply" });
}
