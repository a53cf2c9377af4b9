import { describe, expect, it } from "vitest";
import { TERMS_VERSION } from "../../../src/channels/person.ts";
import { createInvites } from "../../../src/queue/invites.ts";
import { phantomPng } from "../../../src/vision/phantom/phantom-png.ts";
import { openEye, openProducer, openRedis, vault } from "../../queue/redis-fixture.ts";
import { testHouse, until } from "../../runtime/owned.ts";
import { answerStudies, finding, PICTURE, reading } from "../bot-fixture.ts";
import { fileHouse } from "./file-house.ts";
import { onboard, person, startWeb } from "./web-fixture.ts";

const shared = fileHouse();
const house = testHouse();
const { url } = await openRedis(shared);
const web = await startWeb(shared, url);
const PHOTO = new Uint8Array(await phantomPng({ size: 256, seed: 1 }));
const OTHER = new Uint8Array(await phantomPng({ size: 256, seed: 2 }));

async function open(env: Record<string, string> = {}) {
  const { url } = await openRedis(house);
  return { url, web: await startWeb(house, url, env) };
}

/** Looks at a photo's page until its answer is there. */
async function answerOf(visitor: ReturnType<typeof person>, path: string) {
  let page = await visitor.get(path);
  await until(async () => {
    page = await visitor.get(path);
    return !page.text.includes('http-equiv="refresh"');
  }, 40_000);
  return page;
}

const NOTHING_SEEN = () => ({ reading: reading(finding("Effusion", 0.1)), pictures: [PICTURE] });

