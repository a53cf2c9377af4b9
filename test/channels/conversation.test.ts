import { describe, expect, it } from "vitest";
import { converse } from "../../src/channels/conversation.ts";
import type { Effect, Say } from "../../src/channels/effect.ts";
import { type Event, pictureChoice } from "../../src/channels/event.ts";
import { type Circumstances, NEWCOMER, type Person, TERMS_VERSION } from "../../src/channels/person.ts";
import { LANGUAGES } from "../../src/i18n/languages.ts";
import { loadTranslators } from "../../src/i18n/translator.ts";

const english = (await loadTranslators()).for("en");
const NOW = Date.UTC(2026, 10, 24);
const AT: Circumstances = {
  now: NOW,
  access: "open",
  member: true,
  clientLanguage: "fr",
  photoHours: 72,
  message: "5",
};
const UNINVITED: Circumstances = { ...AT, access: "invite", member: false };
const CHOSEN: Person = { ...NEWCOMER, language: "hi" };
const READY: Person = { ...CHOSEN, terms: { version: TERMS_VERSION, at: 1 } };
const STOPPED: Person = { ...CHOSEN, stopped: true };

const text = (said: string): Event => ({ kind: "text", text: said });
const choice = (id: string): Event => ({ kind: "choice", id });
const AGREE = choice(`agree:${TERMS_VERSION}`);
const PHOTO: Event = { kind: "photo" };

/** What is done, with what is said as `key@language`. */
function outline(effects: readonly Effect[]): string[] {
  return effects.map((effect) => (effect.do === "say" ? `${effect.key}@${effect.language}` : effect.do));
}
function says(effects: readonly Effect[]): Say[] {
  return effects.filter((effect): effect is Say => effect.do === "say");
}
function idsOf(say: Say | undefined): string[] {
  return say?.choices.flat().map(({ id }) => id) ?? [];
}

