import type { CallbackQuery, Message } from "grammy/types";
import type { Arrival } from "../arrival.ts";
import type { Incoming, OtherContent } from "../event.ts";

/** Parts of a message that are not for us to answer: notices that Telegram itself writes. */
const CONTENT: readonly (readonly [keyof Message, OtherContent])[] = [
  ["sticker", "sticker"],
  ["voice", "voice"],
  ["audio", "voice"],
  ["video", "video"],
  ["video_note", "video"],
  // A GIF comes as a film; it also fills `document`, so it has to be asked for first.
  ["animation", "video"],
  ["contact", "message"],
  ["location", "message"],
  ["venue", "message"],
  ["poll", "message"],
  ["dice", "message"],
  ["game", "message"],
  ["story", "message"],
  ["paid_media", "message"],
];

function handleOf({ photo, document }: Message): string | undefined {
  // Telegram lists sizes from small to large.
  return photo?.at(-1)?.file_id ?? document?.file_id;
}

function incomingOf(message: Message): Incoming | undefined {
  for (const [part, what] of CONTENT) if (message[part] !== undefined) return { kind: "other", what };
  // Any file counts as a photo: what it really is, its bytes tell, never its name.
  if (handleOf(message) !== undefined) return { kind: "photo" };
  if (message.text !== undefined) return { kind: "text", text: message.text };
  return undefined;
}

function tagsOf(language: string | undefined): readonly string[] {
  return language === undefined ? [] : [language];
}

/** A private message as the intake takes it; undefined for what needs no answer. Captions are not looked at. */
export function readMessage(message: Message): Arrival | undefined {
  const incoming = incomingOf(message);
  if (!incoming || !message.from || message.from.is_bot) return undefined;
  const handle = incoming.kind === "photo" ? handleOf(message) : undefined;
  return {
    chat: String(message.chat.id),
    person: String(message.from.id),
    message: String(message.message_id),
    receivedAt: message.date * 1000,
    clientLanguages: tagsOf(message.from.language_code),
    incoming,
    ...(handle === undefined ? {} : { photo: { handle } }),
    ...(message.media_group_id === undefined ? {} : { album: message.media_group_id }),
  };
}

/** A button pressed below one of our messages; undefined when the message is too old for Telegram to name. */
export function readPress({ data, from, message }: CallbackQuery, now: number): Arrival | undefined {
  if (data === undefined || !message || message.chat.type !== "private") return undefined;
  return {
    chat: String(message.chat.id),
    person: String(from.id),
    message: String(message.message_id),
    receivedAt: now,
    clientLanguages: tagsOf(from.language_code),
    incoming: { kind: "choice", id: data },
    pressed: String(message.message_id),
  };
}
