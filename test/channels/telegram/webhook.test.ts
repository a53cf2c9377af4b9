import { describe, expect, it } from "vitest";
import type { Arrival } from "../../../src/channels/arrival.ts";
import { createBotApi, serve } from "../../../src/channels/telegram/bot.ts";
import { startWebhook, webhookSecret } from "../../../src/channels/telegram/webhook.ts";
import { QueueUnavailable } from "../../../src/queue/queue-unavailable.ts";
import { testHouse } from "../../runtime/owned.ts";
import { openBotApi } from "../bot-fixture.ts";

const house = testHouse();

async function open(receive: (arrival: Arrival) => Promise<void>) {
  const api = await openBotApi(house);
  const bot = createBotApi(api.token, api.root);
  serve(bot, {
    me: await bot.api.getMe(),
    intake: { receive, apologise: () => {} },
    speaker: { say: () => {}, buttons: () => [], tell: () => {} },
    defaultLanguage: "en",
    log: house.log,
  });
  const secret = webhookSecret(api.token);
  const given: number[] = [];
  const giveUp = ({ update_id }: { update_id: number }) => void given.push(update_id);
  const webhook = await startWebhook({ bot, giveUp, secret, host: "127.0.0.1", port: 0, log: house.log });
  house.own("webhook", webhook, (it) => it.close());
  const post = async (body: unknown, header = secret) => {
    const response = await fetch(`http://127.0.0.1:${webhook.port}/`, {
      method: "POST",
      headers: { "x-telegram-bot-api-secret-token": header, connection: "close" },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    return response.status;
  };
  return { post, secret, given };
}

const UPDATE = {
  update_id: 1,
  message: {
    message_id: 5,
    date: 1_790_000_000,
    chat: { id: 7, type: "private" },
    from: { id: 7, is_bot: false, first_name: "X", language_code: "ar" },
    photo: [
      { file_id: "small", file_unique_id: "s" },
      { file_id: "large", file_unique_id: "l" },
    ],
    caption: "never looked at",
    media_group_id: "g",
  },
};

describe("the webhook", () => {
  it("answers 200 once an update is accepted", async () => {
    const arrivals: Arrival[] = [];
    const { post } = await open(async (arrival) => void arrivals.push(arrival));
    expect(await post(UPDATE)).toBe(200);
    expect(arrivals).toEqual([
      {
        chat: "7",
        person: "7",
        message: "5",
        receivedAt: 1_790_000_000_000,
        clientLanguages: ["ar"],
        incoming: { kind: "photo" },
        photo: { handle: "large" },
        album: "g",
      },
    ]);
  });

  it("answers 503 while redis is away, so that telegram posts the update again", async () => {
    const { post } = await open(() => Promise.reject(new QueueUnavailable("away")));
    expect(await post(UPDATE)).toBe(503);
  });

  it("gives up an update that cannot be handled, and says so to its sender", async () => {
    const { post, given } = await open(() => Promise.reject(new Error("a mistake of ours")));
    expect([await post(UPDATE), await post(UPDATE), await post(UPDATE)]).toEqual([503, 503, 200]);
    expect(given).toEqual([1]);
  });

  it("takes nothing from whoever does not know the secret, and nothing that is no update", async () => {
    const arrivals: Arrival[] = [];
    const { post, secret } = await open(async (arrival) => void arrivals.push(arrival));
    expect(await post(UPDATE, `${secret.slice(1)}0`)).toBe(401);
    expect(await post(UPDATE, "")).toBe(401);
    expect(await post("no json")).toBe(400);
    expect(await post("[]")).toBe(400);
    expect(await post(`"${"x".repeat(2_000_000)}"`).catch(() => 400)).toBe(400);
    expect(arrivals).toEqual([]);
  });
});
