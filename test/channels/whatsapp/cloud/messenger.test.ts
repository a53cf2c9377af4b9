import { describe, expect, it } from "vitest";
import { createNumberedChoices } from "../../../../src/channels/numbered-choices.ts";
import { OpenChoices } from "../../../../src/channels/open-choices.ts";
import { createCloudApi } from "../../../../src/channels/whatsapp/cloud/api.ts";
import { shapeOf } from "../../../../src/channels/whatsapp/cloud/choice-shape.ts";
import { createCloudMessenger } from "../../../../src/channels/whatsapp/cloud/messenger.ts";
import { createOutbox } from "../../../../src/channels/whatsapp/cloud/outbox.ts";
import { createChatNotes } from "../../../../src/queue/chat-notes.ts";
import { describeMessenger } from "../../../contract/messenger.ts";
import { PHONE_ID } from "../../../fakes/cloud-api.ts";
import { openEye, openRedis, vault } from "../../../queue/redis-fixture.ts";
import { type TestHouse, testHouse } from "../../../runtime/owned.ts";
import { splitNumbers } from "../numbered-lines.ts";
import { openCloudApi } from "./fixture.ts";

const CHAT = "243810000001";
const DAY_MS = 86_400_000;

/** The channel's own messenger, numbers and outbox included, for a person who has just written. */
async function open(house: TestHouse) {
  const server = await openCloudApi(house);
  const { url } = await openRedis(house);
  const redis = openEye(house, url);
  const clock = { now: Date.now() };
  const events: string[] = [];
  const api = createCloudApi({ apiRoot: server.root, token: server.token, phoneId: PHONE_ID });
  const outbox = createOutbox({
    api,
    redis,
    waitingRedis: redis,
    vault,
    noticeFor: async () => "notice",
    onEvent: (event) => void events.push(event),
    now: () => clock.now,
  });
  await outbox.heard(CHAT, clock.now);
  const notes = createChatNotes({
    name: "choices",
    channel: "whatsapp",
    redis,
    vault,
    schema: OpenChoices,
    keptSeconds: 3_600,
  });
  const { messenger } = createNumberedChoices({
    messenger: createCloudMessenger({ api, outbox, openLabel: async () => "Choose" }),
    notes,
    waitingNotes: notes,
    canPress: (text, buttons) => shapeOf(text, buttons) !== "numbers",
  });
  const incoming = server.person(CHAT).text("hello");
  return { server, redis, clock, events, api, outbox, messenger, incoming };
}

describeMessenger("Cloud API", async (house) => {
  const { server, messenger, incoming } = await open(house);
  return {
    messenger,
    chat: CHAT,
    incoming,
    changes: false,
    seen: () =>
      server.seen(CHAT).map(({ text, quotes, picture, choices }) => ({
        text: splitNumbers(text).text,
        replyTo: quotes,
        buttons: [
          ...choices.map(({ title }) => title),
          ...splitNumbers(text).choices.map(({ label }) => label),
        ],
        picture: picture !== undefined,
      })),
  };
});

const choices = (count: number, label = (place: number) => `Choice ${place}`) =>
  Array.from({ length: count }, (_, place) => [{ id: `id-${place}`, label: label(place) }]);

describe("choices on the Cloud API", () => {
  it.each([
    ["three short ones are buttons", "text", choices(3), "buttons"],
    ["four are a list", "text", choices(4), "list"],
    ["ten are a list", "text", choices(10), "list"],
    ["eleven are numbers", "text", choices(11), "numbers"],
    [
      "a label of 20 characters is still a button",
      "text",
      choices(2, (it) => `${it}`.padEnd(20, "x")),
      "buttons",
    ],
    ["one of 21 makes a list", "text", choices(2, (it) => `${it}`.padEnd(21, "x")), "list"],
    ["one of 25 makes numbers", "text", choices(2, (it) => `${it}`.padEnd(25, "x")), "numbers"],
    ["labels that are the same are numbers", "text", choices(2, () => "same"), "numbers"],
    ["a text of 1,025 characters has no buttons, but a list", "x".repeat(1_025), choices(2), "list"],
    ["ids that are too long are numbers", "text", [[{ id: "x".repeat(257), label: "A" }]], "numbers"],
  ] as const)("%s", (_, text, rows, shape) => {
    expect(shapeOf(text, rows)).toBe(shape);
  });
});

