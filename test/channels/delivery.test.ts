import { describe, expect, it } from "vitest";
import { sealAddress } from "../../src/channels/address.ts";
import { createCaseKeeper } from "../../src/channels/case-keeper.ts";
import { createDelivery } from "../../src/channels/delivery.ts";
import { type Buttons, Outage, Rejected, RetryAfter } from "../../src/channels/messenger.ts";
import { GIVING_VERSION, NEWCOMER, Person, TERMS_VERSION } from "../../src/channels/person.ts";
import { caseCodeOf } from "../../src/core/case-code.ts";
import type { Picture } from "../../src/core/picture.ts";
import { loadTranslators } from "../../src/i18n/translator.ts";
import { createCaseReadings } from "../../src/queue/case-readings.ts";
import type { JobContext } from "../../src/queue/consumer.ts";
import { createDeliveryLog } from "../../src/queue/delivery-log.ts";
import { createFeedbackStore } from "../../src/queue/feedback-store.ts";
import type { ReplyJob } from "../../src/queue/jobs.ts";
import { createPersonStore } from "../../src/queue/person-store.ts";
import { createPersonStudies } from "../../src/queue/person-studies.ts";
import { createPhotoStore, photoKey, pictureKey } from "../../src/queue/photo-store.ts";
import { QueueUnavailable } from "../../src/queue/queue-unavailable.ts";
import { createReceipts } from "../../src/queue/receipts.ts";
import { RetryLater } from "../../src/queue/retry.ts";
import { createMetrics } from "../../src/runtime/metrics.ts";
import { openEye, openRedis, studyJob, vault } from "../queue/redis-fixture.ts";
import { testHouse } from "../runtime/owned.ts";
import { finding, PICTURE, reading } from "./bot-fixture.ts";
import { createRecordingMessenger } from "./recording-messenger.ts";

const house = testHouse();
const translators = await loadTranslators();
const CHAT = "7001";
const ABOVE = reading(finding("Effusion", 0.9), finding("Mass", 0.2));
const BELOW = reading(finding("Mass", 0.2));
const REFUSED: ReplyJob["reading"] = { outcome: "refused", refusal: "blurred", detail: {} };
const UNSURE: ReplyJob["reading"] = {
  ...(ABOVE as Extract<ReplyJob["reading"], { outcome: "findings" }>),
  outcome: "unsure",
  reasons: ["unlike-training"],
};
const OVERLAY: Picture = { ...PICTURE, kind: "overlay" };
const KILLED = new Error("SIGKILL, as far as this test can do it");

async function openDelivery(now = Date.now()) {
  const { url } = await openRedis(house);
  const redis = openEye(house, url);
  const messenger = createRecordingMessenger();
  const photos = createPhotoStore({ redis, vault });
  const receipts = createReceipts({ redis });
  const studies = createPersonStudies({ redis, vault, keptSeconds: 3_600 });
  house.own("studies", studies, (it) => it.close());
  const feedback = createFeedbackStore({ redis, vault });
  const persons = createPersonStore({ redis, vault, schema: Person });
  const events: string[] = [];
  const cases = createCaseKeeper({
    feedback,
    persons,
    studies,
    photos,
    readings: createCaseReadings({ redis, vault }),
    vault,
    onEvent: (event) => void events.push(event),
  });
  const deliver = createDelivery({
    messenger,
    translators,
    deliveries: createDeliveryLog({ redis }),
    receipts,
    studies,
    photos,
    cases,
    vault,
    metrics: createMetrics(),
    now: () => now,
  });
  const context = { log: house.log, attempt: 1, signal: new AbortController().signal } satisfies JobContext;

  async function job(
    message: string,
    outcome: ReplyJob["reading"],
    pictures: Picture[],
    more: Partial<ReplyJob> & { person?: string } = {},
  ) {
    const { person, ...rest } = more;
    const { photo: _, ...common } = studyJob();
    const study = vault.studyId("telegram", CHAT, message);
    await photos.put(photoKey(study), Buffer.from("photo"), 3_600);
    for (const { kind, jpeg } of pictures) await photos.put(pictureKey(study, kind), jpeg, 3_600);
    return {
      ...common,
      study,
      address: sealAddress(vault, study, { chat: CHAT, message, ...(person ? { person } : {}) }),
      receivedAt: now,
      reading: outcome,
      pictures: pictures.map(({ kind, labels, jpeg }) => ({
        kind,
        labels: [...labels],
        bytes: jpeg.byteLength,
      })),
      ...rest,
    } satisfies ReplyJob;
  }
  return {
    redis,
    messenger,
    photos,
    receipts,
    studies,
    feedback,
    persons,
    events,
    job,
    deliver: (reply: ReplyJob, attempt = 1) => deliver(reply, { ...context, attempt }),
  };
}

