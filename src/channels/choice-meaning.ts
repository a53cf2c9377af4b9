import { readChoiceNumber } from "./choice-number.ts";
import { isQuestion, type Numbered, type OpenChoices, PRESSED, replaceNumbered } from "./open-choices.ts";

/** What a text means in its chat. */
export type Meaning =
  | { readonly kind: "text" }
  /** `message` is the one of ours that was answered. */
  | { readonly kind: "choice"; readonly id: string; readonly message?: string }
  /** A number that nothing has; `numbers` are those that something has. */
  | { readonly kind: "no-such-number"; readonly numbers: readonly number[] };

/** A text from a person. */
export type Said = {
  readonly message: string;
  readonly text: string;
  /** When it reached us, milliseconds since 1970, by this machine's clock. */
  readonly heardAt: number;
  /** The message of ours that it quotes. */
  readonly quoted?: string;
};

/**
 * The messages whose numbers counted at a moment: the newest question sent by then, unless it is settled, and everything
 * that stays. A number that was on its way while the next question went out still answers the one before.
 */
function countingAt({ messages }: OpenChoices, moment: number): Numbered[] {
  const sent = messages.filter(({ at }) => at <= moment);
  const question = sent.filter(isQuestion).at(-1);
  return [...sent.filter(({ lasting }) => lasting), ...(question ? [question] : [])].filter(
    ({ choices }) => choices.length > 0,
  );
}

/** The message that a text chooses from, with what it chose. */
function choose(open: OpenChoices, { message, text, heardAt, quoted }: Said): Numbered | undefined {
  const number = readChoiceNumber(text);
  const words = text.trim().toLowerCase();
  const asked = open.messages.find((it) => quoted !== undefined && it.message === quoted);
  for (const place of asked ? [asked] : countingAt(open, heardAt).toReversed()) {
    const choice = place.choices.find((it) =>
      number === undefined ? it.label.toLowerCase() === words : it.number === number,
    );
    if (choice) return { ...place, answer: { by: message, id: choice.id } };
  }
  return undefined;
}

/** Reads a text, and notes what it chose. The same message seen twice chooses the same. */
export function readMeaning(open: OpenChoices, said: Said): { open: OpenChoices; result: Meaning } {
  const chosen = open.messages.find(({ answer }) => answer?.by === said.message) ?? choose(open, said);
  if (chosen?.answer) {
    const { answer, message } = chosen;
    const result = { kind: "choice", id: answer.id, ...(message === undefined ? {} : { message }) } as const;
    return { open: replaceNumbered(open, chosen), result };
  }
  const numbers = countingAt(open, said.heardAt)
    .flatMap(({ choices }) => choices.map((it) => it.number))
    .filter((number) => number !== PRESSED);
  if (readChoiceNumber(said.text) === undefined || numbers.length === 0) {
    return { open, result: { kind: "text" } };
  }
  return { open, result: { kind: "no-such-number", numbers } };
}
