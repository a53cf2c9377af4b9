import { CASE_DAYS, FEEDBACK_DAYS } from "../core/retention.ts";
import { LANGUAGES, type Language } from "../i18n/languages.ts";
import { type Say, say } from "./effect.ts";
import type { Choice } from "./event.ts";
import { type Circumstances, hasAgreed, type Person, TERMS_VERSION } from "./person.ts";

const MORE_PAGES = ["more-what", "more-limits", "more-data", "more-who", "more-how-long"] as const;

const AGREE: Choice = { id: `agree:${TERMS_VERSION}`, labelKey: "button-agree" };
const DECLINE: Choice = { id: "decline", labelKey: "button-decline" };
const MORE: Choice = { id: "more", labelKey: "button-more" };
const HOW_TO: Choice = { id: "how-to", labelKey: "button-how-to" };

/** The language a person is spoken to in. */
export function languageOf(person: Person, { clientLanguage }: Circumstances): Language {
  return person.language ?? clientLanguage;
}

/**
 * Asks for the language; each is named in its own script, two in a row for a narrow phone.
 *
 * @param then `start`: the terms follow. `language`: only the language changes
 */
export function askLanguage(then: "start" | "language", person: Person, at: Circumstances): Say {
  const buttons = LANGUAGES.map((language) => ({
    id: `${then}:${language}`,
    labelKey: "language-name",
    language,
  }));
  const rows = Array.from({ length: Math.ceil(buttons.length / 2) }, (_, row) =>
    buttons.slice(row * 2, row * 2 + 2),
  );
  return say(languageOf(person, at), "language-choose", { choices: rows });
}

/** The terms with their three answers. */
export function showTerms(person: Person, at: Circumstances): Say {
  return say(languageOf(person, at), "terms", {
    args: { hours: at.photoHours },
    choices: [[AGREE, DECLINE], [MORE]],
  });
}

/**
 * One page of "tell me more", with the answers to the terms within reach. The first comes as a message of its own, so
 * that the terms stay to be read; paging takes place within it.
 *
 * @param page counts from 0, others count as the first; undefined when asked from the terms
 */
export function showMore(page: number | undefined, person: Person, at: Circumstances): Say {
  const shown = page !== undefined && MORE_PAGES[page] ? page : 0;
  const turn = [
    { id: `more:${shown - 1}`, labelKey: "button-back" },
    { id: `more:${shown + 1}`, labelKey: "button-next" },
  ].slice(shown === 0 ? 1 : 0, shown + 1 === MORE_PAGES.length ? 1 : 2);
  return say(languageOf(person, at), MORE_PAGES[shown] ?? MORE_PAGES[0], {
    args: { hours: at.photoHours, caseDays: CASE_DAYS, keptDays: FEEDBACK_DAYS },
    choices: [turn, [AGREE, DECLINE]],
    place: page === undefined ? "chat" : "page",
  });
}

export function showHowTo(person: Person, at: Circumstances): Say {
  return say(languageOf(person, at), "how-to-photograph");
}

/** A button to {@link showHowTo}. */
export const HOW_TO_CHOICES: readonly (readonly Choice[])[] = [[HOW_TO]];

/** The next thing to settle with a person before photos are read: language, code, terms; then how to photograph. */
export function nextStep(person: Person, at: Circumstances): Say {
  if (person.language === null) return askLanguage("start", person, at);
  if (!at.member) return say(languageOf(person, at), "invite-needed");
  if (!hasAgreed(person) || person.stopped) return showTerms(person, at);
  return showHowTo(person, at);
}
