import { type Messenger, Outage, Rejected } from "../messenger.ts";
import { toMessengerError, within } from "./failures.ts";
import { type Client, type Message, toMedia } from "./library.ts";
import type { Session } from "./session.ts";

/** A picture over a thin line. */
const SEND_MS = 60_000;
const CHANGE_MS = 20_000;
/** WhatsApp did not take it. */
const NOT_TAKEN = -1;

/**
 * The messenger port on WhatsApp. There are no buttons: numbers stand in for them, one layer up. What WhatsApp no longer
 * lets us change stays as it is.
 */
export function createWhatsappMessenger(session: Pick<Session, "use">): Messenger {
  async function call<T>(
    milliseconds: number,
    what: string,
    work: (client: Client) => Promise<T>,
  ): Promise<T> {
    try {
      return await session.use((client) => within(milliseconds, what, work(client)));
    } catch (error) {
      throw toMessengerError(error);
    }
  }

  /** The id of what was sent, once WhatsApp has it. */
  function idOf(sent: Message | null | undefined): string {
    if (!sent) throw new Rejected("vanished");
    if (Number(sent.ack) === NOT_TAKEN) throw new Outage("not taken", { ambiguous: true });
    return sent.id._serialized;
  }

  const optionsOf = (replyTo: string | undefined) => ({
    linkPreview: false,
    waitUntilMsgSent: true,
    // A quote whose message is gone is left out.
    ...(replyTo === undefined ? {} : { quotedMessageId: replyTo }),
  });

  /** One of our messages that can still be changed. */
  async function ours(client: Client, message: string): Promise<Message | undefined> {
    const found = await client.getMessageById(message);
    return found?.fromMe && String(found.type) !== "revoked" ? found : undefined;
  }

  return {
    sendText: (chat, text, { replyTo } = {}) =>
      call(SEND_MS, "text", async (client) => idOf(await client.sendMessage(chat, text, optionsOf(replyTo)))),
    sendPicture: (chat, jpeg, { caption, replyTo } = {}) =>
      call(SEND_MS, "picture", async (client) => {
        const options = { ...optionsOf(replyTo), ...(caption === undefined ? {} : { caption }) };
        return idOf(await client.sendMessage(chat, toMedia(jpeg), options));
      }),
    editText: (_, message, text) =>
      call(CHANGE_MS, "edit", async (client) => {
        const found = await ours(client, message);
        return found !== undefined && (await found.edit(text, { linkPreview: false })) !== null;
      }),
    editButtons: () => Promise.resolve(false),
    deleteMessage: (_, message) =>
      call(CHANGE_MS, "delete", async (client) => {
        await (await ours(client, message))?.delete(true);
      }),
  };
}
