import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { caseCodeOf } from "../../../../src/core/case-code.ts";
import { loadTranslators } from "../../../../src/i18n/translator.ts";
import { type CloudApiServer, type CloudPerson, startCloudApi } from "../../../fakes/cloud-api.ts";
import type { SentMessage } from "../../../fakes/cloud-api-rules.ts";
import { openEye, openRedis, vault } from "../../../queue/redis-fixture.ts";
import { until as untilWithin } from "../../../runtime/owned.ts";
import { answerStudies, finding, PICTURE, reading } from "../../bot-fixture.ts";
import { logs, sharedHouse, startWhatsapp, type WhatsappProcess } from "../fixture.ts";
import { cloudEnv, ready, startCloud, studyOf } from "./fixture.ts";

const house = sharedHouse();
/** A busy machine is slow, and no slower than this. */
const until = (condition: () => boolean | Promise<boolean>, milliseconds = 45_000) =>
  untilWithin(condition, milliseconds);
const FILM = (place: number) => Buffer.alloc(2_000 + place, place);
const french = (await loadTranslators()).for("fr");
let api: CloudApiServer;
let bot: WhatsappProcess;
let redisUrl: string;
let marie: CloudPerson;

const seen = (wanted: (message: SentMessage) => boolean) => api.seen(marie.chat).filter(wanted);
const says = (text: string) => until(() => seen((message) => message.text.includes(text)).length > 0);
const about = (photo: string) => seen(({ quotes }) => quotes === photo);
const picturesFor = (photo: string) => about(photo).filter(({ picture }) => picture !== undefined);
const textsFor = (photo: string) => about(photo).filter(({ text }) => text.includes("test-model"));
const refused = (photo: string, key: string) =>
  until(() => about(photo).some(({ text }) => text.includes(french.t(key))));
const probe = async (path: string) => {
  const port = /"port":(\d+),"msg":"probes answer"/.exec(bot.log())?.[1];
  return (await fetch(`http://127.0.0.1:${port}${path}`)).text();
};
const counted = async (event: string) =>
  Number(
    new RegExp(`roentgram_events_total\\{event="${event}"\\} (\\d+)`).exec(await probe("/metrics"))?.[1] ?? 0,
  );
const start = async () => {
  bot = await ready(api, startCloud(house, { api, redisUrl, env: { PROBE_PORT: "0" } }));
  await logs(bot, "probes answer");
};

beforeAll(async () => {
  api = house.own("cloud api", await startCloudApi(), (it) => it.close());
  ({ url: redisUrl } = await openRedis(house));
  await answerStudies(house, redisUrl, ({ photo }) => ({
    reading: reading(photo.bytes % 2 === 0 ? finding("Effusion", 0.9) : finding("Mass", 0.2)),
    pictures: [PICTURE],
  }));
  marie = api.person("243810000001");
});

// One story: what follows a failure would only wait in vain.
let failed = false;
beforeEach(({ skip }) => skip(failed));
afterEach(({ task }) => {
  if (task.result?.state !== "fail") return;
  failed = true;
  process.stderr.write(
    `${JSON.stringify(api.seen(marie.chat).slice(-6), null, 1)}\n${bot.log().slice(-6_000)}\n`,
  );
});

