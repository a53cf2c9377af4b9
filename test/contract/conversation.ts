import { describe, expect, it } from "vitest";
import { GIVING_VERSION, Person, TERMS_VERSION } from "../../src/channels/person.ts";
import type { Language } from "../../src/i18n/languages.ts";
import { loadTranslators, type Translators } from "../../src/i18n/translator.ts";
import { createFeedbackStore } from "../../src/queue/feedback-store.ts";
import type { Channel } from "../../src/queue/jobs.ts";
import { createPersonStore } from "../../src/queue/person-store.ts";
import { createStudyAges } from "../../src/queue/study-ages.ts";
import { answerStudies, finding, PICTURE, reading } from "../channels/bot-fixture.ts";
import { openEye, vault } from "../queue/redis-fixture.ts";
import { type TestHouse, testHouse, until } from "../runtime/owned.ts";

/** One of our messages as the person sees it now. */
type SeenMessage = {
  readonly text: string;
  /** The person's own message it answers, as {@link Talk.send} named it. */
  readonly replyTo: string | undefined;
  readonly picture: boolean;
  /** Labels of what can be chosen, as buttons or numbers. */
  readonly choices: readonly string[];
};

/** A person at one end of a channel whose other end is the real one. */
export type Talk = {
  readonly channel: Channel;
  readonly redisUrl: string;
  /** Where the channel words some things otherwise. */
  readonly texts?: Translators;
  /** The person's id, as the channel names it. */
  readonly person: string;
  say(text: string): Promise<void>;
  /** Chooses what the newest message with this label offers: presses the button, or answers with its number. */
  choose(label: string): Promise<void>;
  /** Sends a photo. @returns its name in {@link SeenMessage.replyTo} */
  send(photo: Uint8Array): Promise<string>;
  /** Hands the person's latest message (or choice) to the channel once more, as a messenger does after an outage. */
  repeat(): Promise<void>;
  /** True where a photo's receipt stays above its answer: nothing that was sent can be deleted, or it has been read. */
  readonly keepsReceipts?: boolean;
  /** Oldest first; deleted ones are gone. */
  seen(): readonly SeenMessage[] | Promise<readonly SeenMessage[]>;
};

const translators = await loadTranslators();

/** A page has neither line ends nor the numbers and bullets of lists, which the browser draws. */
const flat = (text: string) =>
  text
    .replace(/^(•|\p{Nd}+\.)\s+/gmu, "")
    .replace(/\s+/g, " ")
    .trim();

