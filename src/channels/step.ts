import { type Effect, type Say, type SayOptions, say } from "./effect.ts";
import { languageOf } from "./onboarding.ts";
import type { Circumstances, Person } from "./person.ts";

/** The person as remembered from now on, and what is to be done, in order. */
export type Step = { readonly person: Person; readonly effects: readonly Effect[] };

/** Something to say in the person's language. */
export function sayTo(person: Person, at: Circumstances, key: string, options: SayOptions = {}): Say {
  return say(languageOf(person, at), key, options);
}

/** A step that changes nothing and says one thing. */
export function tell(person: Person, at: Circumstances, key: string, options: SayOptions = {}): Step {
  return { person, effects: [sayTo(person, at, key, options)] };
}
