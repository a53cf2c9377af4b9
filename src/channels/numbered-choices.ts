import { randomUUID } from "node:crypto";
import type { ChatNotes } from "../queue/chat-notes.ts";
import { type Meaning, readMeaning, type Said } from "./choice-meaning.ts";
import type { Buttons, Messenger } from "./messenger.ts";
import {
  NO_CHOICES,
  type Numbered,
  numberChoices,
  type OpenChoices,
  PRESSED,
  replaceNumbered,
  tidy,
} from "./open-choices.ts";
import { createSequence } from "./sequence.ts";

export type NumberedChoices = {
  /** The messenger with numbered lines in place of buttons. */
  readonly messenger: Messenger;
  /**
   * May be asked again of the same text.
   *
   * @throws {QueueUnavailable}
   */
  meaningOf(chat: string, said: Said): Promise<Meaning>;
  /** Forgets what can be chosen in a chat. @throws {QueueUnavailable} */
  forget(chat: string): Promise<void>;
};

/**
 * Choices for messengers without buttons: each row becomes a numbered line below the text, and a message that is just a
 * number (or a choice's very words) chooses it. So that a number never means another message's choice:
 *
 * - A question (a message that answers none) counts from 1; the next question takes its place. A number that reached
 *   us before that one went out still answers the earlier.
 * - Choices below an answer to a message, such as a picture on offer, keep a number of two digits that nothing else
 *   gets until eighty others have been given.
 * - A number sent as a quote of one of our messages chooses from that message alone.
 *
 * @param messenger one without buttons, or with few; it sends at once, so that what is noted here as sent is
 * @param canPress true for choices that the messenger shows as buttons of its own: they get no numbers
 * @param notes for reading, which fails fast, and for writing, which waits
 */
export function createNumberedChoices({
  messenger,
  notes,
  waitingNotes,
  canPress = () => false,
  now = Date.now,
}: {
  messenger: Messenger;
  notes: ChatNotes<OpenChoices>;
  waitingNotes: ChatNotes<OpenChoices>;
  canPress?: (text: string, buttons: Buttons) => boolean;
  now?: () => number;
}): NumberedChoices {
  const inSequence = createSequence();

  async function change<T>(
    store: ChatNotes<OpenChoices>,
    chat: string,
    work: (open: OpenChoices) => { open: OpenChoices; result: T },
  ): Promise<T> {
    return inSequence(chat, async () => {
      const before = tidy((await store.load(chat)) ?? NO_CHOICES, now());
      const { open, result } = work(before);
      if (open !== before) await store.save(chat, open);
      return result;
    });
  }

  const find = (open: OpenChoices, message: string) => open.messages.find((it) => it.message === message);

  function put(open: OpenChoices, it: Numbered): OpenChoices {
    const known = open.messages.some(({ token }) => token === it.token);
    return known ? replaceNumbered(open, it) : { ...open, messages: [...open.messages, it] };
  }
  function remove(open: OpenChoices, { token }: Numbered): OpenChoices {
    return { ...open, messages: open.messages.filter((it) => it.token !== token) };
  }

  /** Notes a message before it is sent, so that no number can come back unknown. */
  async function announce(chat: string, text: string, buttons: Buttons, lasting: boolean): Promise<Numbered> {
    return change(waitingNotes, chat, (open) => {
      const pressed = canPress(text, buttons);
      const { choices, next } = numberChoices(open, buttons.flat(), { lasting, pressed });
      const at = now();
      const result = {
        token: randomUUID(),
        at,
        text,
        lasting,
        answer: null,
        asked: choices.length > 0,
        choices,
      };
      return { open: { ...open, next, messages: [...open.messages, result] }, result };
    });
  }

  async function sentAs(chat: string, { token }: Numbered, message: string | undefined): Promise<void> {
    await change(waitingNotes, chat, (open) => {
      const messages = open.messages.flatMap((it) => {
        if (it.token !== token) return [it];
        return message === undefined ? [] : [{ ...it, message }];
      });
      return { open: { ...open, messages }, result: undefined };
    });
  }

  /** Writes a message anew with other choices, which are noted first, so that no number can come back unknown. */
  async function rewrite(chat: string, message: string, text: string, buttons: Buttons): Promise<boolean> {
    const { before, draft } = await change(waitingNotes, chat, (open) => {
      const known = find(open, message);
      const { lasting = false, choices: earlier = [] } = known ?? {};
      const { choices, next } = numberChoices(open, buttons.flat(), { lasting, earlier });
      const fresh = { token: randomUUID(), message, at: now(), lasting, answer: null };
      const asked = known?.asked || choices.length > 0;
      const changed: Numbered = { ...(known ?? fresh), asked, text, choices };
      return { open: { ...put(open, changed), next }, result: { before: known, draft: changed } };
    });
    let done = false;
    try {
      done = await messenger.editText(chat, message, render(text, draft.choices));
    } finally {
      if (!done) {
        await change(waitingNotes, chat, (open) => ({
          open: before ? put(open, before) : remove(open, draft),
          result: undefined,
        }));
      }
    }
    return done;
  }

  async function loadOne(chat: string, message: string): Promise<Numbered | undefined> {
    return change(waitingNotes, chat, (open) => ({ open, result: find(open, message) }));
  }

  async function close(chat: string, message: string): Promise<void> {
    await change(waitingNotes, chat, (open) => {
      const known = find(open, message);
      return { open: known ? replaceNumbered(open, { ...known, choices: [] }) : open, result: undefined };
    });
  }

  return {
    messenger: {
      async sendText(chat, text, { buttons = [], replyTo } = {}) {
        const note = await announce(chat, text, buttons, replyTo !== undefined);
        try {
          const options = {
            ...(replyTo === undefined ? {} : { replyTo }),
            ...(canPress(text, buttons) ? { buttons } : {}),
          };
          const message = await messenger.sendText(chat, render(text, note.choices), options);
          await sentAs(chat, note, message);
          return message;
        } catch (error) {
          await sentAs(chat, note, undefined);
          throw error;
        }
      },
      sendPicture: (chat, jpeg, options) => messenger.sendPicture(chat, jpeg, options),
      async editText(chat, message, text, buttons = []) {
        // What the person wrote stands below it: a page turned up there would not be seen.
        if ((await loadOne(chat, message))?.answer) return false;
        return rewrite(chat, message, text, buttons);
      },
      async editButtons(chat, message, buttons) {
        const known = await loadOne(chat, message);
        if (known?.answer && buttons.length === 0) {
          await close(chat, message);
          return true;
        }
        if (known && known.text !== "" && (await rewrite(chat, message, known.text, buttons))) return true;
        await close(chat, message);
        return false;
      },
      async deleteMessage(chat, message) {
        await messenger.deleteMessage(chat, message);
        await change(waitingNotes, chat, (open) => {
          const messages = open.messages.filter((it) => it.message !== message);
          return { open: { ...open, messages }, result: undefined };
        });
      },
    },
    meaningOf: (chat, said) => change(notes, chat, (open) => readMeaning(open, said)),
    async forget(chat) {
      await inSequence(chat, () => notes.forget(chat));
    },
  };
}

/** The text, and below it a line for each choice. */
function render(text: string, choices: Numbered["choices"]): string {
  const numbered = choices.filter(({ number }) => number !== PRESSED);
  if (numbered.length === 0) return text;
  return `${text}\n\n${numbered.map(({ number, label }) => `${number}. ${label}`).join("\n")}`;
}
