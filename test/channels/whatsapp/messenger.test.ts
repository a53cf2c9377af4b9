import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Messenger } from "../../../src/channels/messenger.ts";
import { createNumberedChoices } from "../../../src/channels/numbered-choices.ts";
import { OpenChoices } from "../../../src/channels/open-choices.ts";
import { createWhatsappMessenger } from "../../../src/channels/whatsapp/messenger.ts";
import { holdSession } from "../../../src/channels/whatsapp/profile-folder.ts";
import { createSession, type Session } from "../../../src/channels/whatsapp/session.ts";
import { createChatNotes } from "../../../src/queue/chat-notes.ts";
import { describeMessenger } from "../../contract/messenger.ts";
import { type FakeWhatsapp, startFakeWhatsapp } from "../../fakes/whatsapp/server.ts";
import { openEye, openRedis, vault } from "../../queue/redis-fixture.ts";
import { until } from "../../runtime/owned.ts";
import { sharedHouse, writeBrowser } from "./fixture.ts";

const house = sharedHouse();
const codes: string[] = [];
let whatsapp: FakeWhatsapp;
let session: Session;
let messenger: Messenger;
let chats = 0;

beforeAll(async () => {
  whatsapp = house.own("page", await startFakeWhatsapp(), (it) => it.close());
  const { url } = await openRedis(house);
  const redis = openEye(house, url);
  // What is opened later would count as left open by the first test.
  await redis.ping();
  const dir = await house.folder();
  const sessionDir = join(dir, "session-dir");
  house.own("lock", await holdSession(sessionDir), (it) => it.release());
  const settings = {
    sessionDir,
    chromium: await writeBrowser(dir, whatsapp),
    sandbox: false,
    restartHours: 24,
    restartMebibytes: 10_000,
  };
  session = house.own("session", createSession(settings, house.log), (it) => it.close());
  session.start({ onLinkCode: (code) => void codes.push(code), onReady() {}, onMessage() {} });
  await until(() => codes.length > 0, 60_000);
  await whatsapp.command("scan");
  await until(() => session.state() === "ready", 60_000);
  const notes = createChatNotes({
    name: "choices",
    channel: "whatsapp",
    redis,
    vault,
    schema: OpenChoices,
    keptSeconds: 3_600,
  });
  messenger = createNumberedChoices({
    messenger: createWhatsappMessenger(session),
    notes,
    waitingNotes: notes,
  }).messenger;
});
afterAll(() => expect(whatsapp.missing).toEqual([]));

/** A chat of its own, with a message that can be answered. */
async function openChat() {
  chats += 1;
  const person = whatsapp.person(`24590000000${chats}@lid`);
  const incoming = person.text("hello");
  await until(async () => (await session.use((client) => client.getMessageById(incoming))) !== null);
  return { chat: person.chat, incoming };
}

describeMessenger("whatsapp", async () => ({
  messenger,
  ...(await openChat()),
  seen() {
    return whatsapp.seen(`24590000000${chats}@lid`).map(({ text, quotes, picture }) => {
      const [, before = text, lines = ""] = /^([\s\S]*?)\n\n((?:\d+\. .*\n?)+)$/.exec(text) ?? [];
      const labels = lines.split("\n").filter(Boolean);
      return {
        text: before,
        replyTo: quotes,
        buttons: labels.map((line) => line.replace(/^\d+\. /, "")),
        picture: picture !== undefined,
      };
    });
  },
}));

describe("the whatsapp messenger", () => {
  it("sends its very bytes, with a caption", async () => {
    const { chat } = await openChat();
    const jpeg = Buffer.from(Array.from({ length: 50_000 }, (_, place) => place % 256));
    await messenger.sendPicture(chat, jpeg, { caption: "the maps" });
    expect(whatsapp.seen(chat)).toMatchObject([{ text: "the maps", picture: jpeg }]);
  });

  it("answers even when the photo's message is gone", async () => {
    const { chat } = await openChat();
    await messenger.sendText(chat, "answer", { replyTo: `false_${chat}_GONE` });
    expect(whatsapp.seen(chat)).toMatchObject([{ text: "answer", quotes: undefined }]);
  });

  it("knows that a picture was not sent when its upload is refused", async () => {
    const { chat } = await openChat();
    whatsapp.failUploads(1);
    const refused = await messenger.sendPicture(chat, Buffer.from("jpeg")).catch((error: unknown) => error);
    expect(refused).toMatchObject({ name: "Outage", ambiguous: false });
    expect(whatsapp.seen(chat)).toEqual([]);
  });

  it("turns a chat that cannot be into a rejection that names nobody", async () => {
    const rejected = await messenger.sendText("31611111111", "x").catch((error: unknown) => error);
    expect(rejected).toMatchObject({ name: "Rejected", reason: "vanished" });
    expect(String(rejected)).not.toContain("31611111111");
  });

  it("knows that nothing was sent while the page reloads, and sends again afterwards", async () => {
    const { chat } = await openChat();
    await session.use(async (client) => {
      await client.pupPage?.evaluate("location.reload()").catch(() => {});
    });
    const meanwhile = await messenger.sendText(chat, "too early").catch((error: unknown) => error);
    if (meanwhile instanceof Error) expect(meanwhile).toMatchObject({ name: "Outage" });
    await until(async () => {
      const sent = await messenger.sendText(chat, "again").catch(() => undefined);
      return sent !== undefined;
    });
    expect(whatsapp.seen(chat).at(-1)?.text).toBe("again");
  });
});
