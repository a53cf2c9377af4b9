import { describe, expect, it } from "vitest";
import { converse } from "../../src/channels/conversation.ts";
import type { Effect, Say } from "../../src/channels/effect.ts";
import type { Event } from "../../src/channels/event.ts";
import { feedbackRow, findingsPage, readFeedbackChoice } from "../../src/channels/feedback-choices.ts";
import {
  type Circumstances,
  givesPhotos,
  NEWCOMER,
  type Person,
  TERMS_VERSION,
} from "../../src/channels/person.ts";
import { LABELS } from "../../src/core/label.ts";
import type { Verdict } from "../../src/core/verdict.ts";

const NOW = Date.UTC(2026, 10, 24);
const AT: Circumstances = {
  now: NOW,
  access: "open",
  member: true,
  blocked: false,
  clientLanguage: "fr",
  photoHours: 72,
  message: "5",
};
const READY: Person = { ...NEWCOMER, language: "sw", terms: { version: TERMS_VERSION, at: 1 } };
/** As long as any messenger's: WhatsApp's ids of albums in groups. */
const LONG = "false_120363041234567890@g.us_3EB0A1B2C3D4E5F6";

const press = (id: string): Event => ({ kind: "choice", id });
const kept = (verdict: Verdict | null): Event => ({ kind: "feedback-kept", message: "77", verdict });
const keys = (effects: readonly Effect[]) =>
  effects.map((effect) => (effect.do === "say" ? effect.key : effect.do));
const firstSay = (effects: readonly Effect[]) => effects.find((effect): effect is Say => effect.do === "say");

describe("feedback on a result", () => {
  it("is one row of three, whose ids fit a button beside the longest message id", () => {
    const ids = feedbackRow(LONG).map(({ id }) => id);
    expect(ids.map(readFeedbackChoice)).toEqual([
      { kind: "give", verdict: { kind: "agree" }, message: LONG },
      { kind: "give", verdict: { kind: "disagree" }, message: LONG },
      { kind: "list", message: LONG },
    ]);
    for (const { id } of [...feedbackRow(LONG), ...findingsPage(LABELS, LONG).flat()]) {
      expect(Buffer.byteLength(id)).toBeLessThanOrEqual(64);
    }
  });

  it("offers all 14 findings and none of these, then each chosen one for removal and an end", () => {
    const page = findingsPage([], "77");
    expect(page.flat().map(({ labelKey }) => labelKey)).toEqual([
      ...LABELS.map((label) => `finding-${label}`),
      "button-feedback-none",
    ]);
    const chosen = findingsPage(["Mass", "Hernia"], "77").flat();
    expect(chosen.filter((choice) => choice.chosen).map(({ labelKey }) => labelKey)).toEqual([
      "finding-Mass",
      "finding-Hernia",
    ]);
    const add = chosen.find(({ labelKey }) => labelKey === "finding-Edema");
    expect(readFeedbackChoice(add?.id ?? "")).toMatchObject({
      verdict: { kind: "confirmed", labels: ["Mass", "Edema", "Hernia"] },
    });
    const remove = chosen.find(({ labelKey }) => labelKey === "finding-Mass");
    expect(readFeedbackChoice(remove?.id ?? "")).toMatchObject({ verdict: { labels: ["Hernia"] } });
    expect(readFeedbackChoice(chosen.at(-1)?.id ?? "")).toMatchObject({
      kind: "done",
      labels: ["Mass", "Hernia"],
    });
  });

  it("takes the verdict back when the last finding is removed", () => {
    const [only] = findingsPage(["Atelectasis"], "77").flat();
    expect(readFeedbackChoice(only?.id ?? "")).toMatchObject({ kind: "give", verdict: null });
    expect(keys(converse(READY, kept(null), AT).effects)).toEqual(["feedback-which"]);
  });

  it.each(["fb:z:77", "fb:c:77", "fb:", "fb:a:", "picture:sheet:1", "fb:cfffff:1"])(
    "is not read from %s",
    (id) => {
      expect(readFeedbackChoice(id)).toBeUndefined();
    },
  );

  it.each<[string, Verdict, string]>([
    ["agreeing", { kind: "agree" }, "feedback-agreed"],
    ["disagreeing", { kind: "disagree" }, "feedback-disagreed"],
    ["none of the 14", { kind: "confirmed", labels: [] }, "feedback-none"],
  ])("is followed once by the question whether photos may be kept: %s", (_, verdict, key) => {
    const first = converse(READY, kept(verdict), AT);
    expect(keys(first.effects)).toEqual([key, "give-ask"]);
    expect(givesPhotos(first.person)).toBe(false);
    const second = converse(first.person, kept(verdict), { ...AT, message: "6" });
    expect(keys(second.effects)).toEqual([key]);
    const again = converse(first.person, kept(verdict), { ...AT, now: NOW + 1000 });
    expect(keys(again.effects), "the same message twice").toEqual([key, "give-ask"]);
  });

  it("asks about photos only when choosing findings has ended", () => {
    const chosen = converse(READY, kept({ kind: "confirmed", labels: ["Mass"] }), AT);
    expect(keys(chosen.effects)).toEqual(["feedback-chosen"]);
    expect(firstSay(chosen.effects)).toMatchObject({ place: "page", lists: { findings: ["finding-Mass"] } });
    const done = findingsPage(["Mass"], "77").flat().at(-1);
    expect(keys(converse(READY, press(done?.id ?? ""), AT).effects)).toEqual([
      "feedback-confirmed",
      "give-ask",
    ]);
  });

  it("keeps photos only after a yes to the question as it stands now, until no, /stop or forgetting", () => {
    const { person } = converse(READY, press("give:yes:1"), AT);
    expect(givesPhotos(person)).toBe(true);
    expect(givesPhotos(converse(READY, press("give:yes:7"), AT).person)).toBe(false);
    expect(givesPhotos(converse(person, press("give:no"), AT).person)).toBe(false);
    const stopped = converse(person, { kind: "text", text: "ACHA!" }, AT).person;
    expect(givesPhotos(stopped)).toBe(false);
    expect(givesPhotos({ ...stopped, stopped: false, terms: person.terms })).toBe(false);
    expect(converse(person, press("forget"), AT).person.giving).toBeNull();
    expect(givesPhotos({ ...person, terms: { version: TERMS_VERSION - 1, at: 1 } })).toBe(false);
  });
});

describe("somebody shut out", () => {
  const OUT = { ...AT, blocked: true };

  it("is told so once a day, and nothing is read", () => {
    const photo: Event = { kind: "photo" };
    const first = converse(READY, photo, OUT);
    expect(keys(first.effects)).toEqual(["blocked"]);
    expect(keys(converse(first.person, photo, OUT).effects), "the same message twice").toEqual(["blocked"]);
    const later = { ...OUT, message: "6", now: NOW + 3_600_000 };
    expect(converse(first.person, photo, later).effects).toEqual([]);
    expect(converse(first.person, { kind: "text", text: "/start" }, later).effects).toEqual([]);
    expect(converse(first.person, press("agree:2"), later).person).toEqual(first.person);
    const tomorrow = { ...OUT, message: "7", now: NOW + 90_000_000 };
    expect(keys(converse(first.person, photo, tomorrow).effects)).toEqual(["blocked"]);
  });
});
