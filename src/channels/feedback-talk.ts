import type { Label } from "../core/label.ts";
import { CASE_DAYS, FEEDBACK_DAYS } from "../core/retention.ts";
import type { Verdict } from "../core/verdict.ts";
import type { Effect, Say } from "./effect.ts";
import { findingsPage, readFeedbackChoice } from "./feedback-choices.ts";
import { type Circumstances, GIVING_VERSION, givesPhotos, hasAgreed, type Person } from "./person.ts";
import { type Step, sayTo } from "./step.ts";

const RETENTION = { caseDays: CASE_DAYS, keptDays: FEEDBACK_DAYS } as const;
const GIVE = { id: `give:yes:${GIVING_VERSION}`, labelKey: "button-give" };
const GIVE_NOT = { id: "give:no", labelKey: "button-give-not" };
const GIVE_NO_MORE = { id: "give:no", labelKey: "button-give-no-more" };

function showFindings(
  chosen: readonly Label[],
  message: string,
  place: Say["place"],
  person: Person,
  at: Circumstances,
): Say {
  return sayTo(person, at, chosen.length === 0 ? "feedback-which" : "feedback-chosen", {
    lists: chosen.length === 0 ? {} : { findings: chosen.map((label) => `finding-${label}`) },
    choices: findingsPage(chosen, message),
    place,
  });
}

/** Feedback on a result; undefined when the choice is another one. */
export function onFeedbackChoice(id: string, person: Person, at: Circumstances): Step | undefined {
  const choice = readFeedbackChoice(id);
  if (!choice) return undefined;
  if (person.stopped) return { person, effects: [sayTo(person, at, "stopped")] };
  if (!hasAgreed(person)) return { person, effects: [sayTo(person, at, "terms-first")] };
  const { message } = choice;
  switch (choice.kind) {
    case "give":
      return { person, effects: [{ do: "give-feedback", message, verdict: choice.verdict }] };
    case "list":
      return { person, effects: [showFindings([], message, "reply", person, at)] };
    case "done": {
      const lists = { findings: choice.labels.map((label) => `finding-${label}`) };
      return askToGive(person, at, [sayTo(person, at, "feedback-confirmed", { lists, place: "page" })]);
    }
  }
}

export function onFeedbackKept(
  { message, verdict }: { message: string; verdict: Verdict | null },
  person: Person,
  at: Circumstances,
): Step {
  if (verdict === null) return { person, effects: [showFindings([], message, "page", person, at)] };
  switch (verdict.kind) {
    case "agree":
      return askToGive(person, at, [sayTo(person, at, "feedback-agreed", { place: "reply" })]);
    case "disagree":
      return askToGive(person, at, [sayTo(person, at, "feedback-disagreed", { place: "reply" })]);
    case "confirmed": {
      const { labels } = verdict;
      if (labels.length === 0)
        return askToGive(person, at, [sayTo(person, at, "feedback-none", { place: "page" })]);
      return { person, effects: [showFindings(labels, message, "page", person, at)] };
    }
  }
}

/** Asked once, after the first feedback: a consent of its own, for photos to come. */
function askToGive(person: Person, at: Circumstances, effects: readonly Effect[]): Step {
  const { giving } = person;
  const asked = giving?.version === GIVING_VERSION;
  const again = giving?.answer === "asked" && giving.by === at.message;
  if (asked && !again) return { person, effects };
  const asking: Person = {
    ...person,
    giving: { version: GIVING_VERSION, answer: "asked", at: at.now, by: at.message },
  };
  return { person: asking, effects: [...effects, questionOf(asking, at)] };
}

function questionOf(person: Person, at: Circumstances): Say {
  return sayTo(person, at, "give-ask", { args: RETENTION, choices: [[GIVE, GIVE_NOT]] });
}

/** `/donate`: how things stand, and the way to change them. */
export function showGiving(person: Person, at: Circumstances): Step {
  if (person.stopped || !hasAgreed(person)) {
    return { person, effects: [sayTo(person, at, person.stopped ? "stopped" : "terms-first")] };
  }
  const shown = givesPhotos(person)
    ? sayTo(person, at, "give-on", { args: RETENTION, choices: [[GIVE_NO_MORE]] })
    : questionOf(person, at);
  return { person, effects: [shown] };
}

/** The answer to the question whether photos may be kept. Taking it back erases what was given. */
export function onGiving(answer: string, version: number, person: Person, at: Circumstances): Step {
  if (answer === "yes") {
    if (person.stopped || !hasAgreed(person) || version !== GIVING_VERSION) return showGiving(person, at);
    const giving = { version, answer: "yes", at: at.now, by: at.message } as const;
    const said = sayTo(person, at, "give-on", { args: RETENTION, choices: [[GIVE_NO_MORE]] });
    return { person: { ...person, giving }, effects: [{ do: "retire-choices" }, said] };
  }
  const giving = { version: GIVING_VERSION, answer: "no", at: at.now, by: at.message } as const;
  return {
    person: { ...person, giving },
    effects: [{ do: "retire-choices" }, { do: "erase-given" }, sayTo(person, at, "give-off")],
  };
}
