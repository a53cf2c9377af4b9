import { isAddressed } from "./arrival.ts";
import type { Client, Message } from "./library.ts";

/** Most messages looked through in one chat. */
const PER_CHAT = 60;

/** Chats with something newer than a moment, read in the page: the library's own listing loads every group's members. */
async function chatsSince(client: Client, seconds: number): Promise<string[]> {
  const script = `window.require("WAWebCollections").Chat.getModelsArray()
    .filter((chat) => (chat.t ?? 0) >= ${seconds}).map((chat) => chat.id._serialized)`;
  return ((await client.pupPage?.evaluate(script)) ?? []) as string[];
}

/**
 * What people wrote since a moment, oldest first.
 *
 * @param since milliseconds since 1970
 * @param groups ids of groups that are served
 */
export async function readBacklog(
  client: Client,
  since: number,
  groups: readonly string[],
): Promise<Message[]> {
  const seconds = Math.floor(since / 1000);
  const found: Message[] = [];
  for (const id of await chatsSince(client, seconds)) {
    if (!isAddressed(id, groups)) continue;
    const chat = await client.getChatById(id);
    const messages = (await chat?.fetchMessages({ limit: PER_CHAT, fromMe: false })) ?? [];
    found.push(...messages.filter(({ timestamp }) => timestamp >= seconds));
  }
  return found.toSorted((a, b) => a.timestamp - b.timestamp);
}
