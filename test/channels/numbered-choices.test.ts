import { describe, expect, it } from "vitest";
import { type Buttons, Outage } from "../../src/channels/messenger.ts";
import { createNumberedChoices } from "../../src/channels/numbered-choices.ts";
import { OpenChoices } from "../../src/channels/open-choices.ts";
import { createChatNotes } from "../../src/queue/chat-notes.ts";
import { describeMessenger } from "../contract/messenger.ts";
import { openEye, openRedis, vault } from "../queue/redis-fixture.ts";
import { type TestHouse, testHouse } from "../runtime/owned.ts";
import { createRecordingMessenger } from "./recording-messenger.ts";

/** The text without its numbered lines, and their labels. */
function apart(text: string): { text: string; buttons: string[] } {
  const [, before = text, lines = ""] = /^([\s\S]*?)\n\n((?:\d+\. .*\n?)+)$/.exec(text) ?? [];
  return {
    text: before,
    buttons: lines
      .split("\n")
      .filter(Boolean)
      .map((line) => line.replace(/^\d+\. /, "")),
  };
}

async function open(house: TestHouse) {
  const { url } = await openRedis(house);
  const redis = openEye(house, url);
  const recording = createRecordingMessenger();
  let time = 1_000_000;
  const notes = createChatNotes({
    name: "choices",
    channel: "whatsapp",
    redis,
    vault,
    schema: OpenChoices,
    keptSeconds: 3_600,
  });
  const make = () =>
    createNumberedChoices({ messenger: recording, notes, waitingNotes: notes, now: () => time });
  const choices = make();
  let said = 0;
  const meaning = (text: string, extras: { heardAt?: number; quoted?: string; message?: string } = {}) =>
    choices.meaningOf("c", { message: `p${++said}`, text, heardAt: time, ...extras });
  const shown = () => recording.seen().map(({ text }) => text);
  return {
    redis,
    recording,
    choices,
    make,
    meaning,
    shown,
    now: () => time,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
    ask: (text: string, ...labels: string[]) =>
      choices.messenger.sendText("c", text, {
        buttons: labels.map((label) => [{ id: `${text}:${label}`, label }]),
      }),
    offer: (photo: string) =>
      choices.messenger.sendText("c", `about ${photo}`, {
        replyTo: photo,
        buttons: [[{ id: `picture:sheet:${photo}`, label: "Show" }]],
      }),
  };
}

describeMessenger("numbered", async (house) => {
  const { recording, choices } = await open(house);
  return {
    messenger: choices.messenger,
    chat: "c",
    incoming: "p1",
    seen: () =>
      recording
        .seen()
        .map(({ text, replyTo, what }) => ({ ...apart(text), replyTo, picture: what === "picture" })),
  };
});

