import { expect, it, vi } from "vitest";
import { createJoinCases } from "../../src/channels/join-cases.ts";
import { chatPseudonym } from "../../src/channels/other-case.ts";
import { caseCodeOf } from "../../src/core/case-code.ts";
import { loadTranslators } from "../../src/i18n/translator.ts";
import { createCaseReadings } from "../../src/queue/case-readings.ts";
import { openProducer, openRedis, vault } from "../queue/redis-fixture.ts";
import { testHouse } from "../runtime/owned.ts";
import { finding, reading } from "./bot-fixture.ts";

const house = testHouse();
const translators = await loadTranslators();
const CHAT = "42";
const studyOf = (chat: string, message: string) => vault.studyId("telegram", chat, message);
const codeOf = (message: string, chat = CHAT) => caseCodeOf(studyOf(chat, message));
const arrival = (message: string) => ({
  chat: CHAT,
  person: "7",
  message,
  receivedAt: 0,
  clientLanguages: [],
  incoming: { kind: "photo" } as const,
});

/** Joins on a real store of readings; only what would be sent is noted instead. */
async function open() {
  const { url } = await openRedis(house);
  const { redis } = await openProducer(house, url);
  const readings = createCaseReadings({ redis, vault });
  const own: string[] = [];
  const sent: string[] = [];
  const cases = createJoinCases({
    channel: "telegram",
    vault,
    studyOf,
    readings,
    feedback: { studiesOf: async () => own },
    ages: { of: async () => undefined },
    resultDesk: { choicesLeft: async () => [] } as never,
    messenger: { sendText: async (_: string, text: string) => void sent.push(text) } as never,
    courier: { send: (_: string, deed: () => Promise<void>) => void deed() } as never,
    translators,
  });
  async function keep(message: string, { chat = CHAT, sha256 = "0".repeat(64) } = {}): Promise<void> {
    const study = studyOf(chat, message);
    own.push(study);
    const read = reading(finding("Effusion", 0.9));
    if (read.outcome !== "findings") throw new Error("no findings");
    await readings.keep({
      v: 1,
      study,
      chat: chatPseudonym(vault, "telegram", chat),
      receivedAt: Date.now(),
      reading: { ...read, model: { ...read.model, sha256 } },
    });
  }
  const join = async (message: string, code: string) => {
    const joining = await cases.join({ code, message }, arrival(message), "en");
    if ("outcome" in joining) return joining.outcome.kind;
    joining.show();
    return "joined";
  };
  return { cases, keep, join, sent, readings };
}

it("joins what one person marked as one patient's in one chat, three photos at most, and takes it back whole", async () => {
  const { cases, keep, join, sent, readings } = await open();
  for (const message of ["1", "2", "3", "4"]) await keep(message);
  expect(await join("2", codeOf("1"))).toBe("joined");
  expect(await join("3", codeOf("2"))).toBe("joined");
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  for (const code of ["1", "2", "3"].map((message) => codeOf(message))) expect(sent[1]).toContain(code);
  expect(await join("4", codeOf("1"))).toBe("join-full");
  expect(await readings.markedWith(studyOf(CHAT, "4"))).toEqual([]);
  expect(await cases.part("2", arrival("2"))).toEqual({
    kind: "parted",
    codes: ["1", "2", "3"].map((message) => codeOf(message)),
  });
  expect(await readings.markedWith(studyOf(CHAT, "1"))).toEqual([]);
});

it("joins no readings of two models: their numbers do not mean the same", async () => {
  const { keep, join, sent } = await open();
  await keep("1");
  await keep("2", { sha256: "1".repeat(64) });
  expect(await join("2", codeOf("1"))).toBe("join-other-model");
  expect(sent).toEqual([]);
});

it("joins nothing with a case that is gone, with itself, of another chat, or that nobody knows", async () => {
  const { keep, join, readings, sent } = await open();
  for (const message of ["1", "2"]) await keep(message);
  await keep("3", { chat: "43" });
  expect(await join("2", codeOf("2"))).toBe("join-closed");
  expect(await join("2", codeOf("3", "43"))).toBe("join-closed");
  expect(await join("2", "AAA-AAAA")).toBe("join-closed");
  await readings.forget([studyOf(CHAT, "1")]);
  expect(await join("2", codeOf("1"))).toBe("join-closed");
  expect(sent).toEqual([]);
});
