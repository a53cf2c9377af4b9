import type { Update } from "grammy/types";

/** What a chat's updates are kept in order by. Updates without a chat stand alone. */
function chatOf(update: Update): string {
  const chat = update.message?.chat.id ?? update.callback_query?.message?.chat.id;
  return chat === undefined ? `update ${update.update_id}` : String(chat);
}

/** Updates by chat, each chat's in the order they came. */
export function byChat(updates: readonly Update[]): Update[][] {
  const chats = new Map<string, Update[]>();
  for (const update of updates.toSorted((a, b) => a.update_id - b.update_id)) {
    const chat = chatOf(update);
    const line = chats.get(chat);
    if (line) line.push(update);
    else chats.set(chat, [update]);
  }
  return [...chats.values()];
}

/** Which updates are done, and from where Telegram shall go on. */
export type Progress = {
  isDone(update: Update): boolean;
  done(update: Update): void;
  /**
   * The first update that Telegram has to deliver again, or the one after the last. What came before it counts as
   * confirmed once asked for.
   */
  offsetAfter(batch: readonly Update[]): number;
};

export function createProgress(): Progress {
  const finished = new Set<number>();
  return {
    isDone: ({ update_id }) => finished.has(update_id),
    done: ({ update_id }) => finished.add(update_id),
    offsetAfter(batch) {
      const ids = batch.map(({ update_id }) => update_id).toSorted((a, b) => a - b);
      const open = ids.find((id) => !finished.has(id));
      const offset = open ?? (ids.at(-1) ?? -1) + 1;
      for (const id of finished) if (id < offset) finished.delete(id);
      return offset;
    },
  };
}
