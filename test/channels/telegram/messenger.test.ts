import { describe, expect, it } from "vitest";
import { Outage, Rejected, RetryAfter } from "../../../src/channels/messenger.ts";
import { createBotApi } from "../../../src/channels/telegram/bot.ts";
import { createTelegramMessenger } from "../../../src/channels/telegram/messenger.ts";
import { describeMessenger } from "../../contract/messenger.ts";
import { testHouse } from "../../runtime/owned.ts";
import { openBotApi } from "../bot-fixture.ts";

describeMessenger("telegram", async (house) => {
  const api = await openBotApi(house);
  const incoming = api.person(7).text("hello");
  return {
    messenger: createTelegramMessenger(createBotApi(api.token, api.root).api),
    chat: "7",
    incoming: String(incoming),
    seen: () =>
      api.messages
        .filter(({ from, deleted }) => from === "bot" && !deleted)
        .map(({ text, replyTo, buttons, photo }) => ({
          text: text ?? "",
          replyTo: replyTo === undefined ? undefined : String(replyTo),
          buttons: buttons.flat().map((button) => button.text),
          picture: photo !== undefined,
        })),
  };
});

describe("the telegram messenger's failures", () => {
  const house = testHouse();

  async function open() {
    const api = await openBotApi(house);
    const incoming = api.person(7).text("hello");
    return { api, incoming, messenger: createTelegramMessenger(createBotApi(api.token, api.root).api) };
  }

  it("sends its very bytes, and sends them again after a flood limit", async () => {
    const { api, messenger } = await open();
    const jpeg = Buffer.from(Array.from({ length: 5_000 }, (_, place) => place % 256));
    api.failNext("sendPhoto", 1, { kind: "status", status: 429, retryAfter: 3 });
    const failure = await messenger.sendPicture("7", jpeg).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RetryAfter);
    expect(failure).toMatchObject({ milliseconds: 3_000 });
    await messenger.sendPicture("7", jpeg);
    expect(api.messages.at(-1)?.photo).toEqual(jpeg);
  });

  it("answers even when the photo's message was deleted meanwhile", async () => {
    const { api, messenger } = await open();
    await messenger.sendText("7", "answer", { replyTo: "999" });
    expect(api.messages.at(-1)).toMatchObject({ text: "answer" });
  });

  it("tells a person who blocked the bot from one who is gone", async () => {
    const { api, messenger } = await open();
    api.person(7).block();
    await expect(messenger.sendText("7", "x")).rejects.toMatchObject({ name: "Rejected", reason: "blocked" });
    await expect(messenger.sendText("8", "x")).rejects.toMatchObject({
      name: "Rejected",
      reason: "vanished",
    });
  });

  it("tells a message that will never pass", async () => {
    const { messenger } = await open();
    const failure = await messenger.sendText("7", "x".repeat(5_000)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Rejected);
    expect(failure).toMatchObject({ reason: "refused" });
  });

  it.each<[string, Parameters<Awaited<ReturnType<typeof open>>["api"]["failNext"]>[2], boolean]>([
    ["status 502, of a gateway that may have passed it on", { kind: "status", status: 502 }, true],
    ["status 503", { kind: "status", status: 503 }, false],
    ["a gateway that waited in vain", { kind: "status", status: 504 }, true],
    ["a reset before acceptance", { kind: "reset-before" }, true],
    ["a reset after acceptance", { kind: "reset-after" }, true],
  ])("is an outage, and says whether the message may be out: %s", async (_, fault, ambiguous) => {
    const { api, messenger } = await open();
    api.failNext("sendMessage", 1, fault);
    const failure = await messenger.sendText("7", "x").catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Outage);
    expect(failure).toMatchObject({ ambiguous });
  });

  it("knows that nothing went out where nobody listens, and keeps the token to itself", async () => {
    const token = "123456789:TEST-token_that_must_not_be_seen";
    const messenger = createTelegramMessenger(createBotApi(token, "http://127.0.0.1:1").api);
    const failure = await messenger.sendText("7", "x").catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: "Outage", ambiguous: false });
    const whole = JSON.stringify(failure, Object.getOwnPropertyNames(failure as object));
    expect(whole).not.toContain("TEST-token");
    expect(whole).toContain("ECONNREFUSED");
  });
});
