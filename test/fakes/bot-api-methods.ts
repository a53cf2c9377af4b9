import type { Chats, FakeButton, FakeMessage } from "./bot-api-chats.ts";

export type Fields = Record<string, unknown>;
export type ApiAnswer = { status: number; body: Record<string, unknown> };

const ok = (result: unknown): ApiAnswer => ({ status: 200, body: { ok: true, result } });
export const no = (code: number, description: string, parameters?: object): ApiAnswer => ({
  status: code,
  body: { ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) },
});

const asObject = (value: unknown): Record<string, unknown> | undefined => {
  if (typeof value === "string") return JSON.parse(value);
  return value as Record<string, unknown> | undefined;
};

function buttonsOf(fields: Fields): FakeButton[][] {
  return (asObject(fields["reply_markup"])?.["inline_keyboard"] as FakeButton[][] | undefined) ?? [];
}

function badButtons(buttons: FakeButton[][]): ApiAnswer | undefined {
  const bad = buttons.flat().some(({ callback_data, text }) => {
    const bytes = Buffer.byteLength(callback_data ?? "");
    return bytes < 1 || bytes > 64 || !text;
  });
  return bad ? no(400, "Bad Request: BUTTON_DATA_INVALID") : undefined;
}

const shown = ({ id, chat, at, text }: FakeMessage) => ({
  message_id: id,
  date: Math.floor(at / 1000),
  chat: { id: chat, type: "private" },
  ...(text === undefined ? {} : { text }),
});

/** What the Bot API does with a message: the rules that matter to a bot. */
/** @param bot the bot's own id */
export function createMethods(chats: Chats, bot: number) {
  function refusal(chat: number): ApiAnswer | undefined {
    if (chats.blocked.has(chat)) return no(403, "Forbidden: bot was blocked by the user");
    if (chats.vanished.has(chat) || !chats.knows(chat)) return no(400, "Bad Request: chat not found");
    return undefined;
  }

  function send(fields: Fields, content: Partial<FakeMessage>): ApiAnswer {
    const chat = Number(fields["chat_id"]);
    const buttons = buttonsOf(fields);
    const bad = refusal(chat) ?? badButtons(buttons);
    if (bad) return bad;
    const reply = asObject(fields["reply_parameters"]);
    const target = reply && chats.find(chat, Number(reply["message_id"]));
    if (reply && !target && !reply["allow_sending_without_reply"]) {
      return no(400, "Bad Request: message to be replied not found");
    }
    const stored = chats.store({
      chat,
      from: "bot",
      buttons,
      ...content,
      ...(target ? { replyTo: target.id } : {}),
    });
    return ok(shown(stored));
  }

  function edit(fields: Fields, change: (message: FakeMessage) => boolean): ApiAnswer {
    const chat = Number(fields["chat_id"]);
    const message = chats.find(chat, Number(fields["message_id"]));
    if (message?.from !== "bot") return no(400, "Bad Request: message to edit not found");
    const before = JSON.stringify([message.text, message.buttons]);
    if (!change(message)) return no(400, "Bad Request: message text is empty");
    if (JSON.stringify([message.text, message.buttons]) === before) {
      return no(400, "Bad Request: message is not modified: specified new message content is the same");
    }
    message.edits += 1;
    return ok(shown(message));
  }

  const methods: Record<string, (fields: Fields, upload?: Buffer) => ApiAnswer> = {
    getMe: () =>
      ok({
        id: bot,
        is_bot: true,
        first_name: "Roentgram",
        username: "roentgram_test_bot",
        can_join_groups: true,
      }),
    deleteWebhook: () => ok(true),
    setWebhook: () => ok(true),
    setMyCommands: ({ commands }) => {
      const list = typeof commands === "string" ? JSON.parse(commands) : commands;
      const bad = list.some(
        ({ command, description }: { command: string; description: string }) =>
          !/^[a-z0-9_]{1,32}$/.test(command) || description.length < 1 || description.length > 256,
      );
      return bad ? no(400, "Bad Request: BOT_COMMAND_INVALID") : ok(true);
    },
    answerCallbackQuery: () => ok(true),
    getFile({ file_id }) {
      const file = chats.files.get(String(file_id));
      if (!file || file.gone) {
        return no(400, "Bad Request: wrong file_id or the file is temporarily unavailable");
      }
      if (file.bytes.byteLength > 20 * 1024 * 1024) return no(400, "Bad Request: file is too big");
      return ok({ file_id, file_unique_id: "u", file_size: file.bytes.byteLength, file_path: file.path });
    },
    sendMessage(fields) {
      const text = String(fields["text"] ?? "");
      if (text.trim() === "") return no(400, "Bad Request: message text is empty");
      if (text.length > 4096) return no(400, "Bad Request: message is too long");
      return send(fields, { text });
    },
    sendPhoto(fields, upload) {
      if (!upload || upload.byteLength === 0) return no(400, "Bad Request: there is no photo in the request");
      const caption = fields["caption"];
      return send(fields, { photo: upload, ...(caption === undefined ? {} : { caption: String(caption) }) });
    },
    sendMediaGroup(fields, upload) {
      const answer = send(fields, upload ? { photo: upload } : {});
      return answer.status === 200 ? ok([answer.body["result"]]) : answer;
    },
    editMessageText: (fields) =>
      edit(fields, (message) => {
        message.text = String(fields["text"] ?? "");
        message.buttons = buttonsOf(fields);
        return message.text !== "";
      }),
    editMessageReplyMarkup: (fields) =>
      edit(fields, (message) => {
        message.buttons = buttonsOf(fields);
        return true;
      }),
    deleteMessage(fields) {
      const message = chats.find(Number(fields["chat_id"]), Number(fields["message_id"]));
      if (!message) return no(400, "Bad Request: message to delete not found");
      message.deleted = true;
      return ok(true);
    },
  };
  return methods;
}
