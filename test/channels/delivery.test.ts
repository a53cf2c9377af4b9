import { describe, expect, it } from "vitest";
import { sealAddress } from "../../src/channels/address.ts";
import { createDelivery } from "../../src/channels/delivery.ts";
import { Outage, Rejected, RetryAfter } from "../../src/channels/messenger.ts";
import { caseCodeOf } from "../../src/core/case-code.ts";
import type { Picture } from "../../src/core/picture.ts";
import { loadTranslators } from "../../src/i18n/translator.ts";
import type { JobContext } from "../../src/queue/consumer.ts";
import { createDeliveryLog } from "../../src/queue/delivery-log.ts";
import type { ReplyJob } from "../../src/queue/jobs.ts";
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
  const deliver = createDelivery({
    messenger,
    translators,
    deliveries: createDeliveryLog({ redis }),
    receipts,
    studies,
    photos,
    vault,
    metrics: createMetrics(),
    now: () => now,
  });
  const context = { log: house.log, attempt: 1, signal: new AbortController().signal } satisfies JobContext;

  async function job(message: string, outcome: ReplyJob["reading"], pictures: Picture[], more = {}) {
    const { photo: _, ...common } = studyJob();
    const study = vault.studyId("telegram", CHAT, message);
    await photos.put(photoKey(study), Buffer.from("photo"), 3_600);
    for (const { kind, jpeg } of pictures) await photos.put(pictureKey(study, kind), jpeg, 3_600);
    return {
      ...common,
      study,
      address: sealAddress(vault, study, { chat: CHAT, message }),
      receivedAt: now,
      reading: outcome,
      pictures: pictures.map(({ kind, labels, jpeg }) => ({
        kind,
        labels: [...labels],
        bytes: jpeg.byteLength,
      })),
      ...more,
    } satisfies ReplyJob;
  }
  return {
    redis,
    messenger,
    photos,
    receipts,
    studies,
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
});