describe("a delivery", () => {
  it("sends the text, then the picture, each as a reply to its photo, and erases both", async () => {
    const { messenger, photos, job, deliver } = await openDelivery();
    const reply = await job("11", ABOVE, [PICTURE]);
    await deliver(reply);
    expect(messenger.sent.map(({ what, chat, replyTo }) => [what, chat, replyTo])).toEqual([
      ["text", CHAT, "11"],
      ["picture", CHAT, "11"],
    ]);
    expect(messenger.sent[0]?.text).toContain(caseCodeOf(reply.study));
    expect(messenger.sent[0]?.buttons).toEqual([]);
    expect(await photos.get(photoKey(reply.study))).toBeUndefined();
    expect(await photos.get(pictureKey(reply.study, "sheet"))).toBeUndefined();
  });

  it("sends nothing twice when it is asked twice", async () => {
    const { messenger, job, deliver } = await openDelivery();
    const reply = await job("11", ABOVE, [PICTURE]);
    await deliver(reply);
    await deliver(reply);
    expect(messenger.sent).toHaveLength(2);
  });

  it.each<[string, ReplyJob["reading"], Picture, object, string]>([
    ["low data", ABOVE, PICTURE, { lowData: true }, "Show the picture"],
    ["nothing above the alert level", BELOW, OVERLAY, {}, "Show where the program looked"],
  ])("offers the picture by a button and keeps it: %s", async (_, outcome, picture, more, label) => {
    const { messenger, photos, job, deliver } = await openDelivery();
    const reply = await job("12", outcome, [picture], more);
    await deliver(reply);
    expect(messenger.sent).toHaveLength(1);
    expect(messenger.sent[0]?.buttons.flat()).toEqual([{ id: `picture:${picture.kind}:12`, label }]);
    expect(await photos.get(pictureKey(reply.study, picture.kind))).toBeDefined();
    expect(await photos.get(photoKey(reply.study))).toBeUndefined();
  });

  it("tells that the program is not sure, claims no finding, offers no picture, and asks only what a clinician confirmed", async () => {
    const { messenger, redis, feedback, job, deliver } = await openDelivery();
    const reply = await job("19", UNSURE, [], { person: "7" });
    await deliver(reply);
    expect(messenger.sent).toHaveLength(1);
    expect(messenger.sent[0]?.text).toContain("The program is not sure about this film");
    expect(messenger.sent[0]?.text).not.toContain("effusion");
    expect(messenger.sent[0]?.buttons.flat().map(({ label }) => label)).toEqual(["Confirmed as …"]);
    const verdict = { kind: "confirmed", labels: ["Mass"] } as const;
    expect(await feedback.give(reply.study, vault.pseudonym("telegram", "7"), verdict)).toBe(true);
    expect(await redis.keys("feedback:*")).toHaveLength(1);
  });

  it("tells a refusal and offers no picture", async () => {
    const { messenger, job, deliver } = await openDelivery();
    await deliver(await job("13", REFUSED, []));
    expect(messenger.sent).toHaveLength(1);
    expect(messenger.sent[0]?.text).toContain("The photo is blurred");
    expect(messenger.sent[0]?.replyTo).toBe("13");
  });

  it.each<[string, number, boolean]>([
    ["14 minutes", 14, false],
    ["16 minutes", 16, true],
  ])("says when the photo came only when it is late: %s", async (_, minutes, late) => {
    const now = Date.UTC(2026, 10, 24, 12);
    const { messenger, job, deliver } = await openDelivery(now);
    await deliver(await job("14", ABOVE, [], { receivedAt: now - minutes * 60_000 }));
    expect(messenger.sent[0]?.text.includes("About your photo of")).toBe(late);
  });

  it("repeats the text under the same case code after a crash between sending and marking", async () => {
    const { messenger, job, deliver } = await openDelivery();
    const reply = await job("15", ABOVE, [PICTURE]);
    messenger.failNext("sendText", KILLED, { accepted: true });
    await expect(deliver(reply)).rejects.toThrow(KILLED);
    await deliver(reply);
    const texts = messenger.sent.filter(({ what }) => what === "text");
    expect(texts).toHaveLength(2);
    expect(texts[0]?.text).toBe(texts[1]?.text);
    expect(messenger.sent.filter(({ what }) => what === "picture")).toHaveLength(1);
  });

  it("does not repeat the picture after such a crash, but offers it below the text", async () => {
    const { messenger, photos, job, deliver } = await openDelivery();
    const reply = await job("16", ABOVE, [PICTURE]);
    messenger.failNext("sendPicture", KILLED, { accepted: true });
    await expect(deliver(reply)).rejects.toThrow(KILLED);
    await deliver(reply);
    await deliver(reply);
    expect(messenger.sent.map(({ what }) => what)).toEqual(["text", "picture"]);
    expect(messenger.sent[0]?.buttons.flat().map(({ id }) => id)).toEqual(["picture:sheet:16"]);
    expect(await photos.get(pictureKey(reply.study, "sheet"))).toBeDefined();
  });

  it("does the same when the connection ended after the picture had gone out", async () => {
    const { messenger, job, deliver } = await openDelivery();
    const reply = await job("17", ABOVE, [PICTURE]);
    messenger.failNext("sendPicture", new Outage("ECONNRESET", { ambiguous: true }), { accepted: true });
    await expect(deliver(reply)).rejects.toThrow(Outage);
    await deliver(reply);
    expect(messenger.sent.map(({ what }) => what)).toEqual(["text", "picture"]);
    expect(messenger.sent[0]?.buttons.flat()).toHaveLength(1);
  });

  it("sends nothing again that this process knows it has sent, although Redis could not take the mark", async () => {
    const { redis, messenger, job, deliver } = await openDelivery();
    const reply = await job("27", ABOVE, [PICTURE]);
    const fullOnceSent = (method: "sendText" | "sendPicture") => {
      const send = messenger[method].bind(messenger) as (...args: unknown[]) => Promise<string>;
      Object.assign(messenger, {
        [method]: async (...args: unknown[]) => {
          const id = await send(...args);
          await redis.config("SET", "maxmemory", "1");
          return id;
        },
      });
    };
    fullOnceSent("sendText");
    fullOnceSent("sendPicture");
    for (let round = 0; round < 2; round += 1) {
      await expect(deliver(reply)).rejects.toThrow(QueueUnavailable);
      await redis.config("SET", "maxmemory", "0");
    }
    await deliver(reply);
    expect(messenger.sent.map(({ what }) => what)).toEqual(["text", "picture"]);
    expect(messenger.sent[0]?.buttons).toEqual([]);
  });

  it("waits for a send that is still under way when the job comes a second time", async () => {
    const { messenger, job, deliver } = await openDelivery();
    const reply = await job("28", ABOVE, [PICTURE]);
    const send = messenger.sendText;
    let letGo = () => {};
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    Object.assign(messenger, {
      sendText: async (...args: Parameters<typeof send>) => {
        await gate;
        return send(...args);
      },
    });
    const both = Promise.all([deliver(reply), deliver(reply)]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    letGo();
    await both;
    expect(messenger.sent.map(({ what }) => what)).toEqual(["text", "picture"]);
  });

  it.each<[string, Error]>([
    ["a flood limit", new RetryAfter(3_000)],
    ["an outage before anything went out", new Outage("ECONNREFUSED", { ambiguous: false })],
  ])("sends the picture later as if nothing had been: %s", async (_, trouble) => {
    const { messenger, job, deliver } = await openDelivery();
    const reply = await job("18", ABOVE, [PICTURE]);
    messenger.failNext("sendText", trouble);
    messenger.failNext("sendPicture", trouble);
    await expect(deliver(reply)).rejects.toThrow();
    await expect(deliver(reply)).rejects.toThrow();
    await deliver(reply);
    expect(messenger.sent.map(({ what }) => what)).toEqual(["text", "picture"]);
    expect(messenger.sent[0]?.buttons).toEqual([]);
  });

  it("hands the messenger's own waiting time to the queue", async () => {
    const { messenger, job, deliver } = await openDelivery();
    messenger.failNext("sendText", new RetryAfter(17_000));
    const failure = await deliver(await job("19", ABOVE, [])).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RetryLater);
    expect(failure).toMatchObject({ milliseconds: 17_000 });
  });

  it.each(["blocked", "vanished"] as const)("ends quietly and erases everything: %s", async (reason) => {
    const { messenger, photos, job, deliver } = await openDelivery();
    const reply = await job("20", ABOVE, [PICTURE]);
    messenger.failNext("sendText", new Rejected(reason));
    await deliver(reply);
    expect(messenger.sent).toEqual([]);
    expect(await photos.get(photoKey(reply.study))).toBeUndefined();
    expect(await photos.get(pictureKey(reply.study, "sheet"))).toBeUndefined();
  });

  it("lets the text stand when the messenger refuses the picture", async () => {
    const { messenger, job, deliver } = await openDelivery();
    messenger.failNext("sendPicture", new Rejected("refused", "PHOTO_INVALID_DIMENSIONS"));
    await deliver(await job("21", ABOVE, [PICTURE]));
    expect(messenger.sent.map(({ what }) => what)).toEqual(["text"]);
  });

  it("deletes the receipt once the text is out, an album's with its last answer", async () => {
    const { messenger, receipts, job, deliver } = await openDelivery();
    const first = await job("22", ABOVE, []);
    const second = await job("23", REFUSED, []);
    await receipts.expect("album", first.study);
    await receipts.expect("album", second.study);
    const receipt = await messenger.sendText(CHAT, "received");
    expect(await receipts.sent("album", receipt)).toBe(true);
    await deliver(first);
    expect(messenger.seen().map(({ text }) => text)).toContain("received");
    await deliver(second);
    expect(messenger.seen().map(({ text }) => text)).not.toContain("received");
  });

  it("tries to delete the receipt again without sending the text again", async () => {
    const { messenger, receipts, job, deliver } = await openDelivery();
    const reply = await job("24", ABOVE, []);
    await receipts.expect(reply.study, reply.study);
    await receipts.sent(reply.study, await messenger.sendText(CHAT, "received"));
    messenger.failNext("deleteMessage", new Outage("ETIMEDOUT", { ambiguous: true }));
    await expect(deliver(reply)).rejects.toThrow(Outage);
    await deliver(reply);
    expect(messenger.seen()).toHaveLength(1);
    expect(messenger.seen()[0]?.text).toContain("Pleural effusion");
  });

  it("gives a text up that the messenger will not take the fifth time either, and erases what it belongs to", async () => {
    const { messenger, photos, job, deliver } = await openDelivery();
    const reply = await job("11", ABOVE, [PICTURE]);
    for (let attempt = 1; attempt <= 5; attempt += 1) messenger.failNext("sendText", new Rejected("refused"));
    for (const attempt of [1, 2, 3, 4]) await expect(deliver(reply, attempt)).rejects.toThrow(Rejected);
    expect(await photos.get(photoKey(reply.study))).toBeDefined();
    await deliver(reply, 5);
    expect(messenger.sent).toEqual([]);
    expect(await photos.get(photoKey(reply.study))).toBeUndefined();
    expect(await photos.get(pictureKey(reply.study, "sheet"))).toBeUndefined();
  });

  it("answers nobody in another account's chat: its messages have the same numbers and are others", async () => {
    const { messenger, job, deliver } = await openDelivery();
    const reply = await job("11", ABOVE, [PICTURE]);
    const address = sealAddress(vault, reply.study, { account: "other", chat: CHAT, message: "11" });
    await deliver({ ...reply, address });
    expect(messenger.sent).toEqual([]);
  });

  it("sends nothing to a person who wanted everything forgotten", async () => {
    const { messenger, photos, studies, job, deliver } = await openDelivery();
    const reply = await job("25", ABOVE, [PICTURE]);
    await studies.note("telegram", "p", reply.study);
    await studies.forget("telegram", "p");
    await photos.put(pictureKey(reply.study, "sheet"), PICTURE.jpeg, 3_600);
    await deliver(reply);
    expect(messenger.sent).toEqual([]);
    expect(await photos.get(pictureKey(reply.study, "sheet"))).toBeUndefined();
  });

  it("goes on without the picture when its time is up", async () => {
    const { messenger, photos, job, deliver } = await openDelivery();
    const reply = await job("26", ABOVE, [PICTURE]);
    await photos.delete(pictureKey(reply.study, "sheet"));
    await deliver(reply);
    expect(messenger.sent.map(({ what }) => what)).toEqual(["text"]);
  });

  const GIVER: Person = {
    ...NEWCOMER,
    language: "en",
    terms: { version: TERMS_VERSION, at: 1 },
    giving: { version: GIVING_VERSION, answer: "yes", at: 1, by: "1" },
  };
  const idsOf = (sent: { buttons: Buttons } | undefined) =>
    sent?.buttons.map((row) => row.map(({ id }) => id));

  it("offers feedback under a result in one row, below the picture where that is only offered, and none under a refusal", async () => {
    const { messenger, job, deliver } = await openDelivery();
    const first = await job("30", ABOVE, [PICTURE], { person: "7" });
    await deliver(first);
    expect(idsOf(messenger.sent[0])).toEqual([["fb:a:30", "fb:d:30", "fb:q:30"]]);
    await deliver(await job("31", ABOVE, [PICTURE], { person: "7", lowData: true }));
    expect(idsOf(messenger.sent[2])).toEqual([
      ["picture:sheet:31"],
      ["fb:a:31", "fb:d:31", "fb:q:31"],
      [`join:${caseCodeOf(first.study)}:31`],
    ]);
    await deliver(await job("32", REFUSED, [], { person: "7" }));
    expect(messenger.sent[3]?.buttons).toEqual([]);
  });

  it("keeps the row for feedback when a crash leaves the picture to be offered", async () => {
    const { messenger, job, deliver } = await openDelivery();
    const reply = await job("33", ABOVE, [PICTURE], { person: "7" });
    messenger.failNext("sendPicture", KILLED, { accepted: true });
    await expect(deliver(reply)).rejects.toThrow(KILLED);
    await deliver(reply);
    expect(idsOf(messenger.sent[0])).toEqual([["picture:sheet:33"], ["fb:a:33", "fb:d:33", "fb:q:33"]]);
  });

  it("offers that picture by a message of its own where a text that was sent stays as it is", async () => {
    const { messenger, job, deliver } = await openDelivery();
    const reply = await job("34", ABOVE, [PICTURE], { person: "7" });
    messenger.failNext("sendPicture", KILLED, { accepted: true });
    await expect(deliver(reply)).rejects.toThrow(KILLED);
    messenger.editButtons = async () => false;
    await deliver(reply);
    const offer = messenger.sent.at(-1);
    expect(messenger.sent).toHaveLength(3);
    expect([offer?.text, offer?.replyTo]).toEqual([
      "The picture may not have reached you. You can ask for it here.",
      "34",
    ]);
    expect(idsOf(offer)).toEqual([["picture:sheet:34"]]);
  });

  it.each<[string, Person | undefined, boolean]>([
    ["said yes", GIVER, true],
    ["was never asked", { ...GIVER, giving: null }, false],
    ["said no", { ...GIVER, giving: { version: GIVING_VERSION, answer: "no", at: 1, by: "" } }, false],
    [
      "did not answer",
      { ...GIVER, giving: { version: GIVING_VERSION, answer: "asked", at: 1, by: "" } },
      false,
    ],
    [
      "said yes to an older question",
      { ...GIVER, giving: { version: 0, answer: "yes", at: 1, by: "" } },
      false,
    ],
    ["agreed to older terms", { ...GIVER, terms: { version: TERMS_VERSION - 1, at: 1 } }, false],
    ["has stopped", { ...GIVER, stopped: true }, false],
    ["is unknown", undefined, false],
  ])("erases the photo of everybody, and keeps a sealed copy only of who %s", async (_, person, given) => {
    const { photos, feedback, persons, redis, events, job, deliver } = await openDelivery();
    if (person) await persons.save("telegram", "7", person);
    const reply = await job("34", ABOVE, [PICTURE], { person: "7" });
    await deliver(reply);
    await deliver(reply);
    expect(await photos.get(photoKey(reply.study))).toBeUndefined();
    expect((await feedback.photoOf(reply.study))?.toString()).toBe(given ? "photo" : undefined);
    expect(await redis.keys("given:*")).toHaveLength(given ? 1 : 0);
    expect(events).toEqual(given ? ["photo-given"] : []);
  });

  it("keeps no photo of a refused study, nor of one that cannot be delivered", async () => {
    const { messenger, persons, redis, job, deliver } = await openDelivery();
    await persons.save("telegram", "7", GIVER);
    await deliver(await job("35", REFUSED, [], { person: "7" }));
    messenger.failNext("sendText", new Rejected("blocked"));
    await deliver(await job("36", ABOVE, [], { person: "7" }));
    expect(await redis.keys("given:*")).toEqual([]);
  });

  it("keeps nothing when its sender is forgotten while it is delivered", async () => {
    const { messenger, persons, studies, feedback, redis, job, deliver } = await openDelivery();
    await persons.save("telegram", "7", GIVER);
    const reply = await job("37", ABOVE, [], { person: "7" });
    await studies.note("telegram", "7", reply.study);
    const send = messenger.sendText;
    Object.assign(messenger, {
      sendText: async (...args: Parameters<typeof send>) => {
        // As /forget does, in its order; the photo itself is still in the delivery's hands.
        const photo = Buffer.from("photo");
        await studies.forget("telegram", "7");
        await feedback.forget("telegram", vault.pseudonym("telegram", "7"));
        await redis.set(photoKey(reply.study), vault.sealBytes(photo, photoKey(reply.study)));
        return send(...args);
      },
    });
    await deliver(reply);
    expect(await redis.keys("*iven:*")).toEqual([]);
    expect(await redis.keys("case*")).toEqual([]);
    expect(await redis.keys("photo:*")).toEqual([]);
  });
});
