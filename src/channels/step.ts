import { type Effect, type SayOptions, say } from "./effect.ts";
import { languageOf } from "./onboarding.ts";
import type { Circumstances, Person } from "./person.ts";

/** The person as remembered from now on, and what is to be done, in order. */
export type Step = { readonly person: Person; readonly effects: readonly Effect[] };

/** A step that only says something. */
export function tell(person: Person, at: Circumstances, key: string, options: SayOptions = {}): Step {
  return { person, effects: [say(languageOf(person, at), key, options)] };
}
