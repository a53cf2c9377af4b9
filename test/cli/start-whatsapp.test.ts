import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Language } from "../../src/i18n/languages.ts";
import { loadTranslators } from "../../src/i18n/translator.ts";
import { phantomPng } from "../../src/vision/phantom/phantom-png.ts";
import { writeBrowser } from "../channels/whatsapp/fixture.ts";
import { splitNumbers } from "../channels/whatsapp/numbered-lines.ts";
import { type FakeWhatsapp, startFakeWhatsapp } from "../fakes/whatsapp/server.ts";
import { testHouse, until } from "../runtime/owned.ts";

const house = testHouse();
const translators = await loadTranslators();

/** Runs `roentgram start` with WhatsApp alone, until the phone has scanned its code. */
async function startLinked(): Promise<FakeWhatsapp> {
  const whatsapp = house.own("whatsapp's page", await startFakeWhatsapp(), (it) => it.close());
  const dir = await house.folder();
  const child = spawn(process.execPath, ["dist/src/cli/main.js", "start"], {
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      DATA_DIR: join(dir, "data"),
      WHATSAPP_SESSION_DIR: join(dir, "session"),
      CHROMIUM_PATH: await writeBrowser(dir, whatsapp),
      WHATSAPP_PACE_MS: "0",
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let log = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    log += text;
  });
  const closed = once(child, "close");
  house.own("start", child, async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
    await closed;
  });
  await until(() => log.includes('"state":"link-wanted"'), 60_000);
  await whatsapp.command("scan");
  await until(() => log.includes("whatsapp channel ready"), 60_000);
  return whatsapp;
}

/** One person's way from the first word to an answer. @returns what answered their photo, oldest first */
async function wholeWay(whatsapp: FakeWhatsapp, chat: string, language: Language, film: Uint8Array) {
  const { t } = translators.for(language);
  const person = whatsapp.person(chat);
  const sees = (text: string) =>
    until(() => whatsapp.seen(chat).some((message) => message.text.includes(text)), 60_000);
  async function choose(label: string) {
    const offered = () =>
      whatsapp
        .seen(chat)
        .flatMap(({ text }) => splitNumbers(text).choices.filter((it) => it.label === label));
    await until(() => offered().length > 0, 60_000);
    person.text(offered().at(-1)!.number);
  }
  person.text("hello");
  await choose(t("language-name"));
  await choose(t("button-agree"));
  await sees(t("how-to-photograph"));
  const photo = person.photo(film);
  const answers = () => whatsapp.seen(chat).filter(({ quotes }) => quotes === photo);
  // A receipt stands there first, and goes.
  const answer = () => answers().find(({ text }) => text.includes(t("report-confirm")));
  await until(() => answer() !== undefined, 60_000);
  // Above the alert level the picture comes by itself; below it, who asks gets it.
  const offered = splitNumbers(answer()!.text).choices.map(({ label }) => label);
  if (offered.includes(t("button-picture-below"))) await choose(t("button-picture-below"));
  await until(() => answers().some(({ picture }) => picture !== undefined), 60_000);
  return { t, answers: answers() };
}

describe("roentgram start with WhatsApp alone, a real browser and a real worker", () => {
  it("answers people in French and in Arabic, each on their own photo", { timeout: 240_000 }, async () => {
    const whatsapp = await startLinked();
    const people = [
      ["245900000000011@lid", "fr"],
      ["245900000000012@lid", "ar"],
    ] as const;
    const ways = await Promise.all(
      people.map(async ([chat, language], place) =>
        wholeWay(whatsapp, chat, language, await phantomPng({ size: 512, seed: 20 + place })),
      ),
    );
    for (const { t, answers } of ways) {
      const [text, picture] = answers;
      expect(text?.text).toContain(t("report-confirm"));
      expect(text?.text).toContain(t("report-danger"));
      expect(picture?.picture?.byteLength).toBeGreaterThan(5_000);
    }
    expect(ways[0]!.answers[0]!.text).not.toBe(ways[1]!.answers[0]!.text);
  });
});