describe("the Cloud API's messenger", () => {
  const house = testHouse();

  it("sends a picture's very bytes, with a caption", async () => {
    const { server, messenger } = await open(house);
    const jpeg = Buffer.from(Array.from({ length: 30_000 }, (_, place) => place % 256));
    await messenger.sendPicture(CHAT, jpeg, { caption: "the maps" });
    expect(server.seen(CHAT)).toMatchObject([{ text: "the maps", picture: jpeg }]);
  });

  it("answers even when what it quotes is gone", async () => {
    const { server, messenger } = await open(house);
    await messenger.sendText(CHAT, "answer", { replyTo: "wamid.GONE" });
    expect(server.seen(CHAT)).toMatchObject([{ text: "answer", quotes: undefined }]);
  });

  it.each([
    ["messages", { status: 429, code: 130429 }, { name: "RetryAfter", milliseconds: 5_000 }],
    ["messages", { status: 429, code: 80007, retryAfter: 7 }, { name: "RetryAfter", milliseconds: 7_000 }],
    ["messages", { status: 400, code: 131056 }, { name: "Outage", ambiguous: false }],
    ["messages", { status: 500, code: 131000 }, { name: "Outage", ambiguous: false }],
    ["messages", { status: 502 }, { name: "Outage", ambiguous: true }],
    ["messages", { status: 503 }, { name: "Outage", ambiguous: false }],
    ["messages", "lost", { name: "Outage", ambiguous: true }],
    ["messages", { status: 400, code: 131026 }, { name: "Rejected", reason: "vanished" }],
    ["messages", { status: 400, code: 131051 }, { name: "Rejected", reason: "refused" }],
    ["messages", { status: 403, code: 131031 }, { name: "Outage", ambiguous: false }],
    ["upload", { status: 400, code: 131053 }, { name: "Rejected", reason: "refused" }],
    ["upload", "cut", { name: "Outage", ambiguous: false }],
  ] as const)("at %s turns %o into %o, which names nobody", async (place, fault, failure) => {
    const { server, messenger } = await open(house);
    server.fail(place, fault);
    const error = await messenger.sendPicture(CHAT, Buffer.from("jpeg")).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject(failure);
    expect(String(error)).not.toContain(CHAT);
    expect(String(error)).not.toContain(server.token);
    // Sent once more it arrives: nothing is stuck.
    await messenger.sendPicture(CHAT, Buffer.from("jpeg"));
    expect(server.seen(CHAT).at(-1)?.picture?.toString()).toBe("jpeg");
  });

  it("says what an administrator has to do when the token is revoked, until a call passes again", async () => {
    const { server, api, messenger } = await open(house);
    server.revokeToken();
    const error = await messenger.sendText(CHAT, "x").catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "Outage", ambiguous: false });
    expect(api.standing().trouble).toContain("make a new one in Meta's business settings");
    server.giveToken();
    await messenger.sendText(CHAT, "x");
    expect(api.standing().trouble).toBeUndefined();
  });

  it("keeps what comes a day after a person's last message until they write again, in order and sealed", async () => {
    const { server, redis, clock, events, outbox, messenger, incoming } = await open(house);
    clock.now += DAY_MS;
    const id = await messenger.sendText(CHAT, "the answer", { replyTo: incoming });
    await messenger.sendPicture(CHAT, Buffer.from("jpeg"), { replyTo: incoming });
    const receipt = await messenger.sendText(CHAT, "a receipt");
    await messenger.deleteMessage(CHAT, receipt);
    expect(id).toMatch(/^waiting-/);
    expect(server.seen(CHAT)).toEqual([]);
    expect(await outbox.waiting(CHAT)).toBe(2);
    // Not even when asked: the window is still closed.
    await outbox.release(CHAT);
    expect(server.seen(CHAT)).toEqual([]);
    const [key = ""] = await redis.keys("waiting:*");
    expect(await redis.get(key)).not.toContain("answer");
    await outbox.heard(CHAT, clock.now);
    await outbox.release(CHAT);
    await outbox.release(CHAT);
    expect(server.seen(CHAT)).toMatchObject([
      { text: "notice" },
      { text: "the answer", quotes: incoming },
      { picture: Buffer.from("jpeg"), quotes: incoming },
    ]);
    expect(await redis.keys("waiting:*")).toEqual([]);
    const count = (name: string) => events.filter((event) => event === name).length;
    expect([count("window-closed"), count("window-answered")]).toEqual([3, 2]);
  });

  it("keeps the order of what waits when the person writes while the next message is on its way", async () => {
    const { server, clock, outbox, messenger } = await open(house);
    const begun = clock.now;
    clock.now += DAY_MS;
    await messenger.sendText(CHAT, "the answer");
    // The first look still finds the day over, every later one that the person has written.
    const looks = [begun + DAY_MS];
    Object.defineProperty(clock, "now", { get: () => looks.shift() ?? begun });
    await messenger.sendPicture(CHAT, Buffer.from("jpeg"));
    await outbox.release(CHAT);
    expect(server.seen(CHAT)).toMatchObject([
      { text: "notice" },
      { text: "the answer" },
      { picture: Buffer.from("jpeg") },
    ]);
  });

  it("is still within the day a moment before it ends, and an old message seen again does not open it", async () => {
    const { server, clock, outbox, messenger } = await open(house);
    const first = clock.now;
    clock.now += DAY_MS - 120_000;
    await messenger.sendText(CHAT, "in time");
    clock.now += 120_000;
    await outbox.heard(CHAT, first);
    await messenger.sendText(CHAT, "late");
    expect(server.seen(CHAT).map(({ text }) => text)).toEqual(["in time"]);
  });

  it("keeps what Meta itself says comes too late, at once or afterwards", async () => {
    const { server, clock, outbox, messenger } = await open(house);
    server.failLater(131047);
    const first = await messenger.sendText(CHAT, "first");
    expect(await outbox.failed(CHAT, first, 131047)).toBe("waits");
    await messenger.sendText(CHAT, "second");
    expect(server.calls).toHaveLength(1);
    await outbox.heard(CHAT, clock.now);
    server.fail("messages", { status: 400, code: 131047 });
    await messenger.sendText(CHAT, "third");
    expect(await outbox.waiting(CHAT)).toBe(3);
    await outbox.heard(CHAT, clock.now);
    // Whatever is sent next lets out what came first.
    await messenger.sendText(CHAT, "fourth");
    expect(server.seen(CHAT).map(({ text }) => text)).toEqual([
      "notice",
      "first",
      "second",
      "third",
      "fourth",
    ]);
  });

  it("sends again what was accepted and then failed for a reason that passes, three times at most", async () => {
    const { server, outbox, messenger } = await open(house);
    server.failLater(131000, 3);
    let id = await messenger.sendText(CHAT, "text");
    const outcomes: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      outcomes.push(await outbox.failed(CHAT, id, 131000));
      id = `wamid.HBgLOUT${Number(id.replace(/\D/g, "")) + 1}`;
    }
    expect(outcomes).toEqual(["again", "again", "given-up"]);
    expect(server.calls.filter(({ place }) => place === "messages")).toHaveLength(3);
    expect(await outbox.failed(CHAT, "wamid.UNKNOWN", 131000)).toBe("unknown");
  });

  it("forgets what waits and what was sent", async () => {
    const { redis, clock, outbox, messenger } = await open(house);
    await messenger.sendText(CHAT, "sent");
    clock.now += DAY_MS;
    await messenger.sendText(CHAT, "waits");
    await outbox.forget(CHAT);
    expect(await redis.keys("waiting:*")).toEqual([]);
    expect(await redis.keys("sent:*")).toEqual([]);
  });

  it("lets the oldest make room when too much waits, and passes over a picture that Meta keeps no longer", async () => {
    const { server, clock, events, outbox, messenger } = await open(house);
    clock.now += DAY_MS;
    for (let place = 0; place < 41; place += 1)
      await outbox.send(CHAT, { type: "text", text: { body: `${place}` } });
    await outbox.send(CHAT, { type: "image", image: { id: "gone" } });
    await messenger.sendText(CHAT, "last");
    await outbox.heard(CHAT, clock.now);
    await outbox.release(CHAT);
    const texts = server.seen(CHAT).map(({ text }) => text);
    expect([texts[0], texts.at(-1), texts.length]).toEqual(["notice", "last", 40]);
    expect(events.filter((event) => event === "window-lost")).toHaveLength(4);
  });
});
