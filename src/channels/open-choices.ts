import { z } from "zod";

const NumberedChoice = z.object({
  /** {@link PRESSED} for a choice that is shown as a button of the messenger's own. */
  number: z.number().int(),
  id: z.string(),
  label: z.string(),
});
export type NumberedChoice = z.infer<typeof NumberedChoice>;

const Numbered = z.object({
  /** Names it before the messenger has given it an id. */
  token: z.string(),
  /** The messenger's id; absent until it is sent. */
  message: z.string().exactOptional(),
  /** When it was sent, by our own clock, milliseconds since 1970. */
  at: z.number(),
  /** Without its numbered lines; kept only while the message may still be changed. */
  text: z.string(),
  /** It answers a message of the person's: its numbers stay its own. */
  lasting: z.boolean(),
  /** What was chosen of it last, and by which message, so that the same message seen twice chooses the same. */
  answer: z.object({ by: z.string(), id: z.string() }).nullable(),
  /** It has or had choices. */
  asked: z.boolean(),
  choices: z.array(NumberedChoice),
});
/** One of our messages with what can be chosen from it. */
export type Numbered = z.infer<typeof Numbered>;

/** What can be chosen in one chat. */
export const OpenChoices = z.object({
  v: z.literal(1),
  /** Oldest first. */
  messages: z.array(Numbered),
  /** The number that the next lasting choice gets. */
  next: z.number().int(),
});
export type OpenChoices = z.infer<typeof OpenChoices>;

/** In place of a number: such a choice is pressed, or written in its very words. */
export const PRESSED = -1;

/** Questions count from 1; choices that stay with their message have numbers of two digits, so the two never meet. */
const FIRST_LASTING = 21;
const LAST_LASTING = 99;
/** How long a message's text is kept, so that it can be changed: WhatsApp allows a quarter of an hour. */
const TEXT_KEPT_MS = 15 * 60_000;
/** The question that is open, and the one before it, for numbers that were on their way. */
const QUESTIONS_KEPT = 2;
const LASTING_KEPT = 40;

export const NO_CHOICES: OpenChoices = { v: 1, messages: [], next: FIRST_LASTING };

/** Gives choices their numbers, those of a changed message the ones it had. */
export function numberChoices(
  { next }: OpenChoices,
  choices: readonly { id: string; label: string }[],
  {
    lasting,
    pressed = false,
    earlier = [],
  }: { lasting: boolean; pressed?: boolean; earlier?: readonly NumberedChoice[] },
): { choices: NumberedChoice[]; next: number } {
  let upcoming = next;
  const numbered = choices.map(({ id, label }, place) => {
    if (pressed) return { number: PRESSED, id, label };
    if (!lasting) return { number: place + 1, id, label };
    const known = earlier[place];
    if (known) return { number: known.number, id, label };
    const number = upcoming;
    upcoming = upcoming === LAST_LASTING ? FIRST_LASTING : upcoming + 1;
    return { number, id, label };
  });
  return { choices: numbered, next: upcoming };
}

/** True for what asks something, rather than answering a message of the person's. */
export function isQuestion({ lasting, asked }: Numbered): boolean {
  return asked && !lasting;
}

/** Drops what is over: texts, questions that two others followed, the oldest of the lasting choices. */
export function tidy(open: OpenChoices, now: number): OpenChoices {
  const messages = open.messages
    .map((it) => (now - it.at > TEXT_KEPT_MS ? { ...it, text: "" } : it))
    .filter((it) => it.choices.length > 0 || it.text !== "" || isQuestion(it));
  const questions = messages.filter(isQuestion);
  const lasting = messages.filter((it) => it.lasting && it.choices.length > 0);
  const outdated = new Set([
    ...questions.slice(0, Math.max(0, questions.length - QUESTIONS_KEPT)),
    ...lasting.slice(0, Math.max(0, lasting.length - LASTING_KEPT)),
  ]);
  return { ...open, messages: messages.filter((it) => !outdated.has(it)) };
}

/** The choices with one message's changed. */
export function replaceNumbered(open: OpenChoices, changed: Numbered): OpenChoices {
  return { ...open, messages: open.messages.map((it) => (it.token === changed.token ? changed : it)) };
}
