import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "puppeteer-core";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { TERMS_VERSION } from "../../../src/channels/person.ts";
import { STARTER_MODEL_DIR } from "../../../src/config/paths.ts";
import { directionOf, LANGUAGES, type Language } from "../../../src/i18n/languages.ts";
import { loadTranslators } from "../../../src/i18n/translator.ts";
import { createPhotoStore, photoKey } from "../../../src/queue/photo-store.ts";
import { closeRedis, openWaitingRedis } from "../../../src/queue/redis.ts";
import { phantomPng } from "../../../src/vision/phantom/phantom-png.ts";
import { openRedis, vault } from "../../queue/redis-fixture.ts";
import { testHouse } from "../../runtime/owned.ts";
import { startWorker } from "../../workers/worker-process.ts";
import { answerStudies } from "../bot-fixture.ts";
import { openBrowser } from "./browser.ts";
import { fileHouse } from "./file-house.ts";
import { startWeb } from "./web-fixture.ts";

const shared = fileHouse();
const house = testHouse();
const { url } = await openRedis(shared);
const web = await startWeb(shared, url);
const browser = await openBrowser(shared);
const translators = await loadTranslators();
type FileInput = { uploadFile(path: string): Promise<void> };
const PHONE = { width: 320, height: 640, isMobile: true, hasTouch: true };

async function phone(language: string, from: Browser = browser): Promise<Page> {
  const context = await from.createBrowserContext();
  house.own("browser context", context, (it) => it.close());
  const page = await context.newPage();
  await page.setViewport(PHONE);
  await page.setExtraHTTPHeaders({ "accept-language": language });
  return page;
}

async function tap(page: Page, selector: string): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.tap(selector)]);
}

async function onboard(page: Page, language: Language): Promise<void> {
  await page.goto(web.root);
  await tap(page, `[value="start:${language}"]`);
  await tap(page, `[value="agree:${TERMS_VERSION}"]`);
}

async function choose(page: Page, path: string): Promise<void> {
  const input = await page.$("#photo");
  if (!input) throw new Error("no place for a photo");
  await (input as unknown as FileInput).uploadFile(path);
}

async function photoFile(size: number, seed = 1): Promise<string> {
  const path = join(await house.folder(), "film.png");
  await writeFile(path, await phantomPng({ size, seed, findings: ["effusion"] }));
  return path;
}

/** Everything that a page shows fits the phone's width. */
async function overflow(page: Page): Promise<number> {
  return page.evaluate(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  ) as Promise<number>;
}

/** What a person who has the page read to them depends on. */
const FAULTS = `(() => {
  const faults = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  if (all("h1").length !== 1) faults.push("headings: " + all("h1").length);
  if (all("main").length !== 1 || all("header").length !== 1) faults.push("landmarks");
  for (const input of all("input:not([type=hidden])")) if (!input.labels.length) faults.push("input without label");
  for (const image of all("img")) if (!image.alt) faults.push("image without words");
  for (const it of all("button, a")) if (!it.textContent.trim()) faults.push("nameless " + it.outerHTML);
  for (const it of all("main button, main input:not([type=hidden]), header a, main a.button, summary")) {
    const { height } = it.getBoundingClientRect();
    if (height > 0 && height < 44) faults.push("too small for a thumb: " + it.outerHTML);
  }
  const ids = all("[id]").map(({ id }) => id);
  if (new Set(ids).size !== ids.length) faults.push("an id twice");
  return faults;
})()`;

