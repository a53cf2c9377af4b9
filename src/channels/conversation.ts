import { LABELS } from "../core/label.ts";
import { unreachable } from "../core/unreachable.ts";
import { isLanguage } from "../i18n/languages.ts";
import { looksLikeCode } from "../queue/invites.ts";
import { type Event, isOutcome, type OtherContent, readCommand, readPictureChoice } from "./event.ts";
import { askLanguage, HOW_TO_CHOICES, nextStep, showHowTo, showMore, showTerms } from "./onboarding.ts";
import { type Circumstances, hasAgreed, isReady, NEWCOMER, type Person, TERMS_VERSION } from "./person.ts";
import { onPhoto, onReleased } from "./photo-steps.ts";
import { type Step, tell } from "./step.ts";
import { wordMeans } from "./words.ts";

/**
 * The conversation: pure, and the same for every messenger. The same event twice leaves the same state and says the
 * same again, because a messenger may deliver twice.
 */
export function converse(person: Person, event: Event, at: Circumstances): Step {
  const step = respond(person, event, at);
  const settled = step.effects.some(
    (effect) => effect.do === "release-held" || effect.do === "forget-person",
  );
  // Photos that still wait although nothing keeps them from being read: an earlier release was cut short.
  if (step.person.heldAt === null || settled || isOutcome(event) || !isReady(step.person, at)) return step;
  return { ...step, effects: [...step.effects, { do: "release-held" }] };
}

function respond(person: Person, event: Event, at: Circumstances): Step {
  switch (event.kind) {
    case "text":
      return onText(event.text, person, at);
    case "choice":
      return onChoice(event.id, person, at);
    case "photo":
      return onPhoto(person, at);
    case "other":
      return onOther(event.what, person, at);
    case "redeemed":
      return onRedeemed(event.outcome, person, at);
    case "limited": {
      const minutes = Math.max(1, Math.ceil(event.waitMilliseconds / 60_000));
      return tell(person, at, "rate-limited", { args: { minutes }, place: "reply" });
    }
    case "hold-full":
      return tell(person, at, "photo-held-full", { place: "reply" });
    case "released":
      return onReleased(event, person, at);
    case "held-expired":
      return tell(person, at, "photo-held-expired", { place: "reply" });
    default:
      return unreachable(event);
  }
}

function onText(text: string, person: Person, at: Circumstances): Step {
  const command = readCommand(text) ?? wordMeans(text);
  if (command) return onCommand(command.name, command.argument, person, at);
  if (!at.member && looksLikeCode(text)) return redeem(text.trim(), person);
  if (person.stopped) return tell(person, at, "stopped");
  if (person.language === null || !at.member) return { person, effects: [nextStep(person, at)] };
  return tell(person, at, hasAgreed(person) ? "unknown-text" : "terms-first");
}

function redeem(code: string, person: Person): Step {
  return { person, effects: [{ do: "redeem-code", code }] };
}

function onCommand(name: string, argument: string, person: Person, at: Circumstances): Step {
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
    case "stop": {
      const stopped = { ...person, stopped: true, terms: null, heldAt: null };
      return {
        person: stopped,
        effects: [{ do: "forget-held" }, ...tell(stopped, at, "stop-done").effects],
      };
    }
    case "forget":
      return tell(person, at, at.access === "invite" ? "forget-ask-invited" : "forget-ask", {
        choices: [
          [
            { id: "forget", labelKey: "button-forget" },
            { id: "keep", labelKey: "button-keep" },
          ],
        ],
      });
    default:
      return tell(person, at, "unknown-command");
  }
}

function onChoice(id: string, person: Person, at: Circumstances): Step {
  const picture = readPictureChoice(id);
  if (picture) return { person, effects: [{ do: "show-picture", ...picture }] };
  const [name = "", argument = ""] = id.split(":");
  if ((name === "start" || name === "language") && isLanguage(argument)) {
    return onLanguage(name, { ...person, language: argument }, at);
  }
  switch (name) {
    case "agree":
      return onAgree(Number(argument), person, at);
    case "decline": {
      const declined = { ...person, terms: null, heldAt: null };
      const said = tell(declined, at, "terms-declined").effects;
      return { person: declined, effects: [{ do: "retire-choices" }, { do: "forget-held" }, ...said] };
    }
    case "more":
      return { person, effects: [showMore(argument === "" ? undefined : Number(argument), person, at)] };
    case "how-to":
      return { person, effects: [showHowTo(person, at)] };
    case "forget":
      return {
        person: NEWCOMER,
        effects: [
          { do: "retire-choices" },
          { do: "forget-person" },
          ...tell(person, at, "forget-done").effects,
        ],
      };
    case "keep": {
      const kept = tell(person, at, "forget-kept").effects;
      return { person, effects: [{ do: "retire-choices" }, ...kept] };
    }
    default:
      return tell(person, at, "button-outdated");
  }
}

function onLanguage(then: "start" | "language", person: Person, at: Circumstances): Step {
  if (then === "language" && isReady(person, at)) return tell(person, at, "language-changed");
  if (!at.member) return { person, effects: [nextStep(person, at)] };
  return { person, effects: [showTerms(person, at)] };
}

function onAgree(version: number, person: Person, at: Circumstances): Step {
  if (version !== TERMS_VERSION) return { person, effects: [showTerms(person, at)] };
  const agreed = { ...person, stopped: false, terms: { version, at: at.now } };
  if (!at.member) return { person: agreed, effects: [{ do: "retire-choices" }, nextStep(agreed, at)] };
  return { person: agreed, effects: [{ do: "retire-choices" }, { do: "release-held" }] };
}

function onRedeemed(outcome: "accepted" | "wrong" | "too-many", person: Person, at: Circumstances): Step {
  if (outcome === "wrong") return tell(person, at, "invite-wrong");
  if (outcome === "too-many") return tell(person, at, "invite-wait");
  const welcome = tell(person, at, "invite-accepted").effects;
  if (isReady(person, at)) return { person, effects: [...welcome, { do: "release-held" }] };
  return { person, effects: [...welcome, nextStep(person, at)] };
}

function onOther(what: OtherContent, person: Person, at: Circumstances): Step {
  if (person.stopped) return tell(person, at, "stopped");
  if (person.language === null) return { person, effects: [nextStep(person, at)] };
  return tell(person, at, `unknown-${what}`);
}