describe("a conversation", () => {
  it.each<[string, Person, Event, Circumstances, string[]]>([
    ["/start asks for the language", NEWCOMER, text("/start"), AT, ["language-choose@fr"]],
    ["the language leads to the terms", NEWCOMER, choice("start:ar"), AT, ["terms@ar"]],
    ["agreement leads on", CHOSEN, AGREE, AT, ["retire-choices", "release-held"]],
    [
      "no photo waited: how to photograph",
      READY,
      { kind: "released", photos: 0, unread: 0 },
      AT,
      ["terms-agreed@hi", "how-to-photograph@hi"],
    ],
    [
      "photos waited: they are read",
      READY,
      { kind: "released", photos: 2, unread: 0 },
      AT,
      ["photos-released@hi"],
    ],
    [
      "photos waited too long",
      { ...READY, heldAt: NOW - 4e6 },
      { kind: "released", photos: 0, unread: 0 },
      AT,
      ["photo-held-expired@hi", "how-to-photograph@hi"],
    ],
    ["an old agreement shows the new terms", CHOSEN, choice("agree:0"), AT, ["terms@hi"]],
    [
      "no is respected",
      CHOSEN,
      choice("decline"),
      AT,
      ["retire-choices", "forget-held", "terms-declined@hi"],
    ],
    ["more tells more", CHOSEN, choice("more"), AT, ["more-what@hi"]],
    ["more has a last page", CHOSEN, choice("more:4"), AT, ["more-how-long@hi"]],
    ["more never falls off the end", CHOSEN, choice("more:9"), AT, ["more-what@hi"]],
    ["a photo of a ready person is accepted", READY, PHOTO, AT, ["accept-photo"]],
    [
      "a photo of a stranger is held",
      NEWCOMER,
      PHOTO,
      AT,
      ["hold-photo", "photo-held@fr", "language-choose@fr"],
    ],
    ["a photo before the terms is held", CHOSEN, PHOTO, AT, ["hold-photo", "photo-held@hi", "terms@hi"]],
    [
      "the rest of an album is held without a word",
      { ...CHOSEN, heldAt: NOW - 900 },
      PHOTO,
      AT,
      ["hold-photo"],
    ],
    [
      "a held photo that is delivered twice is told so twice",
      { ...CHOSEN, heldAt: NOW - 900, heldNoticeTo: AT.message },
      PHOTO,
      AT,
      ["hold-photo", "photo-held@hi", "terms@hi"],
    ],
    ["a photo after /stop is not read", STOPPED, PHOTO, AT, ["stopped@hi"]],
    ["too many held", CHOSEN, { kind: "hold-full" }, AT, ["photo-held-full@hi"]],
    [
      "old terms are no agreement",
      { ...READY, terms: { version: 0, at: 1 } },
      PHOTO,
      AT,
      ["hold-photo", "photo-held@hi", "terms@hi"],
    ],
    ["/language asks", READY, text("/language"), AT, ["language-choose@hi"]],
    ["a new language is confirmed in it", READY, choice("language:en"), AT, ["language-changed@en"]],
    ["/language before the terms goes on to them", NEWCOMER, choice("language:en"), AT, ["terms@en"]],
    ["/help", READY, text("/help"), AT, ["help@hi"]],
    ["/help@bot", READY, text("/help@roentgram_bot"), AT, ["help@hi"]],
    ["/about", READY, text("/about"), AT, ["about@hi"]],
    ["/lowdata", READY, text("/lowdata"), AT, ["lowdata-on@hi"]],
    ["/stop", READY, text("/stop"), AT, ["forget-held", "stop-done@hi"]],
    ["STOP as a word", READY, text(" Stop. "), AT, ["forget-held", "stop-done@hi"]],
    ["arrêt as a word", READY, text("ARRÊT"), AT, ["forget-held", "stop-done@hi"]],
    [
      "a sentence with stop in it is no command",
      READY,
      text("please stop the pain"),
      AT,
      ["unknown-text@hi"],
    ],
    ["/forget asks first", READY, text("/forget"), AT, ["forget-ask@hi"]],
    ["forgetting", READY, choice("forget"), AT, ["retire-choices", "forget-person", "forget-done@hi"]],
    ["keeping", READY, choice("keep"), AT, ["retire-choices", "forget-kept@hi"]],
    ["an unknown command", READY, text("/diagnose"), AT, ["unknown-command@hi"]],
    ["an unknown button", READY, choice("who-knows"), AT, ["button-outdated@hi"]],
    ["text", READY, text("hello"), AT, ["unknown-text@hi"]],
    ["text before the terms", CHOSEN, text("hello"), AT, ["terms-first@hi"]],
    ["text of a stranger", NEWCOMER, text("hello"), AT, ["language-choose@fr"]],
    ["text after /stop", STOPPED, text("hello"), AT, ["stopped@hi"]],
    ["a sticker", READY, { kind: "other", what: "sticker" }, AT, ["unknown-sticker@hi"]],
    ["a voice message", READY, { kind: "other", what: "voice" }, AT, ["unknown-voice@hi"]],
    ["a video", READY, { kind: "other", what: "video" }, AT, ["unknown-video@hi"]],
    ["a contact", READY, { kind: "other", what: "message" }, AT, ["unknown-message@hi"]],
    ["a sticker of a stranger", NEWCOMER, { kind: "other", what: "sticker" }, AT, ["language-choose@fr"]],
    ["a code in the link", NEWCOMER, text("/start K7Q2MX4ATB"), UNINVITED, ["redeem-code"]],
    ["a code as text", CHOSEN, text("k7q2m-x4atb"), UNINVITED, ["redeem-code"]],
    ["talk of the uninvited", CHOSEN, text("may I come in?"), UNINVITED, ["invite-needed@hi"]],
    ["the language, uninvited", NEWCOMER, choice("start:en"), UNINVITED, ["invite-needed@en"]],
    [
      "a photo of the uninvited is held",
      CHOSEN,
      PHOTO,
      UNINVITED,
      ["hold-photo", "photo-held@hi", "invite-needed@hi"],
    ],
    ["a wrong code", CHOSEN, { kind: "redeemed", outcome: "wrong" }, UNINVITED, ["invite-wrong@hi"]],
    [
      "too many wrong codes",
      CHOSEN,
      { kind: "redeemed", outcome: "too-many" },
      UNINVITED,
      ["invite-wait@hi"],
    ],
    [
      "a good code leads to the terms",
      CHOSEN,
      { kind: "redeemed", outcome: "accepted" },
      { ...UNINVITED, member: true },
      ["invite-accepted@hi", "terms@hi"],
    ],
    [
      "a good code after the terms releases photos",
      READY,
      { kind: "redeemed", outcome: "accepted" },
      { ...UNINVITED, member: true },
      ["invite-accepted@hi", "release-held"],
    ],
    ["a member's /start CODE starts", NEWCOMER, text("/start K7Q2MX4ATB"), AT, ["language-choose@fr"]],
    ["agreement without an invitation", CHOSEN, AGREE, UNINVITED, ["retire-choices", "invite-needed@hi"]],
  ])("%s", (_, person, event, at, expected) => {
    const { effects } = converse(person, event, at);
    expect(outline(effects)).toEqual(expected);
    for (const { key, args, lists } of says(effects)) {
      const joined = Object.keys(lists).map((name) => [name, "x"]);
      expect(english.t(key, { ...args, ...Object.fromEntries(joined) })).not.toBe("");
    }
    for (const { labelKey } of says(effects).flatMap(({ choices }) => choices.flat())) {
      expect(english.has(labelKey), labelKey).toBe(true);
    }
  });

  it("offers every language by a button in its own script", () => {
    const [say] = says(converse(NEWCOMER, text("/start"), AT).effects);
    expect(say?.choices.flat().map(({ language }) => language)).toEqual(LANGUAGES);
    expect(say?.choices.map(({ length }) => length)).toEqual([2, 2, 2, 2, 2, 2]);
    expect(say?.choices.flat().every(({ labelKey }) => labelKey === "language-name")).toBe(true);
  });

  it("gives the terms three answers and says how long photos are kept", () => {
    const [say] = says(converse(NEWCOMER, choice("start:en"), AT).effects);
    expect(idsOf(say)).toEqual([`agree:${TERMS_VERSION}`, "decline", "more"]);
    expect(say?.args).toEqual({ hours: 72 });
  });

  it("keeps agreeing within reach on every page of more, and pages back and forth", () => {
    const pages = [0, 1, 2, 3, 4].map(
      (page) => says(converse(CHOSEN, choice(`more:${page}`), AT).effects)[0],
    );
    for (const page of pages) expect(idsOf(page)).toContain(`agree:${TERMS_VERSION}`);
    expect(idsOf(pages[0]).slice(0, -2)).toEqual(["more:1"]);
    expect(idsOf(pages[2]).slice(0, -2)).toEqual(["more:1", "more:3"]);
    expect(idsOf(pages[4]).slice(0, -2)).toEqual(["more:3"]);
    expect(pages.every((page) => page?.place === "page")).toBe(true);
  });

  it("leaves the terms to be read when more is asked for", () => {
    expect(says(converse(CHOSEN, choice("more"), AT).effects)[0]?.place).toBe("chat");
  });

  it("remembers which terms were agreed to, and when", () => {
    expect(converse(CHOSEN, AGREE, AT).person.terms).toEqual({ version: TERMS_VERSION, at: NOW });
    expect(converse(READY, choice("decline"), AT).person.terms).toBeNull();
  });

  it("takes the agreement back with /stop and starts anew with the terms", () => {
    const stopped = converse(READY, text("/stop"), AT).person;
    expect(stopped).toMatchObject({ stopped: true, terms: null, language: "hi" });
    const restarted = converse(stopped, AGREE, AT).person;
    expect(restarted).toMatchObject({ stopped: false, terms: { version: TERMS_VERSION } });
    expect(outline(converse(restarted, PHOTO, AT).effects)).toEqual(["accept-photo"]);
  });

  it("does not switch low data back when the same message comes twice", () => {
    const once = converse(READY, text("/lowdata"), AT);
    const twice = converse(once.person, text("/lowdata"), AT);
    expect(twice.person.lowData.on).toBe(true);
    expect(outline(twice.effects)).toEqual(["lowdata-on@hi"]);
    const later = converse(twice.person, text("/lowdata"), { ...AT, message: "6" });
    expect(later.person.lowData.on).toBe(false);
  });

  it("names the wait in whole minutes, and answers the photo that has to wait", () => {
    const [say] = says(converse(READY, { kind: "limited", waitMilliseconds: 61_000 }, AT).effects);
    expect(say).toMatchObject({ key: "rate-limited", args: { minutes: 2 }, place: "reply" });
  });

  it("shows a picture by its button only from kind and message", () => {
    const { effects } = converse(READY, choice(pictureChoice("overlay", "77")), AT);
    expect(effects).toEqual([{ do: "show-picture", kind: "overlay", message: "77" }]);
  });

  it("says what is lost by forgetting where access is by invitation", () => {
    const { effects } = converse(READY, text("/forget"), { ...AT, access: "invite" });
    expect(outline(effects)).toEqual(["forget-ask-invited@hi"]);
  });

  it("forgets everything it knew", () => {
    expect(converse(READY, choice("forget"), AT).person).toEqual(NEWCOMER);
  });

  it.each<[string, Person, Event]>([
    ["photo", CHOSEN, PHOTO],
    ["agreement", CHOSEN, AGREE],
    ["stop", READY, text("/stop")],
    ["language", NEWCOMER, choice("start:ar")],
  ])("says the same again when a messenger delivers twice: %s", (_, person, event) => {
    const once = converse(person, event, AT);
    const twice = converse(once.person, event, { ...AT, now: NOW + 60_000 });
    expect(outline(twice.effects)).toEqual(outline(once.effects));
  });
});
