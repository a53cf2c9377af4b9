import type { Arrival } from "../arrival.ts";
import type { Incoming, OtherContent } from "../event.ts";
import type { Message } from "./library.ts";

/** What a message is, by the library's word for it. What is not listed is a notice that needs no answer. */
const CONTENT: Readonly<Record<string, "text" | "photo" | OtherContent>> = {
  chat: "text",
  image: "photo",
  // Any file counts as a photo: what it really is, its bytes tell, never its name.
  document: "photo",
  sticker: "sticker",
  ptt: "voice",
  audio: "voice",
  video: "video",
  ptv: "video",
  location: "message",
  vcard: "message",
  multi_vcard: "message",
  poll_creation: "message",
  event_creation: "message",
  product: "message",
  order: "message",
};
const PRIVATE = ["@c.us", "@lid"] as const;

/** What the library keeps of a message beside what it declares. */
type Raw = { readonly size?: unknown; readonly quotedStanzaID?: unknown };

/** Something a person sent, with what only this channel knows of it. */
export type WhatsappArrival = Arrival & {
  /** The message of ours that it quotes. */
  readonly quoted?: string;
};

/** A photo still at WhatsApp. */
type PhotoHandle = { readonly message: string; readonly bytes?: number };

function rawOf(message: Message): Raw {
  return (message.rawData ?? {}) as Raw;
}

/** The photo's size in bytes as WhatsApp says it, before it is downloaded. */
export function sizeOf(message: Message): number | undefined {
  const size = Number(rawOf(message).size);
  return Number.isFinite(size) && size > 0 ? size : undefined;
}

/**
 * Who wrote, and where. Ids are never taken apart: what comes before the `@` may be a number or a pseudonym of WhatsApp's
 * own, and the answer goes to the id as it came.
 */
function whoAndWhere(
  message: Message,
  groups: readonly string[],
): { chat: string; person: string } | undefined {
  const { from, author } = message;
  if (PRIVATE.some((kind) => from.endsWith(kind))) return { chat: from, person: from };
  if (groups.includes(from) && author !== undefined) return { chat: from, person: author };
  return undefined;
}

function incomingOf(message: Message): Incoming | undefined {
  const what = CONTENT[String(message.type)];
  if (what === undefined) return undefined;
  if (what === "photo") return { kind: "photo" };
  return what === "text" ? { kind: "text", text: message.body } : { kind: "other", what };
}

/** True for what was said to us: in a private chat, or in a group that is served. */
export function isAddressed(chat: string, groups: readonly string[]): boolean {
  return PRIVATE.some((kind) => chat.endsWith(kind)) || groups.includes(chat);
}

/** A message as the intake takes it; undefined for what needs no answer. Captions are not looked at. */
export function readMessage(message: Message, groups: readonly string[]): WhatsappArrival | undefined {
  if (message.fromMe || message.isStatus || message.broadcast) return undefined;
  const place = whoAndWhere(message, groups);
  const incoming = incomingOf(message);
  if (!place || !incoming) return undefined;
  const id = message.id._serialized;
  const bytes = sizeOf(message);
  const handle: PhotoHandle = { message: id, ...(bytes === undefined ? {} : { bytes }) };
  const { quotedStanzaID } = rawOf(message);
  return {
    ...place,
    message: id,
    receivedAt: message.timestamp * 1000,
    clientLanguages: [],
    incoming,
    ...(incoming.kind === "photo" ? { photo: { handle: JSON.stringify(handle) } } : {}),
    ...(typeof quotedStanzaID === "string" ? { quoted: `true_${place.chat}_${quotedStanzaID}` } : {}),
  };
}
