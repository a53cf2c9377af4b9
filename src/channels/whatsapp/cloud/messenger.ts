import type { Messenger } from "../../messenger.ts";
import type { CloudApi, MessageBody } from "./api.ts";
import { pressable, shapeOf } from "./choice-shape.ts";
import { toMessengerError } from "./failures.ts";
import type { Outbox } from "./outbox.ts";

/**
 * The messenger port on the Cloud API. What was sent stays as it is: this API changes and deletes nothing. Choices whose
 * words do not fit a button or a list come without: numbers stand in for them, one layer up.
 *
 * @param openLabel the words on what opens a list in this chat
 */
export function createCloudMessenger({
  api,
  outbox,
  openLabel,
}: {
  api: Pick<CloudApi, "upload">;
  outbox: Pick<Outbox, "send" | "drop">;
  openLabel: (chat: string) => Promise<string>;
}): Messenger {
  async function send(chat: string, body: MessageBody, replyTo: string | undefined): Promise<string> {
    try {
      const quote = replyTo === undefined ? {} : { context: { message_id: replyTo } };
      return await outbox.send(chat, { ...body, ...quote });
    } catch (error) {
      throw toMessengerError(error);
    }
  }

  return {
    async sendText(chat, text, { buttons = [], replyTo } = {}) {
      const shape = shapeOf(text, buttons);
      if (shape === "numbers") {
        return send(chat, { type: "text", text: { body: text, preview_url: false } }, replyTo);
      }
      const open = shape === "list" ? await openLabel(chat) : "";
      return send(chat, pressable(shape, text, buttons, open), replyTo);
    },
    async sendPicture(chat, jpeg, { caption, replyTo } = {}) {
      const id = await api.upload(jpeg).catch((error: unknown) => {
        const known = toMessengerError(error);
        // Whatever became of the upload: no message was sent.
        throw "ambiguous" in known ? Object.assign(known, { ambiguous: false }) : known;
      });
      const image = { id, ...(caption === undefined ? {} : { caption }) };
      return send(chat, { type: "image", image }, replyTo);
    },
    editText: () => Promise.resolve(false),
    editButtons: () => Promise.resolve(false),
    deleteMessage: (chat, message) => outbox.drop(chat, message),
  };
}
