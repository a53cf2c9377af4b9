import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../../src/i18n/languages.ts";
import { offersPicture } from "../../fakes/bot-api-chats.ts";
import { openRedis } from "../../queue/redis-fixture.ts";
import { testHouse, until } from "../../runtime/owned.ts";
import {
  answerStudies,
  finding,
  onboard,
  openBotApi,
  PICTURE,
  reading,
  ready,
  startBot,
} from "../bot-fixture.ts";

const house = testHouse();

async function open(env: Record<string, string> = {}) {
  const api = await openBotApi(house);
  const { url } = await openRedis(house);
  const bot = await ready(startBot(house, { api, redisUrl: url, env }));
  const answersTo = (photo: number) =>
    api.messages.filter(({ from, replyTo, deleted }) => from === "bot" && replyTo === photo && !deleted);
  const said = (chat: number) =>
    api.messages
      .filter((message) => message.chat === chat && message.from === "bot")
      .map(({ text }) => text ?? "");
  return { api, url, bot, answersTo, said };
}

describe("the bot process", () => {
  it("leads from /start to an answer under its photo, with a receipt in between", async () => {
    const { api, url, bot, answersTo } = await open();
    const person = await onboard(api, 7);
    const photo = person.photo(Buffer.from("film"));
    await until(() => answersTo(photo).length === 1);
    const receipt = answersTo(photo)[0];
    expect(receipt?.text).toMatch(/^Photo received, case [0-9A-Z]{3}-[0-9A-Z]{4}\./);
    expect((receipt?.at ?? 0) - (api.messages.find(({ id }) => id === photo)?.at ?? 0)).toBeLessThan(2_000);
    await answerStudies(house, url);
    await until(() => answersTo(photo).some((message) => message.photo));
    expect(receipt?.deleted).toBe(true);
    const [text, picture, ...more] = answersTo(photo);
    expect(text?.text).toContain("1. Pleural effusion: likely");
    expect(picture?.photo).toEqual(PICTURE.jpeg);
    expect(more).toEqual([]);
    expect(await bot.stop()).toBe(0);
  });

  it("logs no token, name, caption, text or chat", async () => {
    const { api, url, bot, answersTo } = await open({ LOG_LEVEL: "trace" });
    await answerStudies(house, url);
    const person = await onboard(api, 987_654_321);
    api.failNext("sendMessage", 1, { kind: "status", status: 502 });
    api.failNext("getFile", 1, { kind: "reset-before" });
    api.failNext("file", 1, { kind: "reset-after" });
    person.text("Patient Secretpatient has fever");
    const photo = person.photo(Buffer.from("film"), { caption: "Mrs Secretcaption" });
    await until(() => answersTo(photo).some((message) => message.photo), 20_000);
    await until(() => bot.log().includes("study answered"));
    const log = bot.log();
    for (const secret of [api.token, "TEST-token", "Secret", "Amina", "987654321", "fever", "file-"]) {
      expect(log).not.toContain(secret);
    }
  });

  it("answers whatever else is sent with one helpful line", async () => {
    const { api, said } = await open();
    const person = await onboard(api, 7);
    const before = said(7).length;
    person.text("hello");
    person.other({ sticker: { file_id: "s" } });
    person.other({ voice: { file_id: "v", duration: 2 } });
    person.other({ video: { file_id: "v", duration: 2 }, caption: "look" });
    person.other({ animation: { file_id: "g" }, document: { file_id: "g" } });
    person.other({ location: { latitude: 1, longitude: 2 } });
    await until(() => said(7).length === before + 6);
    expect(said(7).slice(before)).toEqual([
      expect.stringContaining("I read photos of chest X-rays"),
      expect.stringContaining("I cannot read stickers"),
      expect.stringContaining("I cannot hear voice messages"),
      expect.stringContaining("I cannot read video"),
      expect.stringContaining("I cannot read video"),
      expect.stringContaining("I cannot read this kind of message"),
    ]);
  });

  it("gives an album one receipt, and each of its photos its own answer", async () => {
    const { api, url, answersTo } = await open();
    const person = await onboard(api, 7);
    const photos = person.album([Buffer.from("one"), Buffer.from("two"), Buffer.from("three")]);
    const received = () => api.messages.filter(({ text }) => text?.includes("received"));
    const all = /^3 photos received\..*Cases: [0-9A-Z-]{8}, [0-9A-Z-]{8},? and [0-9A-Z-]{8}\.$/m;
    await until(() => all.test(received()[0]?.text ?? ""));
    await answerStudies(house, url);
    await until(() => photos.every((photo) => answersTo(photo).some((message) => message.photo)));
    expect(received().map(({ deleted }) => deleted)).toEqual([true]);
    for (const photo of photos) expect(answersTo(photo)).toHaveLength(2);
  });

  it("takes an update that comes twice for one study", async () => {
    const { api, url, answersTo } = await open();
    const { studies } = await answerStudies(house, url);
    const person = await onboard(api, 7);
    // The confirmation is lost: telegram delivers the batch once more.
    api.failNext("getUpdates", 1, { kind: "reset-before" });
    const photo = person.photo(Buffer.from("film"), { forwarded: true });
    const { update_id: _, ...content } = api.take(0, 10).at(-1) ?? { update_id: 0 };
    await until(() => answersTo(photo).some((message) => message.photo));
    api.push(content);
    await until(() => api.unconfirmed() === 0);
    const marker = person.text("hello");
    await until(() => api.messages.some(({ id, from }) => from === "bot" && id > marker));
    expect(studies).toHaveLength(1);
    expect(answersTo(photo)).toHaveLength(2);
  });

  it("reads image documents, and says so when telegram no longer has a photo", async () => {
    const { api, url, answersTo } = await open();
    await answerStudies(house, url);
    const person = await onboard(api, 7);
    const file = person.document(Buffer.from("film"), "x-ray.dcm");
    await until(() => answersTo(file).some((message) => message.photo));
    const lost = person.photo(Buffer.from("lost"));
    for (const [id, stored] of api.files) if (stored.bytes.equals(Buffer.from("lost"))) api.files.delete(id);
    await until(() => answersTo(lost).some(({ text }) => text?.includes("no longer has this photo")), 20_000);
    const empty = person.document(Buffer.alloc(0), "empty.jpg");
    await until(() => answersTo(empty).some(({ text }) => text?.includes("could not be opened")));
  });

  it("waits as long as telegram asks, and through its outages", async () => {
    const { api, url, answersTo } = await open();
    const person = await onboard(api, 7);
    let count = 0;
    api.plan = ({ method }) => {
      if (method !== "sendMessage" && method !== "sendPhoto" && method !== "getFile") return undefined;
      count += 1;
      if (count > 12) return undefined;
      if (count % 3 === 0) return { kind: "status", status: 429, retryAfter: 1 };
      return count % 3 === 1 ? { kind: "status", status: 503 } : undefined;
    };
    await answerStudies(house, url);
    const photos = [1, 2, 3].map((place) => person.photo(Buffer.from(`film ${place}`)));
    await until(() => photos.every((photo) => answersTo(photo).some((message) => message.photo)), 60_000);
    for (const photo of photos) {
      expect(answersTo(photo).filter(({ text }) => text?.includes("Pleural effusion"))).toHaveLength(1);
    }
  }, 70_000);

  it("sends no picture twice when a gateway loses the answer to the first, but offers it", async () => {
    const { api, url, answersTo } = await open();
    const person = await onboard(api, 7);
    api.failNext("sendPhoto", 1, { kind: "status-after", status: 502 });
    await answerStudies(house, url);
    const photo = person.photo(Buffer.from("film"));
    await until(() => answersTo(photo).some(({ buttons }) => offersPicture(buttons)));
    expect(answersTo(photo).filter((message) => message.photo)).toHaveLength(1);
    expect(answersTo(photo).filter(({ text }) => text?.includes("Pleural effusion"))).toHaveLength(1);
  });

  it("ends a study quietly when its sender has blocked the bot", async () => {
    const { api, url, bot } = await open();
    const person = await onboard(api, 7);
    person.photo(Buffer.from("film"));
    await until(() => bot.log().includes("photo fetched"));
    person.block();
    await answerStudies(house, url);
    await until(() => bot.log().includes("nobody to answer"));
    expect(bot.log()).not.toContain("job will be tried again");
  });

  it("shows the picture when its button is pressed, and only to the chat it belongs to", async () => {
    const { api, url, answersTo } = await open();
    await answerStudies(house, url, () => ({
      reading: reading(finding("Mass", 0.1)),
      pictures: [{ ...PICTURE, kind: "overlay" }],
    }));
    const person = await onboard(api, 7);
    const stranger = await onboard(api, 8);
    const photo = person.photo(Buffer.from("film"));
    await until(() => answersTo(photo).some(({ buttons }) => offersPicture(buttons)));
    api.push({
      callback_query: {
        id: "forged",
        chat_instance: "1",
        from: { id: stranger.chat, is_bot: false, first_name: "X" },
        data: `picture:overlay:${photo}`,
        message: { message_id: 1, date: 1, chat: { id: stranger.chat, type: "private" } },
      },
    });
    await until(() => api.transcript(8).includes("This picture has been deleted"));
    person.press("Show where the program looked");
    await until(() => answersTo(photo).some((message) => message.photo));
    // What is left is the row for feedback, and the one for a child.
    await until(() => answersTo(photo).every(({ buttons }) => !offersPicture(buttons)));
    expect(
      answersTo(photo)[0]
        ?.buttons.flat()
        .map(({ text }) => text),
    ).toEqual(["👍 Agree", "👎 Disagree", "Confirmed as …", "Under 5 years", "5–14 years"]);
    expect(answersTo(photo)).toHaveLength(2);
  });

  it("stays silent in groups but for one line to a command", async () => {
    const { api } = await open();
    api.person(7).text("/start");
    const group = { id: -100, type: "supergroup", title: "Ward" };
    const from = { id: 7, is_bot: false, first_name: "X" };
    const say = (content: object) =>
      api.push({ message: { message_id: 900, date: 1, chat: group, from, ...content } });
    api.store({ chat: -100, from: "person", buttons: [] });
    say({ photo: [{ file_id: "g", file_unique_id: "g", width: 1, height: 1 }] });
    say({ text: "talk" });
    say({ text: "/start@roentgram_test_bot" });
    say({ text: "/start@roentgram_test_bot" });
    await until(() => api.unconfirmed() === 0);
    await until(() => api.calls.some(({ fields }) => fields["chat_id"] === -100));
    expect(api.calls.filter(({ fields }) => fields["chat_id"] === -100)).toHaveLength(1);
    expect(api.calls.some(({ method }) => method === "getFile")).toBe(false);
  });

  it("lists its commands in every language", async () => {
    const { api } = await open();
    const lists = () =>
      api.calls.filter(({ method, status }) => method === "setMyCommands" && status === 200);
    await until(() => lists().length === LANGUAGES.length + 1);
    expect(lists().map(({ fields }) => fields["language_code"])).toEqual([undefined, ...LANGUAGES]);
  });

  it("tells probes whether it works, and counts", async () => {
    const { api, bot } = await open({ PROBE_PORT: "0" });
    await until(() => bot.log().includes("probes answer"));
    const { port } = JSON.parse(bot.log().match(/.*"probes answer".*/)?.[0] ?? "{}") as { port: number };
    const ask = (path: string) =>
      fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: "close" } });
    await until(async () => (await ask("/readyz")).status === 200);
    const person = await onboard(api, 7);
    person.photo(Buffer.from("film"));
    await until(async () => (await (await ask("/metrics")).text()).includes('event="photo-accepted"} 1'));
    expect((await ask("/healthz")).status).toBe(200);
    api.plan = ({ method }) => (method === "getUpdates" ? { kind: "status", status: 502 } : undefined);
    person.text("hello");
    await until(async () => (await ask("/readyz")).status === 503);
  });

  it("serves a webhook when one is configured, with a secret that only telegram gets to know", async () => {
    const { api, bot, said } = await open({
      TELEGRAM_WEBHOOK_URL: "https://clinic.example/hook",
      TELEGRAM_WEBHOOK_PORT: "0",
    });
    await until(() => bot.log().includes("by webhook"));
    const { port } = JSON.parse(bot.log().match(/.*by webhook.*/)?.[0] ?? "{}") as { port: number };
    const { fields } = api.calls.find(({ method }) => method === "setWebhook") ?? {
      fields: {} as Record<string, unknown>,
    };
    expect(fields).toMatchObject({ url: "https://clinic.example/hook" });
    api.person(7, "en").text("/start");
    const [update] = api.take(0, 1);
    const response = await fetch(`http://127.0.0.1:${port}/hook`, {
      method: "POST",
      headers: { "x-telegram-bot-api-secret-token": String(fields["secret_token"]), connection: "close" },
      body: JSON.stringify(update),
    });
    expect(response.status).toBe(200);
    await until(() => said(7).length === 1);
    expect(api.calls.some(({ method }) => method === "getUpdates")).toBe(false);
    expect(bot.log()).not.toContain(String(fields["secret_token"]));
    expect(await bot.stop()).toBe(0);
  });

  it("ends when the process that started it is gone", async () => {
    const { bot } = await open();
    bot.child.disconnect();
    expect(await bot.ended()).toBe(0);
  });
});
