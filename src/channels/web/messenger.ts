import { z } from "zod";
import type { MessageBoxes } from "../../queue/message-boxes.ts";
import type { PhotoStore } from "../../queue/photo-store.ts";
import { QueueUnavailable } from "../../queue/queue-unavailable.ts";
import type { Visits } from "../../queue/visits.ts";
import { type Buttons, type Messenger, Outage, Rejected } from "../messenger.ts";
import { isToken, TALK } from "./place.ts";

const ShownButtons = z.array(z.array(z.object({ id: z.string(), label: z.string() })));

/** A message as a page shows it. */
const Shown = z.object({
  text: z.string(),
  replyTo: z.string().exactOptional(),
  buttons: ShownButtons,
  picture: z.boolean(),
});
type Shown = z.infer<typeof Shown>;
type ShownMessage = Shown & { readonly id: string };

export type WebMessenger = Messenger & {
  /** What a page shows now: deleted messages are gone, edited ones are as they are now. */
  shown(chat: string, place: string): Promise<ShownMessage[]>;
  /** @returns undefined when the picture's time is up */
  picture(message: string): Promise<Buffer | undefined>;
  /** Erases everything a page shows. */
  erase(chat: string, place: string): Promise<void>;
};

function pictureOf(message: string): string {
  return `web-picture:${message}`;
}

function copy(buttons: Buttons): Shown["buttons"] {
  return buttons.map((row) => row.map(({ id, label }) => ({ id, label })));
}

async function reaching<T>(operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    if (!(error instanceof QueueUnavailable)) throw error;
    throw new Outage(`the store of pages: ${error.reason}`, { ambiguous: true });
  }
}

/**
 * The messenger port over pages: a message is kept, sealed, until its page is looked at or its time is up. Replies go
 * to their photo's page; everything else to the page that the person has before them.
 */
export function createWebMessenger({
  boxes,
  visits,
  photos,
  seconds,
}: {
  boxes: MessageBoxes;
  visits: Visits;
  photos: PhotoStore;
  /** How long what is not about a photo is kept. */
  seconds: number;
}): WebMessenger {
  async function boxFor(chat: string, replyTo: string | undefined): Promise<string> {
    if (replyTo !== undefined && isToken(replyTo)) return boxes.nameOf(chat, replyTo);
    const place = (await visits.turnOf(chat)) ?? TALK;
    const box = boxes.nameOf(chat, place);
    if (place === TALK) await boxes.open(box, TALK, seconds);
    return box;
  }

  async function read(box: string): Promise<ShownMessage[]> {
    const messages = await boxes.list(box);
    return messages.map(({ id, content }) => ({ id, ...Shown.parse(JSON.parse(content)) }));
  }

  async function add(box: string, shown: Shown): Promise<string> {
    const id = await boxes.put(box, JSON.stringify(shown));
    // Its time is up, or its sender had it erased.
    if (id === undefined) throw new Rejected("vanished", "the page is gone");
    return id;
  }

  const change = (id: string, update: (shown: Shown) => Shown) =>
    reaching(() => boxes.change(id, (content) => JSON.stringify(update(Shown.parse(JSON.parse(content))))));

  return {
    shown: (chat, place) => read(boxes.nameOf(chat, place)),
    picture: (message) => photos.get(pictureOf(message)),
    async erase(chat, place) {
      const box = boxes.nameOf(chat, place);
      const pictures = (await read(box)).filter(({ picture }) => picture);
      await photos.delete(...pictures.map(({ id }) => pictureOf(id)));
      await boxes.close(box);
    },
    sendText: (chat, text, { buttons = [], replyTo } = {}) =>
      reaching(async () => {
        const box = await boxFor(chat, replyTo);
        const shown = { text, buttons: copy(buttons), picture: false, ...(replyTo ? { replyTo } : {}) };
        // A reply that is sent again after a crash is still there: a page shows it once.
        const before = replyTo ? (await read(box)).find((it) => it.text === text && !it.picture) : undefined;
        if (!before) return add(box, shown);
        await boxes.change(before.id, () => JSON.stringify(shown));
        return before.id;
      }),
    sendPicture: (chat, jpeg, { caption = "", replyTo } = {}) =>
      reaching(async () => {
        const box = await boxFor(chat, replyTo);
        const shown = { text: caption, buttons: [], picture: true, ...(replyTo ? { replyTo } : {}) };
        const id = await add(box, shown);
        try {
          await photos.put(pictureOf(id), jpeg, await boxes.secondsLeft(box));
        } catch (error) {
          // A frame without its picture would be worse than none; where Redis is away it stays until then.
          await boxes.remove(id).catch(() => {});
          throw error;
        }
        return id;
      }),
    editText: (_, message, text, buttons = []) =>
      change(message, (shown) => ({ ...shown, text, buttons: copy(buttons) })),
    editButtons: (_, message, buttons) => change(message, (shown) => ({ ...shown, buttons: copy(buttons) })),
    deleteMessage: (_, message) => reaching(() => boxes.remove(message)),
  };
}
