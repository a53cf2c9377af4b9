import type { Incoming, OtherContent } from "../../event.ts";
import type { WhatsappArrival } from "../arrival.ts";
import type { CloudMessage } from "./payload.ts";

/** What a message is that is neither text, photo nor choice. What is not listed needs no answer. */
const OTHER: ReadonlyMap<string, OtherContent> = new Map([
  ["sticker", "sticker"],
  ["audio", "voice"],
  ["video", "video"],
  ["location", "message"],
  ["contacts", "message"],
  ["order", "message"],
  // What this API cannot pass on, such as a photo that may be looked at once.
  ["unsupported", "message"],
]);

/** A photo still at WhatsApp. */
type CloudHandle = { readonly media: string; readonly sha256?: string };

function choiceOf({ interactive, button }: CloudMessage): string | undefined {
  return interactive?.button_reply?.id ?? interactive?.list_reply?.id ?? button?.payload;
}

function incomingOf(message: CloudMessage): Incoming | undefined {
  const { type, text, image, document } = message;
  if (type === "text") return text && { kind: "text", text: text.body };
  // Any file counts as a photo: what it really is, its bytes tell, never its name.
  if (type === "image" || type === "document") return (image ?? document) && { kind: "photo" };
  if (type === "interactive" || type === "button") {
    const id = choiceOf(message);
    return id === undefined ? undefined : { kind: "choice", id };
  }
  const what = OTHER.get(type);
  return what && { kind: "other", what };
}

/** A message as the intake takes it; undefined for what needs no answer. Captions are not looked at. */
export function readCloudMessage(message: CloudMessage): WhatsappArrival | undefined {
  const incoming = incomingOf(message);
  const chat = message.from ?? message.from_user_id;
  if (!incoming || chat === undefined) return undefined;
  const media = message.image ?? message.document;
  const handle: CloudHandle | undefined = media && {
    media: media.id,
    ...(media.sha256 === undefined ? {} : { sha256: media.sha256 }),
  };
  const ours = message.context?.id;
  return {
    chat,
    person: chat,
    message: message.id,
    receivedAt: message.timestamp * 1000,
    clientLanguages: [],
    incoming,
    ...(incoming.kind === "photo" && handle ? { photo: { handle: JSON.stringify(handle) } } : {}),
    ...(incoming.kind === "choice" && ours !== undefined ? { pressed: ours } : {}),
    ...(incoming.kind === "text" && ours !== undefined ? { quoted: ours } : {}),
  };
}
