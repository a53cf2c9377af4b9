import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { caseCodeOf } from "../../../src/core/case-code.ts";
import { loadTranslators } from "../../../src/i18n/translator.ts";
import { createLinkCode } from "../../../src/queue/link-code.ts";
import { findProcesses } from "../../../src/runtime/process-tree.ts";
import {
  type FakeWhatsapp,
  type Person,
  type SeenMessage,
  startFakeWhatsapp,
} from "../../fakes/whatsapp/server.ts";
import { openEye, openRedis, vault } from "../../queue/redis-fixture.ts";
import { until } from "../../runtime/owned.ts";
import { answerStudies, finding, PICTURE, reading } from "../bot-fixture.ts";
import { count, logs, sharedHouse, startWhatsapp, type WhatsappProcess, writeBrowser } from "./fixture.ts";

const house = sharedHouse();
/** A film with a sign gets its picture; one without gets an offer. */
const WITH_SIGN = (place: number) => Buffer.alloc(2_000 + 2 * place, place);
const WITHOUT_SIGN = (place: number) => Buffer.alloc(2_001 + 2 * place, place);
const READY = "whatsapp channel ready";

const french = (await loadTranslators()).for("fr");
let whatsapp: FakeWhatsapp;
let bot: WhatsappProcess;
let env: Record<string, string>;
let marie: Person;
let sessionDir: string;
/** A photo that never comes; it takes a while to be given up. */
let gone: string;

const browsers = () => findProcesses(`--user-data-dir=${join(sessionDir, "session")}`);
const codeOf = ({ chat }: Person, message: string) => caseCodeOf(vault.studyId("whatsapp", chat, message));
const seen = (person: Person, wanted: (message: SeenMessage) => boolean) =>
  whatsapp.seen(person.chat).filter(wanted);
const says = (person: Person, text: string) =>
  until(() => seen(person, (message) => message.text.includes(text)).length > 0, 30_000);
const textsFor = (person: Person, photo: string) =>
  seen(person, ({ text, quotes }) => quotes === photo && text.includes("test-model"));
const picturesFor = (person: Person, photo: string) =>
  seen(person, ({ picture, quotes }) => quotes === photo && picture !== undefined);

async function start(): Promise<WhatsappProcess> {
  bot = house.own("whatsapp", startWhatsapp(env), (it) => it.kill());
  return bot;
}

async function probe(): Promise<string> {
  await logs(bot, "probes answer");
  const port = /"port":(\d+),"msg":"probes answer"/.exec(bot.log())?.[1];
  return (await fetch(`http://127.0.0.1:${port}/readyz`)).text();
}

beforeAll(async () => {
  whatsapp = house.own("whatsapp's page", await startFakeWhatsapp(), (it) => it.close());
  const { url } = await openRedis(house);
  const dir = await house.folder();
  sessionDir = join(dir, "session-dir");
  env = {
    REDIS_URL: url,
    WHATSAPP_SESSION_DIR: sessionDir,
    CHROMIUM_PATH: await writeBrowser(dir, whatsapp),
    PROBE_PORT: "0",
  };
  await answerStudies(house, url, ({ photo }) => ({
    reading: reading(photo.bytes % 2 === 0 ? finding("Effusion", 0.9) : finding("Mass", 0.2)),
    pictures: [PICTURE],
  }));
  marie = whatsapp.person("245900000000001@lid");
});

// One story: what follows a failure would only wait in vain.
let failed = false;
beforeEach(({ skip }) => skip(failed));
afterEach(({ task }) => {
  if (task.result?.state !== "fail") return;
  failed = true;
  process.stderr.write(
    `${JSON.stringify(whatsapp.seen(marie.chat).slice(-6), null, 1)}\n${bot.log().slice(-6_000)}\n`,
  );
});

