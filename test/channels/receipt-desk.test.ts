import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createCourier } from "../../src/channels/courier.ts";
import { type AcceptedPhoto, createReceiptDesk } from "../../src/channels/receipt-desk.ts";
import { caseCodeOf } from "../../src/core/case-code.ts";
import { loadTranslators } from "../../src/i18n/translator.ts";
import { createDeliveryLog } from "../../src/queue/delivery-log.ts";
import { createReceipts } from "../../src/queue/receipts.ts";
import { openEye, openRedis, vault } from "../queue/redis-fixture.ts";
import { testHouse, until } from "../runtime/owned.ts";
import { createRecordingMessenger } from "./recording-messenger.ts";

const house = testHouse();
const translators = await loadTranslators();
const CHAT = "7001";

async function open() {
  const { url } = await openRedis(house);
  const redis = openEye(house, url);
  const receipts = createReceipts({ redis });
  const deliveries = createDeliveryLog({ redis });
  const messenger = createRecordingMessenger();
  /** As in a process that has just started: it remembers no album. */
  const openDesk = () => {
    const courier = createCourier({ log: house.log, onEvent: () => {} });
    house.own("courier", courier, (it) => it.close(500));
    return createReceiptDesk({
      messenger,
      courier,
      translators,
      receipts,
      patientReceipts: receipts,
      deliveries,
      onLost: (error) => {
        throw error;
      },
    });
  };
  async function photoOf(message: string, group?: string): Promise<AcceptedPhoto> {
    const study = vault.studyId("telegram", CHAT, message);
    await receipts.expect(group ?? study, study);
    return { study, chat: CHAT, message, group: group ?? study, language: "en", added: true, ahead: 0 };
  }
  /** What a delivery does once the text is out. */
  async function answer({ study, chat }: AcceptedPhoto): Promise<void> {
    await deliveries.intend(study, "text");
    await deliveries.markSent(study, "text", "m0");
    const receipt = await receipts.settle(study);
    if (receipt !== undefined) await messenger.deleteMessage(chat, receipt);
  }
  const seen = () => messenger.seen().map(({ text }) => text);
  return { messenger, openDesk, photoOf, answer, seen };
}

describe("a receipt", () => {
  it("answers its photo, names its case, and goes with the answer", async () => {
    const { messenger, openDesk, photoOf, answer, seen } = await open();
    const photo = await photoOf("1");
    await openDesk().accepted(photo);
    await until(() => seen().length === 1);
    expect(messenger.seen()[0]).toMatchObject({ replyTo: "1", chat: CHAT });
    expect(seen()[0]).toContain(caseCodeOf(photo.study));
    await answer(photo);
    expect(seen()).toEqual([]);
  });

  it("is not sent any more, or taken away at once, when the answer is quicker", async () => {
    const { openDesk, photoOf, answer, seen } = await open();
    const photo = await photoOf("1");
    await answer(photo);
    await openDesk().accepted(photo);
    await sleep(300);
    expect(seen()).toEqual([]);
  });

  it("of an album is one, and none stays behind when the process ends in the middle of the album", async () => {
    const { openDesk, photoOf, answer, seen } = await open();
    const photos = await Promise.all(["1", "2", "3"].map((message) => photoOf(message, "album")));
    const [first, second, third] = photos as [AcceptedPhoto, AcceptedPhoto, AcceptedPhoto];
    const before = openDesk();
    await before.accepted(first);
    await before.accepted(second);
    await until(() => seen().length === 1);
    expect(seen()[0]).toContain("2 photos received");
    const after = openDesk();
    await after.accepted({ ...first, added: false });
    await after.accepted({ ...second, added: false });
    await after.accepted(third);
    await until(() => seen().some((text) => text.includes(caseCodeOf(third.study))));
    await until(() => seen().length === 1);
    for (const photo of photos) await answer(photo);
    expect(seen()).toEqual([]);
  });

  it("comes for an album's last photo too when the others were answered before it arrived", async () => {
    const { openDesk, photoOf, answer, seen } = await open();
    const desk = openDesk();
    const first = await photoOf("1", "album");
    await desk.accepted(first);
    await until(() => seen().length === 1);
    await answer(first);
    expect(seen()).toEqual([]);
    const late = await photoOf("2", "album");
    await desk.accepted(late);
    await until(() => seen().length === 1);
    expect(seen()[0]).toContain(caseCodeOf(late.study));
    await answer(late);
    expect(seen()).toEqual([]);
  });
});
