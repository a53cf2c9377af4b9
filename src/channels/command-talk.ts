import { LABELS } from "../core/label.ts";
import { showGiving } from "./feedback-talk.ts";
import { askLanguage, HOW_TO_CHOICES } from "./onboarding.ts";
import type { Circumstances, Person } from "./person.ts";
import { type Step, sayTo, tell } from "./step.ts";

export function redeem(code: string, person: Person): Step {
  return { person, effects: [{ do: "redeem-code", code }] };
}

/** What a command, or the word that stands for one, leads to. */
export function onCommand(name: string, argument: string, person: Person, at: Circumstances): Step {
  switch (name) {
    case "start":
      if (argument !== "" && !at.member) return redeem(argument, person);
      return { person, effects: [askLanguage("start", person, at)] };
    case "language":
      return { person, effects: [askLanguage("language", person, at)] };
    case "help":
      return tell(person, at, "help", { choices: HOW_TO_CHOICES });
    case "about":
      return tell(person, at, "about", { lists: { findings: LABELS.map((label) => `finding-${label}`) } });
    case "lowdata": {
      const on = person.lowData.by === at.message ? person.lowData.on : !person.lowData.on;
      const changed = { ...person, lowData: { on, by: at.message } };
      return tell(changed, at, on ? "lowdata-on" : "lowdata-off");
    }
    case "donate":
      return showGiving(person, at);
    case "stop":
      return stop(person, at);
    case "forget":
      return tell(person, at, at.access === "invite" ? "forget-ask-invited" : "forget-ask", {
        choices: [
          [
            { id: "forget", labelKey: "button-forget" },
            { id: "keep", labelKey: "button-keep" },
          ],
        ],
      });
    case "status":
      // Nobody else learns that there is such a command.
      return at.admin ? { person, effects: [{ do: "show-status" }] } : tell(person, at, "unknown-command");
    default:
      return tell(person, at, "unknown-command");
  }
}

/** Every agreement ends: to being read, and to photos being kept. */
function stop(person: Person, at: Circumstances): Step {
  const giving = person.giving && { ...person.giving, answer: "no" as const };
  const stopped = { ...person, stopped: true, terms: null, heldAt: null, giving };
  return {
    person: stopped,
    effects: [
      { do: "forget-held" },
      ...(giving ? [{ do: "erase-given" } as const] : []),
      sayTo(stopped, at, "stop-done"),
    ],
  };
}