describe("the whatsapp channel's process on the Cloud API", () => {
  it("starts, and tells in its probe that no webhook has come yet", async () => {
    await start();
    expect(await probe("/readyz")).toBe("ok\nlast webhook: none yet; last failure of the api: none yet\n");
  });

  it("takes a person from language to terms: a number where a list is too long, then buttons", async () => {
    marie.text("Bonjour");
    await says("2. Français");
    marie.choose("Français");
    await says("Êtes-vous d’accord");
    expect(
      seen(({ shape }) => shape === "button")
        .at(-1)
        ?.choices.map(({ title }) => title),
    ).toEqual(["D’accord", "Non", "En savoir plus"]);
    marie.choose(french.t("button-agree"));
    await says(french.t("how-to-photograph"));
    expect(await probe("/readyz")).toMatch(
      /^ok\nlast webhook: \d+ s ago; last failure of the api: none yet\n$/,
    );
  });

  it("answers a photo with a text and a picture that quote it, the text with its buttons", async () => {
    const photo = marie.photo(FILM(2));
    await until(() => picturesFor(photo).length === 1);
    expect(picturesFor(photo)[0]?.picture).toEqual(PICTURE.jpeg);
    const [text, ...more] = textsFor(photo);
    expect(more).toEqual([]);
    expect(text?.text).toContain(caseCodeOf(studyOf(marie.chat, photo)));
    expect(text?.choices).toHaveLength(5);
  });

  it("reads a file, and several photos at once, each once although Meta delivers them twice", async () => {
    const photos = [marie.document(FILM(4)), marie.photo(FILM(6)), marie.photo(FILM(8))];
    api.repeat();
    for (const photo of photos) await until(() => picturesFor(photo).length === 1);
    await until(() => api.undelivered() === 0);
    for (const photo of photos) expect(textsFor(photo)).toHaveLength(1);
  });

  it("offers a picture by a button that goes on meaning this picture, pressed once or twice", async () => {
    const first = marie.photo(FILM(3));
    await until(() => textsFor(first).length === 1);
    const second = marie.photo(FILM(5));
    await until(() => textsFor(second).length === 1);
    const [text] = textsFor(first);
    // Four choices: too many for buttons.
    expect(["list", "text"]).toContain(text?.shape);
    const offer = text?.choices.find(({ id }) => id.startsWith("picture:"));
    if (offer) {
      const press = { list_reply: { id: offer.id, title: offer.title }, type: "list_reply" };
      marie.send({ type: "interactive", interactive: press, context: { id: text?.id } });
    } else {
      const line = text?.text.split("\n").find((it) => it.includes(french.t("button-picture-below")));
      marie.text(String(line?.match(/^\d+/)?.[0]));
    }
    await until(() => picturesFor(first).length === 1);
    expect(picturesFor(second)).toEqual([]);
  });

  it("says of a photo that Meta no longer has that it is gone, also when other bytes come", async () => {
    api.fail("locate", { status: 503 }, 1);
    const gone = marie.photo(FILM(10));
    api.expireMedia();
    const wrong = marie.photo(FILM(12));
    api.corruptMedia();
    await refused(gone, "refusal-unavailable");
    await refused(wrong, "refusal-unavailable");
  });

  it("never takes its token to an address that is none of Meta's", async () => {
    const asked: string[] = [];
    const { createServer } = await import("node:http");
    const thief = createServer((request, response) => {
      asked.push(String(request.headers.authorization));
      response.end("x");
    });
    await new Promise<void>((resolve) => thief.listen(0, "127.0.0.1", resolve));
    const { port } = thief.address() as { port: number };
    const photo = marie.photo(FILM(14));
    api.relocate(`http://127.0.0.1:${port}/latest/meta-data`);
    await logs(bot, "the photo's address is none of Meta's");
    api.relocate("https://lookaside.fbsbx.com.evil.example/x");
    await logs(bot, "the photo's address is none of Meta's", 2);
    expect(asked).toEqual([]);
    thief.close();
    api.relocate(undefined);
    await until(() => picturesFor(photo).length === 1);
  });

  it("tries again after floods, a broken gateway and a cut line, and sends the answer once", async () => {
    api.fail("upload", { status: 500, code: 131000 });
    api.fail("messages", { status: 429, code: 130429, retryAfter: 1 });
    api.fail("messages", { status: 503 });
    api.fail("download", "cut");
    const photo = marie.photo(FILM(16));
    await until(() => picturesFor(photo).length === 1, 60_000);
    expect(textsFor(photo)).toHaveLength(1);
  });

  it("keeps the text when Meta refuses the picture", async () => {
    api.fail("upload", { status: 400, code: 131053 });
    const photo = marie.photo(FILM(18));
    await logs(bot, "picture refused by the messenger");
    expect(textsFor(photo)).toHaveLength(1);
    expect(picturesFor(photo)).toEqual([]);
  });

  it("sends a text again that Meta accepted and then failed", async () => {
    const before = await counted("status-failed-again");
    api.failLater(131000);
    marie.text("/about");
    await until(async () => (await counted("status-failed-again")) === before + 1);
    await says("Roentgram recherche 14 signes");
  });

  it("passes over what is unknown, for others or broken, in one batch with a message that it takes", async () => {
    const value = { messages: [{ from: marie.chat, id: "wamid.batch", timestamp: "1", type: "text" }] };
    const now = String(Math.floor(Date.now() / 1000));
    const batch = api.notification({
      messages: [
        { from: marie.chat, id: "wamid.r", timestamp: now, type: "reaction", reaction: { emoji: "👍" } },
        { from: marie.chat, id: "wamid.p", timestamp: now, type: "__proto__" },
        {
          from: marie.chat,
          id: "wamid.i",
          timestamp: now,
          type: "interactive",
          interactive: { type: "nfm_reply" },
        },
        null,
        { id: "wamid.nobody", timestamp: now, type: "text", text: { body: "x" } },
        { from: marie.chat, id: "wamid.old", timestamp: "1600000000", type: "text", text: { body: "/help" } },
        { from: marie.chat, id: "wamid.sticker", timestamp: now, type: "sticker", sticker: { id: "1" } },
      ],
      statuses: [null, { id: "wamid.x", status: "teleported" }, { id: "wamid.y", status: "failed" }],
      errors: [{ code: 130497, title: "x" }],
    }) as { entry: unknown[] };
    batch.entry.push({
      id: "1",
      changes: [{ field: "account_alerts", value: {} }, 5, { field: "messages" }],
    });
    const other = api.notification(value, "999") as { entry: unknown[] };
    batch.entry.push(...other.entry);
    expect(await api.post(JSON.stringify(batch))).toBe(200);
    await says("autocollants");
    for (const body of ["null", "[]", "5", '{"object":"page","entry":[]}', '{"object":{}}', '"x"']) {
      expect(await api.post(body)).toBe(200);
    }
    expect(await counted("webhook-outdated")).toBe(1);
    expect(await counted("webhook-ignored")).toBeGreaterThan(8);
    expect(await counted("account-error")).toBe(1);
    expect(bot.log()).not.toContain("unexpected error");
  });

  it("does a recorded notification once, however often it is replayed", async () => {
    const now = String(Math.floor(Date.now() / 1000));
    const body = JSON.stringify(
      api.notification({
        messages: [
          { from: marie.chat, id: "wamid.replay", timestamp: now, type: "video", video: { id: "1" } },
        ],
      }),
    );
    for (let round = 0; round < 4; round += 1) expect(await api.post(body)).toBe(200);
    const answers = () => seen(({ text }) => text === french.t("unknown-video"));
    await until(() => answers().length > 0);
    await sleep(300);
    expect(answers()).toHaveLength(1);
    expect(await api.post(body, api.sign(`${body} `))).toBe(401);
    expect(await api.post(body, {})).toBe(401);
    expect(await counted("webhook-unsigned")).toBe(2);
  });

  it("keeps an answer that comes a day later until the person writes, and says why", async () => {
    const eye = openEye(house, redisUrl);
    const key = `window:whatsapp:${vault.pseudonym("whatsapp", marie.chat)}`;
    api.fail("download", { status: 503 }, 4);
    const photo = marie.photo(FILM(20));
    await until(() => api.undelivered() === 0);
    // As if a day had gone by while the photo was being fetched.
    await eye.set(key, vault.seal(JSON.stringify(Date.now() - 86_400_000), key));
    await until(
      async () =>
        (await counted("delivered")) > 0 && (await eye.exists(key.replace("window", "waiting"))) === 1,
      30_000,
    );
    await until(async () => (await counted("window-closed")) >= 2);
    expect(textsFor(photo)).toEqual([]);
    marie.text("Bonjour");
    await says(french.t("answers-waited"));
    await until(() => picturesFor(photo).length === 1 && textsFor(photo).length === 1);
    const shown = about(photo).map(({ text, picture }) =>
      picture ? "picture" : text.includes("test-model"),
    );
    expect(shown.filter((it) => it !== false)).toEqual([true, "picture"]);
    await until(async () => (await counted("window-answered")) >= 1);
  });

  it("keeps answers while the token is revoked, says so in probe and log, and sends them once it is mended", async () => {
    const photo = marie.photo(FILM(22));
    api.revokeToken();
    await until(
      async () => (await probe("/readyz")).includes("make a new one in Meta's business settings"),
      15_000,
    );
    api.giveToken();
    await until(() => picturesFor(photo).length === 1);
    expect(textsFor(photo)).toHaveLength(1);
    expect(await probe("/readyz")).toMatch(/^ok\n/);
  });

  it("is killed, and answers what Meta delivers again to its successor", async () => {
    await bot.kill();
    const photo = marie.photo(FILM(24));
    await start();
    await until(() => picturesFor(photo).length === 1);
    expect(textsFor(photo)).toHaveLength(1);
  });

  it("ends in order, and named nobody in its log", async () => {
    expect(await bot.stop()).toBe(0);
    expect(bot.log()).not.toContain(marie.chat);
    expect(bot.log()).not.toContain("wamid.");
    expect(bot.log()).not.toContain(api.token);
  });

  it("does not start with a token that Meta refuses, and says what to do", async () => {
    api.revokeToken();
    const second = startWhatsapp(cloudEnv(api, redisUrl));
    expect(await second.ended()).toBe(1);
    expect(second.log()).toContain("the access token is refused (code 190): make a new one");
    api.giveToken();
  });
});
