import type { Buttons, Messenger } from "../../src/channels/messenger.ts";

type Sent = {
  id: string;
  chat: string;
  what: "text" | "picture";
  text: string;
  replyTo: string | undefined;
  buttons: Buttons;
  deleted: boolean;
};

type Method = keyof Messenger;
type Mishap = { method: Method; error: Error; accepted: boolean };

/** A messenger that keeps what was sent, and fails as told: before or after having accepted the message. */
export type RecordingMessenger = Messenger & {
  readonly sent: Sent[];
  /** What is still to be seen. */
  seen(): Sent[];
  failNext(method: Method, error: Error, options?: { accepted: boolean }): void;
};

export function createRecordingMessenger(): RecordingMessenger {
  const sent: Sent[] = [];
  const mishaps: Mishap[] = [];

  function perform<T>(method: Method, accept: () => T): T {
    const place = mishaps.findIndex((mishap) => mishap.method === method);
    const [mishap] = place < 0 ? [] : mishaps.splice(place, 1);
    if (mishap && !mishap.accepted) throw mishap.error;
    const result = accept();
    if (mishap) throw mishap.error;
    return result;
  }
  const add = (message: Omit<Sent, "id" | "deleted">): string => {
    const id = `m${sent.length + 1}`;
    sent.push({ id, deleted: false, ...message });
    return id;
  };
  const find = (id: string) => sent.find((message) => message.id === id && !message.deleted);

  return {
    sent,
    seen: () => sent.filter(({ deleted }) => !deleted),
    failNext: (method, error, { accepted } = { accepted: false }) =>
      void mishaps.push({ method, error, accepted }),
    sendText: async (chat, text, { buttons = [], replyTo } = {}) =>
      perform("sendText", () => add({ chat, what: "text", text, replyTo, buttons })),
    sendPicture: async (chat, _, { caption = "", replyTo } = {}) =>
      perform("sendPicture", () => add({ chat, what: "picture", text: caption, replyTo, buttons: [] })),
    editText: async (_, id, text, buttons = []) =>
      perform("editText", () => {
        const message = find(id);
        if (message) Object.assign(message, { text, buttons });
        return message !== undefined;
      }),
    editButtons: async (_, id, buttons) =>
      perform("editButtons", () => {
        const message = find(id);
        if (message) message.buttons = buttons;
        return message !== undefined;
      }),
    deleteMessage: async (_, id) =>
      perform("deleteMessage", () => {
        const message = find(id);
        if (message) message.deleted = true;
      }),
  };
}