describe("the whatsapp channel's process", () => {
  it("shows a code to scan, keeps it for an admin's page, and is ready once it is scanned", async () => {
    await start();
    await until(() => bot.shown().includes("Linked devices"), 60_000);
    expect(await probe()).toMatch(/whatsapp waits for its code to be scanned/);
    const eye = openEye(house, env["REDIS_URL"]!);
    const linkCode = createLinkCode({ channel: "whatsapp", redis: eye, vault });
    const code = await linkCode.read();
    expect(code).toMatch(/^2@/);
    expect(await eye.get("link-code:whatsapp")).not.toContain("2@");
    await whatsapp.command("rotate");
    await until(async () => (await linkCode.read()) !== code);
    await whatsapp.command("scan");
    await logs(bot, READY);
    await until(async () => (await linkCode.read()) === undefined);
    expect(await probe()).toBe("ok\n");
  });

  it("takes a person from language to terms by numbers, in French", async () => {
    marie.text("Bonjour");
    await says(marie, "2. Français");
    marie.text("2");
    await says(marie, "Êtes-vous d’accord");
    await says(marie, "1. D’accord\n2. Non\n3. En savoir plus");
    marie.text("3");
    await says(marie, "Qu’est-ce que c’est");
    // Pages come one below the other: what the person wrote stands between.
    marie.text("1");
    await says(marie, "3. D’accord\n4. Non");
    marie.text("3");
    await says(marie, "Merci. Vous pouvez arrêter");
  });

  it("does so in Arabic with Arabic digits, and names the numbers there are when one is not", async () => {
    const amina = whatsapp.person("201000000000@c.us");
    amina.text("السلام عليكم");
    await says(amina, "3. العربية");
    amina.text("٣");
    await says(amina, "هل توافق؟");
    amina.text("٩");
    await says(amina, "يرجى الرد بأحد هذه الأرقام: 1–3.");
    amina.text("١");
    await says(amina, "أرسل صورة");
    const photo = amina.photo(WITH_SIGN(1));
    await until(() => picturesFor(amina, photo).length === 1);
    expect(textsFor(amina, photo)[0]?.text).toContain("انصباب");
  });

  it("answers a photo with a text and a picture that quote it, and takes its receipt away", async () => {
    const photo = marie.photo(WITH_SIGN(2));
    await until(() => picturesFor(marie, photo).length === 1, 30_000);
    expect(picturesFor(marie, photo)[0]?.picture).toEqual(PICTURE.jpeg);
    expect(textsFor(marie, photo).map(({ text }) => text)).toEqual([
      expect.stringContaining(codeOf(marie, photo)),
    ]);
    await until(() => seen(marie, ({ text }) => text.startsWith("Photo reçue")).length === 0);
  });

  it("reads each photo of an album and each file by itself, and says of one that it is too large", async () => {
    const album = [3, 4, 5].map((place) => marie.photo(WITH_SIGN(place)));
    const file = marie.document(WITH_SIGN(6), "image/png");
    const late = marie.missingPhoto(WITH_SIGN(7), 2);
    const large = marie.announcedPhoto(30 * 1024 * 1024);
    gone = marie.missingPhoto(WITH_SIGN(8));
    for (const photo of [...album, file, late]) {
      await until(() => picturesFor(marie, photo).length === 1, 30_000);
      expect(textsFor(marie, photo)).toHaveLength(1);
      expect(textsFor(marie, photo)[0]?.text).toContain(codeOf(marie, photo));
    }
    await until(
      () => seen(marie, ({ quotes, text }) => quotes === large && text.includes("trop")).length === 1,
    );
  });

  it("offers a picture under a number that goes on meaning this picture", async () => {
    const first = marie.photo(WITHOUT_SIGN(9));
    await until(() => textsFor(marie, first).length === 1, 30_000);
    const second = marie.photo(WITHOUT_SIGN(10));
    await until(() => textsFor(marie, second).length === 1, 30_000);
    const offer = (photo: string) =>
      textsFor(marie, photo)[0]
        ?.text.split("\n")
        .find((line) => line.includes(french.t("button-picture-below")))
        ?.match(/^\d+/)?.[0];
    const [number, other] = [offer(first), offer(second)];
    expect(Number(other)).toBeGreaterThan(Number(number));
    marie.text("/language");
    await until(() => seen(marie, ({ text }) => text.includes("2. Français")).length === 2);
    marie.text(number!);
    await until(() => picturesFor(marie, first).length === 1, 30_000);
    marie.text(other!, { quoting: whatsapp.findId(codeOf(marie, second)) });
    await until(() => picturesFor(marie, second).length === 1, 30_000);
    marie.text("Français");
    await says(marie, "Désormais, j’écris en français");
  });

  it("tries again when an upload is refused, and then sends the picture once", async () => {
    whatsapp.failUploads(1);
    const photo = marie.photo(WITH_SIGN(11));
    await until(() => picturesFor(marie, photo).length === 1, 30_000);
    expect(textsFor(marie, photo)).toHaveLength(1);
  });

  it("says nothing in groups that nobody allowed, to broadcasts, nor to notices", async () => {
    const before = whatsapp.sent();
    whatsapp.person("120363000000000001@g.us").text("help", { author: marie.chat });
    whatsapp.person("status@broadcast").text("help", { author: marie.chat });
    marie.other("e2e_notification");
    marie.other("sticker");
    await says(marie, "autocollants");
    expect(whatsapp.sent()).toBe(before + 1);
  });

  it("goes on after the page reloads itself, and answers a message once", async () => {
    await whatsapp.command("reload");
    await logs(bot, READY, 2);
    const before = whatsapp.sent();
    marie.text("/about");
    await says(marie, "Roentgram recherche 14 signes");
    marie.text("/lowdata");
    await says(marie, "/lowdata");
    await until(() => whatsapp.sent() >= before + 2);
    expect(whatsapp.sent()).toBe(before + 2);
    marie.text("/lowdata");
    await until(() => whatsapp.sent() === before + 3);
  });

  it("starts a killed browser again without a code, and answers what came meanwhile", async () => {
    const codes = bot.shown();
    const [browser] = await browsers();
    process.kill(browser!, "SIGKILL");
    await logs(bot, "the browser ended");
    const photo = marie.photo(WITH_SIGN(12));
    await logs(bot, READY, 3);
    await until(() => picturesFor(marie, photo).length === 1, 30_000);
    expect(textsFor(marie, photo)).toHaveLength(1);
    expect(bot.shown()).toBe(codes);
  });

  it("offers the picture when the browser dies while it is uploaded: nobody knows whether it went out", async () => {
    whatsapp.holdUploads(true);
    const photo = marie.photo(WITH_SIGN(13));
    await until(() => whatsapp.heldUploads() === 1, 30_000);
    const [browser] = await browsers();
    process.kill(browser!, "SIGKILL");
    whatsapp.holdUploads(false);
    const offer = /\n(\d+)\. Voir l’image$/m;
    await until(() => offer.test(textsFor(marie, photo)[0]?.text ?? ""), 60_000);
    marie.text(offer.exec(textsFor(marie, photo)[0]?.text ?? "")![1]!);
    await until(() => picturesFor(marie, photo).length === 1, 30_000);
    expect(textsFor(marie, photo)).toHaveLength(1);
  });

  it("says of a photo that WhatsApp no longer has that it is gone", async () => {
    const said = () =>
      seen(marie, ({ quotes, text }) => quotes === gone && text.includes("n’a plus cette photo"));
    await until(() => said().length === 1, 60_000);
  });

  it("refuses a second process on the same session, and says who holds it", async () => {
    const second = startWhatsapp(env);
    expect(await second.ended()).toBe(1);
    expect(second.log()).toContain(
      `WHATSAPP_SESSION_DIR: ${sessionDir} is in use by process ${bot.child.pid} on`,
    );
    expect(await probe()).toBe("ok\n");
  });

  it("is killed, leaves no browser behind, and goes on without a code where it was", async () => {
    await bot.kill();
    const photo = marie.photo(WITH_SIGN(14));
    marie.text("/about");
    await until(async () => (await browsers()).length === 0);
    const about = () => seen(marie, ({ text }) => text.includes("Roentgram recherche 14 signes")).length;
    expect(about()).toBe(1);
    await start();
    await logs(bot, READY);
    await until(() => picturesFor(marie, photo).length === 1, 30_000);
    expect(textsFor(marie, photo)).toHaveLength(1);
    await until(() => about() === 2);
    expect(bot.shown()).toBe("");
  });

  it("asks for a new link when the phone ends it, and serves the same people again", async () => {
    await whatsapp.command("unlink");
    await until(() => bot.shown().includes("Linked devices"), 60_000);
    expect(await probe()).toMatch(/waits for its code/);
    const photo = marie.photo(WITH_SIGN(15));
    await whatsapp.command("scan");
    await logs(bot, READY, 2);
    await until(() => picturesFor(marie, photo).length === 1, 30_000);
  });

  it("renews its browser at a set age, without a code", async () => {
    expect(await bot.stop()).toBe(0);
    env["WHATSAPP_RESTART_HOURS"] = "0.0005";
    await start();
    await logs(bot, "browser is renewed");
    await logs(bot, READY, 2);
    expect(bot.shown()).toBe("");
  });

  it("ends in order, and the library asked for nothing that the page has not", async () => {
    expect(await bot.stop()).toBe(0);
    expect(await browsers()).toEqual([]);
    expect(whatsapp.missing).toEqual([]);
    expect(count(bot, "unexpected error")).toBe(0);
    expect(bot.log()).not.toContain("245900000000001");
  });
});