describe("numbers in place of buttons", () => {
  const house = testHouse();

  it("stand below the text, and choose", async () => {
    const { ask, meaning, shown } = await open(house);
    const question = await ask("Terms?", "Agree", "No", "More");
    expect(shown()).toEqual(["Terms?\n\n1. Agree\n2. No\n3. More"]);
    expect(await meaning("٢")).toEqual({ kind: "choice", id: "Terms?:No", message: question });
    expect(await meaning(" agree ")).toEqual({ kind: "choice", id: "Terms?:Agree", message: question });
    expect(await meaning("agree with what?")).toEqual({ kind: "text" });
  });

  it("that nothing has are answered with those that something has; without choices they are talk", async () => {
    const { ask, offer, meaning } = await open(house);
    expect(await meaning("1")).toEqual({ kind: "text" });
    await offer("photo");
    await ask("Terms?", "Agree", "No");
    expect(await meaning("7")).toEqual({ kind: "no-such-number", numbers: [21, 1, 2] });
    expect(await meaning("hello")).toEqual({ kind: "text" });
  });

  it("of a question end when the next one is asked, and when it is settled", async () => {
    const { ask, meaning, pass, choices } = await open(house);
    await ask("Language?", "English", "Français");
    pass(1_000);
    const terms = await ask("Terms?", "Agree");
    expect(await meaning("2")).toEqual({ kind: "no-such-number", numbers: [1] });
    expect(await meaning("1")).toMatchObject({ id: "Terms?:Agree" });
    // As the conversation does once the terms are agreed to.
    expect(await choices.messenger.editButtons("c", terms, [])).toBe(true);
    expect(await meaning("1")).toEqual({ kind: "text" });
  });

  it("sent twice in a hurry do not answer a question that came in between: nobody agrees by accident", async () => {
    const { ask, meaning, now, pass } = await open(house);
    await ask("Language?", "English", "Français");
    pass(5_000);
    const heardAt = now();
    expect(await meaning("1", { heardAt })).toMatchObject({ id: "Language?:English" });
    pass(10);
    await ask("Terms?", "Agree", "No");
    pass(10);
    expect(await meaning("1", { heardAt })).toMatchObject({ id: "Language?:English" });
    expect(await meaning("1")).toMatchObject({ id: "Terms?:Agree" });
  });

  it("choose the same when the same message is taken in again after a crash", async () => {
    const { ask, meaning, pass } = await open(house);
    await ask("Language?", "English", "Français");
    expect(await meaning("1", { message: "m" })).toMatchObject({ id: "Language?:English" });
    pass(10);
    await ask("Terms?", "Agree", "No");
    expect(await meaning("1", { message: "m" })).toMatchObject({ id: "Language?:English" });
  });

  it("of a picture go on meaning this picture, whatever is asked or offered after it", async () => {
    const { ask, offer, meaning, shown, choices } = await open(house);
    const first = await offer("photo-1");
    await offer("photo-2");
    await ask("Language?", "English", "Français");
    await ask("Delete?", "Delete", "Keep");
    expect(shown().slice(0, 2)).toEqual(["about photo-1\n\n21. Show", "about photo-2\n\n22. Show"]);
    expect(await meaning("21")).toEqual({ kind: "choice", id: "picture:sheet:photo-1", message: first });
    expect(await meaning("22")).toMatchObject({ id: "picture:sheet:photo-2" });
    // Once it is shown.
    await choices.messenger.editButtons("c", first, []);
    expect(await meaning("21")).toEqual({ kind: "no-such-number", numbers: [22, 1, 2] });
  });

  it("are not given again before some eighty others, and the oldest offers end", async () => {
    const { offer, meaning, shown } = await open(house);
    for (let photo = 0; photo < 80; photo += 1) await offer(`photo-${photo}`);
    expect(shown().at(-1)).toBe("about photo-79\n\n21. Show");
    expect(await meaning("21")).toMatchObject({ id: "picture:sheet:photo-79" });
    expect(await meaning("99")).toMatchObject({ id: "picture:sheet:photo-78" });
    expect(await meaning("30")).toMatchObject({ kind: "no-such-number" });
  });

  it("of a quoted message choose from that message alone", async () => {
    const { ask, offer, meaning } = await open(house);
    const language = await ask("Language?", "English", "Français");
    await ask("Terms?", "Agree", "No", "More");
    const offered = await offer("photo");
    expect(await meaning("2", { quoted: language })).toMatchObject({ id: "Language?:Français" });
    expect(await meaning("3", { quoted: language })).toMatchObject({ kind: "no-such-number" });
    expect(await meaning("21", { quoted: offered })).toMatchObject({ id: "picture:sheet:photo" });
    expect(await meaning("1", { quoted: "somebody else's" })).toMatchObject({ id: "Terms?:Agree" });
  });

  it("that were answered leave the message as it is: pages come below what the person wrote", async () => {
    const { ask, meaning, choices, shown } = await open(house);
    const page = await ask("Page 1", "Next");
    await meaning("1");
    expect(await choices.messenger.editText("c", page, "Page 2")).toBe(false);
    expect(await choices.messenger.editButtons("c", page, [])).toBe(true);
    expect(shown()).toEqual(["Page 1\n\n1. Next"]);
  });

  it("are offered below an answer that had none", async () => {
    const { choices, meaning, shown, pass } = await open(house);
    const buttons: Buttons = [[{ id: "picture:sheet:p", label: "Show" }]];
    const answer = await choices.messenger.sendText("c", "answer", { replyTo: "p" });
    expect(await choices.messenger.editButtons("c", answer, buttons)).toBe(true);
    expect(shown()).toEqual(["answer\n\n21. Show"]);
    expect(await meaning("21")).toMatchObject({ id: "picture:sheet:p" });
    const late = await choices.messenger.sendText("c", "late", { replyTo: "q" });
    pass(16 * 60_000);
    expect(await choices.messenger.editButtons("c", late, buttons)).toBe(false);
  });

  it("survive the process, are unreadable in Redis, and end with what is forgotten", async () => {
    const { ask, make, redis, choices, now } = await open(house);
    const question = await ask("Terms?", "Agree");
    const said = { message: "m", text: "1", heardAt: now() };
    expect(await make().meaningOf("c", said)).toMatchObject({ id: "Terms?:Agree", message: question });
    const [key] = await redis.keys("choices:*");
    expect(key).not.toMatch(/:c$/);
    expect(await redis.get(key!)).not.toContain("Agree");
    expect(await redis.ttl(key!)).toBeGreaterThan(3_500);
    await choices.forget("c");
    expect(await redis.keys("choices:*")).toEqual([]);
  });

  it("of a message that could not be sent count no more", async () => {
    const { recording, ask, meaning } = await open(house);
    recording.failNext("sendText", new Outage("away", { ambiguous: false }));
    await expect(ask("Terms?", "Agree")).rejects.toBeInstanceOf(Outage);
    expect(await meaning("1")).toEqual({ kind: "text" });
  });
});

