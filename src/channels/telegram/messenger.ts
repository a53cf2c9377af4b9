import { type Api, InputFile } from "grammy";
import type { Buttons, Messenger } from "../messenger.ts";
import { isBadRequest, toMessengerError } from "./failures.ts";

const NOT_MODIFIED = /message is not modified/i;

function keyboardOf(buttons: Buttons) {
  return {
    inline_keyboard: buttons.map((row) => row.map(({ id, label }) => ({ text: label, callback_data: id }))),
  };
}

function answerTo(message: string | undefined) {
  if (message === undefined) return {};
  return { reply_parameters: { message_id: Number(message), allow_sending_without_reply: true } };
}

/** The messenger port on Telegram's Bot API. */
export function createTelegramMessenger(api: Api): Messenger {
  async function call<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw toMessengerError(error);
    }
  }

  /** Old, deleted and foreign messages cannot be edited; one that already is as wanted is well. */
  async function edit(work: () => Promise<unknown>): Promise<boolean> {
    return call(async () => {
      try {
        await work();
        return true;
      } catch (error) {
        if (!isBadRequest(error)) throw error;
        return NOT_MODIFIED.test(error.description);
      }
    });
  }

  return {
    sendText: (chat, text, { buttons, replyTo } = {}) =>
      call(async () => {
        const sent = await api.sendMessage(Number(chat), text, {
          link_preview_options: { is_disabled: true },
          ...answerTo(replyTo),
          ...(buttons ? { reply_markup: keyboardOf(buttons) } : {}),
        });
        return String(sent.message_id);
      }),
    sendPicture: (chat, jpeg, { caption, replyTo } = {}) =>
      call(async () => {
        const sent = await api.sendPhoto(Number(chat), new InputFile(jpeg, "roentgram.jpg"), {
          ...answerTo(replyTo),
          ...(caption === undefined ? {} : { caption }),
        });
        return String(sent.message_id);
      }),
    editText: (chat, message, text, buttons = []) =>
      edit(() =>
        api.editMessageText(Number(chat), Number(message), text, {
          link_preview_options: { is_disabled: true },
          reply_markup: keyboardOf(buttons),
        }),
      ),
    editButtons: (chat, message, buttons) =>
      edit(() =>
        api.editMessageReplyMarkup(Number(chat), Number(message), { reply_markup: keyboardOf(buttons) }),
      ),
    async deleteMessage(chat, message) {
      await edit(() => api.deleteMessage(Number(chat), Number(message)));
    },
  };
}