describe("the page", { timeout: 120_000 }, () => {
  it("asks for language and agreement, takes a photo, shows where it stands, then text and picture", async () => {
    const visitor = await onboard(web.root, "fr");
    const waiting = await visitor.send(PHOTO);
    expect(waiting.path).toMatch(/^\/r\/[0-9a-f]{32}$/);
    expect(waiting.text).toContain('<html lang="fr" dir="ltr">');
    expect(waiting.text).toMatch(/<meta http-equiv="refresh" content="3">/);
    expect(waiting.text).toContain("Photo reçue, cas");

    const { studies } = await answerStudies(house, url);
    const page = await answerOf(visitor, waiting.path);
    expect(page.text).toContain("Épanchement pleural");
    const picture = /<img src="([^"]+)"/.exec(page.text)?.[1] ?? "";
    expect(page.text.indexOf("Épanchement")).toBeLessThan(page.text.indexOf("<img"));
    const jpeg = await visitor.get(picture);
    expect([jpeg.status, jpeg.headers.get("content-type"), jpeg.text]).toEqual([
      200,
      "image/jpeg",
      "jpeg of the maps",
    ]);
    expect(studies).toHaveLength(1);
    expect((await visitor.get("/")).text).toContain(`href="${waiting.path}"`);
  });

  it("offers the picture of a reading without signs, and shows it when asked", async () => {
    await answerStudies(house, url, NOTHING_SEEN);
    const visitor = await onboard(web.root);
    const { path } = await visitor.send(PHOTO);
    const page = await answerOf(visitor, path);
    expect(page.text).toContain("No sign above the alert level");
    expect(page.text).not.toContain("<img");
    const shown = await visitor.press(`picture:sheet:${path.slice(3)}`);
    expect(shown.text).toContain("<img");
    expect(shown.text).not.toContain("picture:sheet");
  });

  it("keeps the picture back in low-data mode", async () => {
    await answerStudies(house, url);
    const visitor = await onboard(web.root);
    expect((await visitor.press("/lowdata")).text).toContain("Low data is on");
    const { path } = await visitor.send(PHOTO);
    const page = await answerOf(visitor, path);
    expect(page.text).toContain("Show the picture");
    expect(page.text).not.toContain("<img");
  });

  it("holds a photo that comes before the agreement, and reads it when the terms are agreed to", async () => {
    const { studies } = await answerStudies(house, url);
    const visitor = person(web.root);
    await visitor.get("/");
    await visitor.press("start:en");
    const held = await visitor.send(PHOTO);
    expect(held.text).toContain("kept encrypted for one hour");
    expect(held.text).toContain("Do you agree?");
    expect(studies).toHaveLength(0);
    await visitor.press(`agree:${TERMS_VERSION}`);
    expect((await answerOf(visitor, held.path)).text).toContain("Pleural effusion");
  });

  it("takes the same form with the same photo for one study, and with another photo for another", async () => {
    const { studies } = await answerStudies(house, url);
    const visitor = await onboard(web.root);
    const token = visitor.token();
    const first = await visitor.send(PHOTO, { token });
    const again = await visitor.send(PHOTO, { token });
    const other = await visitor.send(OTHER, { token });
    expect(again.path).toBe(first.path);
    expect(other.path).not.toBe(first.path);
    await answerOf(visitor, other.path);
    expect(new Set(studies.map(({ study }) => study)).size).toBe(2);
  });

  it("shows an answer to whoever has its link, but lets only its sender delete it", async () => {
    await answerStudies(house, url, NOTHING_SEEN);
    const sender = await onboard(web.root);
    const { path } = await sender.send(PHOTO);
    await answerOf(sender, path);
    const colleague = person(web.root, "ar");
    const seen = await colleague.get(path);
    expect(seen.text).toContain("No sign above the alert level");
    expect(seen.text).not.toContain('name="erase"');
    const body = new URLSearchParams({ token: colleague.token(), erase: "1" });
    const headers = { cookie: colleague.cookie(), origin: web.root };
    await fetch(`${web.root}${path}`, { method: "POST", body, headers, redirect: "manual" });
    expect((await colleague.press(`picture:sheet:${path.slice(3)}`)).text).toContain("<img");

    await sender.get(path);
    await sender.press("1");
    expect((await colleague.get(path)).status).toBe(404);
    expect((await colleague.get(`${path}/3.jpg`)).status).toBe(404);
  });

  it("forgets a person with every answer and photo", async () => {
    const eye = openEye(house, url);
    await answerStudies(house, url);
    const before = new Set(await eye.keys("*"));
    const visitor = await onboard(web.root);
    const { path } = await visitor.send(PHOTO);
    await answerOf(visitor, path);
    await visitor.get("/");
    await visitor.press("/forget");
    const page = await visitor.press("forget");
    expect(page.text).toContain("Deleted, with all your answers");
    expect(page.text).toContain("start:en");
    expect((await visitor.get(path)).status).toBe(404);
    const left = (await eye.keys("*")).filter((key) => !before.has(key));
    for (const kind of ["person:", "photo:", "picture:", "web-picture:", "web-link:"]) {
      expect(left.filter((key) => key.startsWith(kind))).toEqual([]);
    }
  });

  it("lets a link open nothing once its time is up", async () => {
    const { url, web } = await open({ PHOTO_TTL_HOURS: String(2 / 3600) });
    await answerStudies(house, url);
    const visitor = await onboard(web.root);
    const { path } = await visitor.send(PHOTO);
    await answerOf(visitor, path);
    await until(async () => (await visitor.get(path)).status === 404);
    expect((await visitor.get(path)).text).toContain("its time is up");
  });

  it("asks for an invitation code where one is needed", async () => {
    const { url, web } = await open({ ACCESS: "invite" });
    const { redis } = await openProducer(house, url);
    const code = await createInvites({ redis, vault }).create({ uses: 1, days: 1 });
    const visitor = person(web.root);
    await visitor.get("/");
    expect((await visitor.press("start:en")).text).toContain("Please send your invitation code");
    const say = async (text: string) => {
      const body = new URLSearchParams({ token: visitor.token(), text });
      const headers = { cookie: visitor.cookie(), origin: web.root };
      await fetch(`${web.root}/say`, { method: "POST", body, headers, redirect: "manual" });
      return visitor.get("/");
    };
    const wrong = await say("AAAAAAAAAA");
    expect(wrong.text).toContain("This code is not valid");
    expect(wrong.text).toContain('id="code"');
    expect((await say(code)).text).toContain("Do you agree?");
    expect((await visitor.press(`agree:${TERMS_VERSION}`)).text).toContain('action="/photo"');
  });

  it("says so when the person has sent too many photos", async () => {
    const { web } = await open({ RATE_LIMIT_PER_HOUR: "1" });
    const visitor = await onboard(web.root);
    await visitor.send(PHOTO);
    await visitor.get("/");
    const limited = await visitor.send(OTHER);
    expect(limited.text).toContain("You have reached the number of photos per hour");
    expect(limited.text).not.toContain('http-equiv="refresh"');
  });

  it("says that nothing was taken in while Redis is away, and works again after", async () => {
    const dir = await house.folder();
    const redis = await openRedis(house, { dir });
    const web = await startWeb(house, redis.url);
    const visitor = await onboard(web.root);
    await redis.stop();
    const away = await visitor.send(PHOTO);
    expect(away.status).toBe(503);
    expect(away.text).toContain("Your photo was not taken in");
    await openRedis(house, { dir });
    await until(async () => (await visitor.get("/")).status === 200);
    expect((await visitor.send(PHOTO)).path).toMatch(/^\/r\//);
  });

  it("tells how many photos are read before it", async () => {
    const visitor = await onboard(web.root);
    await visitor.send(OTHER);
    await visitor.get("/");
    expect((await visitor.send(PHOTO)).text).toMatch(/\d+ photos? (is|are) read before it/);
  });

  it("logs no session, link, code, text or address", async () => {
    await answerStudies(house, url);
    const visitor = await onboard(web.root);
    const { path } = await visitor.send(PHOTO);
    await answerOf(visitor, path);
    expect(web.log()).toContain("study answered");
    const secrets = [
      visitor.cookie().split("=")[1],
      path.slice(3),
      visitor.token(),
      "effusion",
      "film of a person",
    ];
    for (const secret of secrets) expect(web.log()).not.toContain(secret);
    expect(web.log()).not.toContain("127.0.0.1");
  });
});