describe("in a real browser", { timeout: 200_000 }, () => {
  it("a photo is read by a real worker: text, then the picture when asked, without any script", async () => {
    const worker = startWorker(house, { REDIS_URL: url, MODEL_DIR: STARTER_MODEL_DIR });
    await worker.ready();
    const page = await phone("fr");
    await page.setJavaScriptEnabled(false);
    await onboard(page, "fr");
    await choose(page, await photoFile(512));
    await tap(page, 'form[action="/photo"] button');
    expect(page.url()).toMatch(/\/r\/[0-9a-f]{32}$/);
    // Refreshes itself until the answer is there.
    await page.waitForSelector('[value^="picture:"], img', { timeout: 80_000 });
    expect(await page.content()).toContain("Modèle d’essai");
    expect(await overflow(page)).toBe(0);
    if (await page.$('[value^="picture:"]')) await tap(page, '[value^="picture:"]');
    const [width, height] = (await page.$eval("img", (image) => [
      (image as unknown as { naturalWidth: number }).naturalWidth,
      (image as unknown as { naturalHeight: number }).naturalHeight,
    ])) as [number, number];
    expect(width).toBeGreaterThan(200);
    expect(height).toBeGreaterThan(200);
    expect(await page.evaluate(FAULTS)).toEqual([]);
  });

  it.each(LANGUAGES)(
    "%s has its direction, fits 320 px at every step, and can be used by ear and thumb",
    async (language) => {
      const { t } = translators.for(language);
      const page = await phone(language);
      const looks = async () => {
        const root = await page.$eval("html", (it) => [it.getAttribute("lang"), it.getAttribute("dir")]);
        expect(root).toEqual([language, directionOf(language)]);
        const flow = await page.evaluate("getComputedStyle(document.querySelector('main')).direction");
        expect(flow).toBe(directionOf(language));
        expect(await overflow(page)).toBe(0);
        expect(await page.evaluate(FAULTS)).toEqual([]);
      };
      const asked: string[] = [];
      page.on("request", (it) => void asked.push(new URL(it.url()).pathname));
      await page.goto(web.root);
      // All of it comes in one answer.
      expect(asked.filter((path) => path !== "/favicon.ico")).toEqual(["/"]);
      await looks();
      const tongues = await page.$$eval("button[lang]", (buttons) =>
        buttons.map((it) => it.getAttribute("lang")),
      );
      expect(tongues).toEqual([...LANGUAGES]);
      await tap(page, `[value="start:${language}"]`);
      await looks();
      await tap(page, `[value="agree:${TERMS_VERSION}"]`);
      await looks();
      expect(await page.$eval("h1", (it) => it.textContent)).toBe(t("web-heading-photo"));
      await page.tap("summary");
      await tap(page, 'nav [value="/about"]');
      await looks();
    },
  );

  it("the script makes a large photo smaller and turns it upright before it is sent", async () => {
    const path = join(await house.folder(), "sideways.jpg");
    // Turned on its side by its orientation mark alone, as phones do it.
    const film = await phantomPng({ size: 700, seed: 4 });
    await sharp(film)
      .resize(2600, 2000, { fit: "fill" })
      .jpeg({ quality: 98 })
      .withMetadata({ orientation: 6 })
      .toFile(path);
    const redis = house.own("redis", openWaitingRedis(url, { log: house.log }), closeRedis);
    const page = await phone("en");
    const problems: string[] = [];
    page.on("console", (message) => void problems.push(message.text()));
    await onboard(page, "en");
    const before = new Set(await redis.keys("photo:*"));
    await choose(page, path);
    await tap(page, 'form[action="/photo"] button');
    const [key = ""] = (await redis.keys("photo:*")).filter((it) => !before.has(it));
    const photo = await createPhotoStore({ redis, vault }).get(key);
    expect(key).toBe(photoKey(key.slice("photo:".length)));
    const { format, width, height, orientation } = await sharp(photo).metadata();
    expect([format, width, height, orientation ?? 1]).toEqual(["jpeg", 1231, 1600, 1]);
    expect(photo!.byteLength).toBeLessThan(500_000);
    expect(problems).toEqual([]);
  });

  it("a slow line is enough: 50 kbit/s and 400 ms, from the first page to the answer", async () => {
    await answerStudies(house, url);
    const page = await phone("sw");
    await page.emulateNetworkConditions({ download: 6_250, upload: 6_250, latency: 400 });
    await page.goto(web.root);
    await tap(page, '[value="start:sw"]');
    await tap(page, `[value="agree:${TERMS_VERSION}"]`);
    const path = join(await house.folder(), "small.jpg");
    await sharp(await phantomPng({ size: 256, seed: 9 }))
      .jpeg({ quality: 60 })
      .toFile(path);
    await choose(page, path);
    await tap(page, 'form[action="/photo"] button');
    await page.waitForSelector("img", { timeout: 80_000 });
    expect(await page.content()).toContain(translators.for("sw").t("report-signs"));
  });
});
