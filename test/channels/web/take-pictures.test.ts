import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { describe, expect, it } from "vitest";
import { TERMS_VERSION } from "../../../src/channels/person.ts";
import { STARTER_MODEL_DIR } from "../../../src/config/paths.ts";
import { phantomPng } from "../../../src/vision/phantom/phantom-png.ts";
import { openRedis } from "../../queue/redis-fixture.ts";
import { testHouse } from "../../runtime/owned.ts";
import { startWorker } from "../../workers/worker-process.ts";
import { openBrowser } from "./browser.ts";
import { startWeb } from "./web-fixture.ts";

/** Where `npm run pictures` wants the pictures; without it nothing is taken. */
const FOLDER = process.env["PICTURES_DIR"];
const house = testHouse();

async function tap(page: Page, selector: string): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.tap(selector)]);
}

describe.skipIf(FOLDER === undefined)("the pictures of the page", { timeout: 280_000 }, () => {
  it.each([
    ["fr", 390],
    ["ar", 320],
  ] as const)("in %s at %i px are taken of the real page", async (language, width) => {
    const { url } = await openRedis(house);
    const worker = startWorker(house, { REDIS_URL: url, MODEL_DIR: STARTER_MODEL_DIR });
    const web = await startWeb(house, url);
    const browser = await openBrowser(house);
    const page = await browser.newPage();
    await page.setViewport({ width, height: 640, isMobile: true, hasTouch: true });
    await page.setExtraHTTPHeaders({ "accept-language": language });
    const folder = FOLDER ?? "";
    await mkdir(folder, { recursive: true });
    const shoot = async (name: string) => {
      const jpeg = await page.screenshot({ type: "jpeg", quality: 35, fullPage: true });
      await writeFile(join(folder, `web-${name}-${language}.jpg`), jpeg);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    };
    const send = async (photo: Buffer | Uint8Array) => {
      await page.goto(web.root);
      const path = join(await house.folder(), "photo.png");
      await writeFile(path, photo);
      const input = (await page.$("#photo")) as unknown as { uploadFile(path: string): Promise<void> };
      await input.uploadFile(path);
      await tap(page, 'form[action="/photo"] button');
    };

    await page.goto(web.root);
    await shoot("language");
    await tap(page, `[value="start:${language}"]`);
    await shoot("terms");
    await tap(page, `[value="agree:${TERMS_VERSION}"]`);
    await shoot("photo");
    await send(await phantomPng({ size: 512, seed: 1, findings: ["effusion"] }));
    await shoot("waiting");
    await worker.ready();
    await page.waitForSelector('[value^="picture:"], img', { timeout: 80_000 });
    if (await page.$('[value^="picture:"]')) await tap(page, '[value^="picture:"]');
    await shoot("answer");
    await send(await phantomPng({ size: 120, seed: 2 }));
    await page.waitForFunction("!document.querySelector('meta[http-equiv=refresh]')", { timeout: 80_000 });
    await shoot("refusal");
    await page.goto(web.root);
    await page.tap("summary");
    await tap(page, 'nav [value="/help"]');
    await shoot("help");
    await page.goto(`${web.root}/r/${"0".repeat(32)}`);
    await shoot("gone");
  });
});
