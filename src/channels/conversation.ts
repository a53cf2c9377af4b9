import { AGE_LIMIT } from "../core/age.ts";
import { MOST_JOINED } from "../core/join-readings.ts";
import { CASE_DAYS, FORGOTTEN_DAYS } from "../core/retention.ts";
import { unreachable } from "../core/unreachable.ts";
import { isLanguage } from "../i18n/languages.ts";
import { looksLikeCode } from "../queue/invites.ts";
import { readAgeChoice } from "./age-choices.ts";
import { onAgeKept } from "./age-talk.ts";
import { onCommand, redeem } from "./command-talk.ts";
import { type Event, isOutcome, type OtherContent, readCommand, readPictureChoice } from "./event.ts";
import { onFeedbackChoice, onFeedbackKept, onGiving } from "./feedback-talk.ts";
import { readJoinChoice } from "./join-choices.ts";
import { nextStep, showHowTo, showMore, showTerms } from "./onboarding.ts";
import { type Circumstances, hasAgreed, isReady, NEWCOMER, type Person, TERMS_VERSION } from "./person.ts";
import { onPhoto, onReleased } from "./photo-steps.ts";
import { type Step, tell } from "./step.ts";
import { wordMeans } from "./words.ts";

/** Somebody shut out is told so once a day. */
const BLOCKED_AGAIN_MS = 86_400_000;

/**
 * The conversation: pure, and the same for every messenger. The same event twice leaves the same state and says the
 * same again, because a messenger may deliver twice.
 */
export function converse(person: Person, event: Event, at: Circumstances): Step {
  if (at.blocked && !isAboutForgetting(event)) return onBlocked(person, at);
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
    case "feedback-kept":
      return onFeedbackKept(event, person, at);
    case "feedback-closed":
      return tell(person, at, "feedback-closed", { args: { caseDays: CASE_DAYS }, place: "reply" });
    case "age-kept":
      return onAgeKept(event, person, at);
    case "join-closed":
      return tell(person, at, "join-closed", { args: { caseDays: CASE_DAYS }, place: "reply" });
    case "join-full":
      return tell(person, at, "join-full", { args: { count: MOST_JOINED }, place: "reply" });
    case "join-other-model":
      return tell(person, at, "join-other-model", { place: "reply" });
    case "parted":
      return event.codes.length === 0
        ? tell(person, at, "join-apart", { place: "reply" })
        : tell(person, at, "join-withdrawn", { names: { codes: event.codes }, place: "page" });
    case "age-closed":
      return tell(person, at, "age-closed", { args: { years: AGE_LIMIT }, place: "reply" });
    default:
      return unreachable(event);
  }
}

/** Being shut out takes nobody's right to be forgotten. */
function isAboutForgetting(event: Event): boolean {
  if (event.kind === "text") return readCommand(event.text)?.name === "forget";
  return event.kind === "choice" && (event.id === "forget" || event.id === "keep");
}

function onBlocked(person: Person, at: Circumstances): Step {
  const told = person.blockedTold;
  if (told && told.by !== at.message && at.now - told.at < BLOCKED_AGAIN_MS) return { person, effects: [] };
  return tell({ ...person, blockedTold: { at: at.now, by: at.message } }, at, "blocked", { place: "reply" });
}

function onText(text: string, person: Person, at: Circumstances): Step {
  const command = readCommand(text);
  if (command) return onCommand(command.name, command.argument, person, at);
  const word = wordMeans(text);
  // Who has not chosen a language is answered in the one they wrote the word in.
  if (word)
    return onCommand(word.name, "", person, { ...at, clientLanguage: word.language ?? at.clientLanguage });
  if (!at.member && looksLikeCode(text)) return redeem(text.trim(), person);
  if (person.stopped) return tell(person, at, "stopped");
  if (person.language === null || !at.member) return { person, effects: [nextStep(person, at)] };
  return tell(person, at, hasAgreed(person) ? "unknown-text" : "terms-first");
}

function onChoice(id: string, person: Person, at: Circumstances): Step {
  const picture = readPictureChoice(id);
  if (picture) return { person, effects: [{ do: "show-picture", ...picture }] };
  const age = readAgeChoice(id);
  if (age) return { person, effects: [{ do: "give-age", ...age }] };
  const joining = readJoinChoice(id);
  if (joining) return { person, effects: [joining] };
  const feedback = onFeedbackChoice(id, person, at);
  if (feedback) return feedback;
  const [name = "", argument = "", version = ""] = id.split(":");
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
    case "give":
      return onGiving(argument, Number(version), person, at);
    case "how-to":
      return { person, effects: [showHowTo(person, at)] };
    case "forget":
      return {
        person: NEWCOMER,
        effects: [
          { do: "retire-choices" },
          { do: "forget-person" },
          ...tell(person, at, "forget-done", { args: { days: FORGOTTEN_DAYS } }).effects,
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