describe("choices that the messenger shows as buttons of its own", () => {
  const house = testHouse();

  async function openPressed() {
    const { redis, recording } = await open(house);
    const notes = createChatNotes({
      name: "choices",
      channel: "whatsapp",
      redis,
      vault,
      schema: OpenChoices,
      keptSeconds: 3_600,
    });
    const { messenger, meaningOf } = createNumberedChoices({
      messenger: recording,
      notes,
      waitingNotes: notes,
      canPress: (_, buttons) => buttons.length > 0 && buttons.length < 3,
    });
    const rows = (...labels: string[]) => labels.map((label) => [{ id: `id-${label}`, label }]);
    const meaning = (text: string) => meaningOf("c", { message: text, text, heardAt: Date.now() });
    return { recording, messenger, rows, meaning };
  }

  it("get no numbers, and can be chosen in their very words", async () => {
    const { recording, messenger, rows, meaning } = await openPressed();
    await messenger.sendText("c", "Do you agree?", { buttons: rows("Yes", "No") });
    expect(recording.sent[0]).toMatchObject({ text: "Do you agree?", buttons: rows("Yes", "No") });
    expect(await meaning("yes")).toMatchObject({ kind: "choice", id: "id-Yes", message: "m1" });
    // No number stands there, so none is asked for.
    expect(await meaning("1")).toEqual({ kind: "text" });
    expect(await meaning("-1")).toEqual({ kind: "text" });
  });

  it("stand beside those that need numbers", async () => {
    const { recording, messenger, rows, meaning } = await openPressed();
    await messenger.sendText("c", "about a photo", { replyTo: "p", buttons: rows("Agree", "Disagree") });
    await messenger.sendText("c", "Which?", { buttons: rows("One", "Two", "Three") });
    expect(recording.sent[1]).toMatchObject({ text: "Which?\n\n1. One\n2. Two\n3. Three", buttons: [] });
    expect(await meaning("2")).toMatchObject({ kind: "choice", id: "id-Two" });
    expect(await meaning("agree")).toMatchObject({ kind: "choice", id: "id-Agree" });
    expect(await meaning("9")).toEqual({ kind: "no-such-number", numbers: [1, 2, 3] });
  });
});
