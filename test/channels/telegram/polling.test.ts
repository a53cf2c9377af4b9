import { GrammyError } from "grammy";
import type { Update } from "grammy/types";
import { describe, expect, it } from "vitest";
import { byChat, createProgress } from "../../../src/channels/telegram/batch.ts";
import { hopeless } from "../../../src/channels/telegram/poll-failure.ts";

const message = (update_id: number, chat: number): Update =>
  ({ update_id, message: { chat: { id: chat } } }) as unknown as Update;

describe("updates of one batch", () => {
  it("are handled by chat, each chat's in order", () => {
    const batch = [message(4, 1), message(2, 2), message(1, 1), message(3, 1)];
    expect(byChat(batch).map((line) => line.map(({ update_id }) => update_id))).toEqual([[1, 3, 4], [2]]);
  });

  it("are confirmed up to the first that was not accepted", () => {
    const progress = createProgress();
    const batch = [message(1, 1), message(2, 2), message(3, 1)];
    progress.done(batch[0] as Update);
    progress.done(batch[2] as Update);
    expect(progress.offsetAfter(batch)).toBe(2);
  });

  it("are not handled again when they come again beside one that was not accepted", () => {
    const progress = createProgress();
    const batch = [message(1, 1), message(2, 2), message(3, 1)];
    progress.done(batch[0] as Update);
    progress.done(batch[2] as Update);
    progress.offsetAfter(batch);
    expect(batch.map((update) => progress.isDone(update))).toEqual([false, false, true]);
    progress.done(batch[1] as Update);
    expect(progress.offsetAfter(batch.slice(1))).toBe(4);
  });

  it("may have gaps in their numbers", () => {
    const progress = createProgress();
    const batch = [message(10, 1), message(25, 2)];
    for (const update of batch) progress.done(update);
    expect(progress.offsetAfter(batch)).toBe(26);
  });
});

describe("a failure to fetch updates", () => {
  const failure = (code: number) =>
    new GrammyError("x", { ok: false, error_code: code, description: "y" }, "getUpdates", {});

  it.each([401, 404])("is hopeless and speaks of the token: %i", (code) => {
    expect(hopeless(failure(code))?.message).toMatch(/^TELEGRAM_BOT_TOKEN: .*@BotFather/);
  });

  it("is hopeless when somebody else keeps polling, but not at once after a restart", () => {
    expect(hopeless(failure(409), 5_000)).toBeUndefined();
    expect(hopeless(failure(409), 61_000)?.message).toContain("another program fetches this bot's messages");
  });

  it.each([429, 500, 502])("is waited out: %i", (code) => {
    expect(hopeless(failure(code))).toBeUndefined();
  });
});
