import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Buttons, type Messenger, Rejected } from "../messenger.ts";

/** Something the person would see now. */
export type ShownMessage = {
  readonly id: string;
  readonly replyTo: string | undefined;
  readonly text: string;
  readonly buttons: Buttons;
  /** Where a picture was written. */
  readonly file?: string;
};

export type ConsoleMessenger = Messenger & {
  /** What is to be seen of a chat: deleted messages are gone, edited ones are as they are now. */
  shown(chat: string): ShownMessage[];
  /** Pictures that could not be written, each with the reason. */
  unwritten(): readonly string[];
};

/**
 * The messenger port without a messenger: messages are kept, pictures written to a folder.
 *
 * @param nameOf the name of the photo in a message, without its ending
 */
export function createConsoleMessenger({
  pictureDir,
  nameOf,
}: {
  pictureDir: string;
  nameOf: (replyTo: string | undefined) => string;
}): ConsoleMessenger {
  const chats = new Map<string, ShownMessage[]>();
  const unwritten: string[] = [];
  let count = 0;

  function add(chat: string, message: Omit<ShownMessage, "id">): string {
    count += 1;
    const id = `answer-${count}`;
    chats.set(chat, [...(chats.get(chat) ?? []), { id, ...message }]);
    return id;
  }

  function change(chat: string, id: string, update: Partial<ShownMessage>): boolean {
    const messages = chats.get(chat) ?? [];
    if (!messages.some((message) => message.id === id)) return false;
    chats.set(
      chat,
      messages.map((message) => (message.id === id ? { ...message, ...update } : message)),
    );
    return true;
  }

  return {
    shown: (chat) => chats.get(chat) ?? [],
    unwritten: () => unwritten,
    async sendText(chat, text, { buttons = [], replyTo } = {}) {
      return add(chat, { text, buttons, replyTo });
    },
    async sendPicture(chat, jpeg, { caption = "", replyTo } = {}) {
      const file = join(pictureDir, `${nameOf(replyTo)}-sheet.jpg`);
      await writeFile(file, jpeg).catch(async (error: NodeJS.ErrnoException) => {
        unwritten.push(`${file} (${error.code})`);
        // Half a picture looks like a whole one by its name.
        await rm(file, { force: true }).catch(() => {});
        throw new Rejected("refused", `cannot write ${file}: ${error.code}`);
      });
      return add(chat, { text: caption, buttons: [], replyTo, file });
    },
    editText: async (chat, message, text, buttons = []) => change(chat, message, { text, buttons }),
    editButtons: async (chat, message, buttons) => change(chat, message, { buttons }),
    async deleteMessage(chat, message) {
      chats.set(
        chat,
        (chats.get(chat) ?? []).filter(({ id }) => id !== message),
      );
    },
  };
}