/** One conversation, the same through every channel: run for each of them, with its real parts. */
export function describeConversation(name: string, open: (house: TestHouse) => Promise<Talk>): void {
  const house = testHouse();

  async function start(language: Language = "en") {
    const talk = await open(house);
    const { t } = (talk.texts ?? translators).for(language);
    const eye = openEye(house, talk.redisUrl);
    const count = async (text: string) =>
      (await talk.seen()).filter((message) => flat(message.text).includes(flat(text))).length;
    const sees = (text: string, times = 1) => until(async () => (await count(text)) >= times, 15_000);
    const [receipt = ""] = t("receipt", { code: "|" }).split("|");
    const answers = async (photo: string) =>
      (await talk.seen()).filter(
        ({ replyTo, text }) => replyTo === photo && !(talk.keepsReceipts && text.startsWith(receipt)),
      );
    const offers = (label: string) =>
      until(async () => (await talk.seen()).some(({ choices }) => choices.includes(label)), 15_000);
    const onboard = async () => {
      await talk.say("/start");
      await offers(t("language-name"));
      await talk.choose(t("language-name"));
      await sees(t("terms", { hours: 72 }));
      await talk.choose(t("button-agree"));
      await sees(t("how-to-photograph"));
    };
    const feedback = createFeedbackStore({ redis: eye, vault });
    return { talk, t, eye, count, sees, answers, offers, onboard, feedback };
  }

  describe(`the conversation through ${name}`, () => {
    it("leads from /start through language and terms to a result that can be answered, in the chosen language", async () => {
      const { talk, t, sees, answers, offers, onboard, feedback } = await start("fr");
      await answerStudies(house, talk.redisUrl);
      await onboard();
      const photo = await talk.send(Buffer.from("film"));
      await until(async () => (await answers(photo)).some(({ picture }) => picture), 20_000);
      const [text, picture, ...more] = await answers(photo);
      expect(text?.text).toContain(t("finding-Effusion"));
      expect(text?.choices).toEqual([
        ...["agree", "disagree", "confirmed"].map((which) => t(`button-feedback-${which}`)),
        ...["under-5", "5-14"].map((age) => t(`button-age-${age}`)),
      ]);
      expect([picture?.picture, more]).toEqual([true, []]);

      await talk.choose(t("button-feedback-disagree"));
      await sees(t("feedback-disagreed"));
      await offers(t("button-give"));
      await talk.choose(t("button-give-not"));
      await sees(t("give-off"));

      await talk.choose(t("button-feedback-confirmed"));
      await sees(t("feedback-which"));
      await talk.choose(t("finding-Mass"));
      await sees(t("feedback-chosen", { findings: t("finding-Mass") }));
      await offers(`✅ ${t("finding-Mass")}`);
      await talk.choose(t("finding-Nodule"));
      await offers(`✅ ${t("finding-Nodule")}`);
      await talk.choose(t("button-feedback-done"));
      await sees(translators.for("fr").t("feedback-confirmed", { findings: "Masse et Nodule" }));
      const [given, ...others] = await feedback.list(0);
      expect(others).toEqual([]);
      expect(given).toMatchObject({
        verdict: { kind: "confirmed", labels: ["Mass", "Nodule"] },
        case: { channel: talk.channel, findings: [{ label: "Effusion", band: "likely" }] },
      });
      // No consent to it was given: the photo is gone.
      expect(await feedback.photoOf(given?.case.study ?? "")).toBeUndefined();
    }, 60_000);

    it("asks how old the patient is while the photo waits, holds nothing up for it, and warns of a child first", async () => {
      const { talk, t, eye, answers, offers, onboard } = await start("ha");
      await onboard();
      const photo = await talk.send(Buffer.from("film"));
      await offers(t("button-age-adult"));
      await until(async () => (await eye.keys("bull:studies:*-*")).length > 0);
      await talk.choose(t("button-age-5-14"));
      await talk.repeat();
      const ages = createStudyAges({ redis: eye, vault, keptSeconds: 60 });
      const [key = ""] = await eye.keys("age-group:*");
      const study = key.slice("age-group:".length);
      await until(async () => (await ages.of(study)) === "5-14");
      // Sealed, and gone when the case is.
      const kept = `age:${await ages.groupOf(study)}`;
      expect((await eye.hgetall(kept))["age"]).not.toContain("5-14");
      expect(await eye.ttl(kept)).toBeGreaterThan(29 * 86_400);

      await answerStudies(house, talk.redisUrl);
      await until(async () => (await answers(photo)).some(({ picture }) => picture), 20_000);
      const text = (await answers(photo)).find((message) => message.text.includes(t("finding-Effusion")));
      expect(text?.text.startsWith(t("report-child"))).toBe(true);
      expect(text?.text).not.toContain(t("report-age-unknown"));
      expect(text?.choices).toHaveLength(3);
    }, 60_000);

    it("says that a film was read as an adult's when nobody gave an age, and warns once it is told of a child", async () => {
      const { talk, t, sees, count, answers, onboard } = await start("pt");
      await answerStudies(house, talk.redisUrl);
      await onboard();
      const photo = await talk.send(Buffer.from("film"));
      await until(async () => (await answers(photo)).some(({ picture }) => picture), 20_000);
      const text = (await answers(photo)).find((message) => message.text.includes(t("finding-Effusion")));
      expect(text?.text).toContain(t("report-age-unknown"));
      expect(await count(t("report-child"))).toBe(0);
      const [codes = ""] = /[2-9A-Z]{3}-[2-9A-Z]{4}/.exec(text?.text ?? "") ?? [];
      await talk.choose(t("button-age-under-5"));
      await sees(t("age-warning", { codes }));
      expect(
        (await answers(photo)).some((message) => flat(message.text) === flat(t("age-warning", { codes }))),
      ).toBe(true);
    }, 60_000);

    it("joins two photos only when they are marked as one patient's, and takes it back in words", async () => {
      const { talk, t, eye, sees, count, answers, offers, onboard } = await start("id");
      const scores = [0.9, 0.4];
      await answerStudies(house, talk.redisUrl, () => ({
        reading: reading(finding("Effusion", scores.shift() ?? 0)),
      }));
      await onboard();
      const codes: string[] = [];
      for (const name of ["one", "two"]) {
        const photo = await talk.send(Buffer.from(name));
        const footer = async () =>
          (await answers(photo)).flatMap(
            ({ text }) => /test-model 1 · \W?([2-9A-Z]{3}-[2-9A-Z]{4})/.exec(text)?.[1] ?? [],
          );
        await until(async () => (await footer()).length === 1, 20_000);
        codes.push(...(await footer()));
      }
      const [first = "", second = ""] = codes;
      await offers(t("button-join", { code: first }));
      const joined = t("report-joint", { count: 2, codes: `${first} dan ${second}` });
      // They came one after the other, in one chat, and stay apart.
      expect(await count(joined)).toBe(0);
      expect(await eye.keys("same-patient:*")).toEqual([]);
      await talk.choose(t("button-join", { code: first }));
      await sees(joined);
      // Odds of 9 and 2/3, whose geometric mean is 6^(1/2): 0.71 against a threshold of one half.
      await sees(t("report-finding", { rank: 1, finding: t("finding-Effusion"), band: t("band-possible") }));
      await offers(t("button-part"));
      await talk.choose(t("button-part"));
      await sees(t("join-withdrawn", { codes: `${first} dan ${second}` }));
      expect(await eye.keys("same-patient:*")).toEqual([]);
      expect(await eye.keys("reading:*")).toHaveLength(2);
      await talk.say("/forget");
      await offers(t("button-forget"));
      await talk.choose(t("button-forget"));
      await sees(t("forget-done", { days: 8 }));
      expect(await eye.keys("reading:*")).toEqual([]);
    }, 60_000);

    it("leaves the same state when the same message or choice comes twice", async () => {
      const { talk, t, eye, sees, answers, onboard, feedback } = await start();
      const { studies } = await answerStudies(house, talk.redisUrl);
      await onboard();
      const photo = await talk.send(Buffer.from("film"));
      await talk.repeat();
      await until(async () => (await answers(photo)).some(({ picture }) => picture), 20_000);
      await talk.choose(t("button-feedback-agree"));
      await talk.repeat();
      await sees(t("feedback-agreed"));
      await talk.say("/lowdata");
      await talk.repeat();
      await sees(t("lowdata-on"));
      await talk.say("hello");
      await sees(t("unknown-text"));
      expect(studies).toHaveLength(1);
      expect((await answers(photo)).filter(({ picture }) => picture)).toHaveLength(1);
      expect((await feedback.list(0)).map(({ verdict }) => verdict)).toEqual([{ kind: "agree" }]);
      const persons = createPersonStore({ redis: eye, vault, schema: Person });
      expect(await persons.load(talk.channel, talk.person)).toMatchObject({
        lowData: { on: true },
        giving: { answer: "asked" },
      });
      const seen = `seen:${talk.channel}:${vault.pseudonym(talk.channel, talk.person)}`;
      expect(await eye.hget(seen, "studies")).toBe("1");
    }, 60_000);

    it("asks who agreed to the terms before they changed once more, holds their photo, and reads it on agreement", async () => {
      const { talk, t, eye, sees, answers, onboard } = await start();
      const { studies } = await answerStudies(house, talk.redisUrl);
      await onboard();
      const persons = createPersonStore({ redis: eye, vault, schema: Person });
      const known = await persons.load(talk.channel, talk.person);
      if (!known) throw new Error("the person is not known");
      await persons.save(talk.channel, talk.person, {
        ...known,
        terms: { version: TERMS_VERSION - 1, at: 1 },
      });
      const photo = await talk.send(Buffer.from("film"));
      await sees(t("photo-held-new-terms"));
      await sees(t("terms", { hours: 72 }), 2);
      expect(studies).toEqual([]);
      await talk.choose(t("button-agree"));
      await sees(t("photos-released", { count: 1 }));
      await until(async () => (await answers(photo)).some(({ picture }) => picture), 20_000);
      expect((await persons.load(talk.channel, talk.person))?.terms?.version).toBe(TERMS_VERSION);
    }, 60_000);

    it("keeps photos for the network only after a yes, and stop erases what was given", async () => {
      const { talk, t, eye, sees, answers, onboard, feedback } = await start("sw");
      await answerStudies(house, talk.redisUrl, () => ({
        reading: reading(finding("Effusion", 0.9)),
        pictures: [PICTURE],
      }));
      await onboard();
      await talk.say("/donate");
      await sees(t("give-ask", { caseDays: 30, keptDays: 365 }));
      await talk.choose(t("button-give"));
      await sees(t("give-on", { caseDays: 30, keptDays: 365 }));
      const photo = await talk.send(Buffer.from("given film"));
      await until(async () => (await answers(photo)).some(({ picture }) => picture), 20_000);
      await until(async () => (await eye.keys("photo:*")).length === 0);
      const [key = ""] = await eye.keys("given:*");
      expect((await feedback.photoOf(key.slice("given:".length)))?.toString()).toBe("given film");
      expect((await eye.getBuffer(key))?.includes("given film")).toBe(false);
      const persons = createPersonStore({ redis: eye, vault, schema: Person });
      expect((await persons.load(talk.channel, talk.person))?.giving).toMatchObject({
        answer: "yes",
        version: GIVING_VERSION,
      });
      await talk.say("Acha.");
      await sees(t("stop-done"));
      expect(await eye.keys("given:*")).toEqual([]);
      const late = await talk.send(Buffer.from("film"));
      await until(async () => (await answers(late)).some(({ text }) => flat(text) === flat(t("stopped"))));
      expect(await eye.keys("photo:*")).toEqual([]);
    }, 60_000);

    it("forgets everything at once but what it names, which goes by itself when it says", async () => {
      const { talk, t, eye, sees, answers, onboard } = await start("ar");
      await answerStudies(house, talk.redisUrl);
      await onboard();
      await talk.say("/donate");
      await sees(t("give-ask", { caseDays: 30, keptDays: 365 }));
      await talk.choose(t("button-give"));
      const photo = await talk.send(Buffer.from("given film"));
      await until(async () => (await answers(photo)).some(({ picture }) => picture), 20_000);
      await until(async () => (await eye.keys("photo:*")).length === 0);
      await talk.choose(t("button-feedback-agree"));
      await sees(t("feedback-agreed"));
      const pseudonym = vault.pseudonym(talk.channel, talk.person);
      const [given = ""] = await eye.keys("given:*");
      const study = given.slice("given:".length);
      expect(
        await eye.exists(`feedback:${study}`, `case:${study}`, `seen:${talk.channel}:${pseudonym}`),
      ).toBe(3);

      await talk.say("/forget");
      await sees(t("forget-ask"));
      await talk.choose(t("button-forget"));
      await sees(t("forget-done", { days: 8 }));
      const left = (await eye.keys("*")).filter((name) => name.includes(study) || name.includes(pseudonym));
      expect(left.map((name) => name.split(":")[0])).not.toEqual(
        expect.arrayContaining([
          expect.stringMatching(
            /^(given|feedback|case|seen|person|photo|picture|held|age|age-group|reading|same-patient)/,
          ),
        ]),
      );
      for (const index of ["feedback-by-time", "given-until"])
        expect(await eye.zscore(index, study)).toBeNull();
      // The hour's count, and marks that hold nothing of the person: both go by themselves in time.
      expect(left.length).toBeGreaterThan(0);
      for (const name of left) {
        const seconds = await eye.ttl(name);
        expect([name, seconds > 0 && seconds <= 8 * 86_400]).toEqual([name, true]);
        if (name.startsWith("rate:")) expect(seconds).toBeLessThanOrEqual(3_600);
      }
    }, 60_000);
  });
}
