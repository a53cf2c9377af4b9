import { type Browser, launch } from "puppeteer-core";
import type { TestHouse } from "../../runtime/owned.ts";

/** A real Chromium, without a window; closed after the test. */
export async function openBrowser(house: TestHouse): Promise<Browser> {
  const browser = await launch({
    executablePath: "/usr/bin/chromium",
    headless: true,
    pipe: true,
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
  });
  return house.own("browser", browser, (it) => it.close());
}
