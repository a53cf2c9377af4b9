import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createLinkCode } from "../../src/queue/link-code.ts";
import { createPeople } from "../../src/queue/people.ts";
import { createTallies } from "../../src/queue/tallies.ts";
import { openBrowser } from "../channels/web/browser.ts";
import { KEY, openEye, openProducer, openRedis, studyJob, vault } from "../queue/redis-fixture.ts";
import { testHouse, until } from "../runtime/owned.ts";

const house = testHouse();
const PASSWORD = "correct horse battery";

/** Starts the real process on a free port. */
async function startAdmin(url: string, env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ["dist/src/cli/main.js", "admin"], {
    env: {
      PATH: process.env["PATH"],
      REDIS_URL: url,
      PHOTO_KEY: KEY.toString("base64"),
      ADMIN_PASSWORD: PASSWORD,
      ADMIN_PORT: "0",
      ...env,
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    log += text;
  });
  const closed = once(child, "close");
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
    const [status] = await closed;
    return status as number | null;
  };
  house.own("admin", child, async () => void (await stop()));
  await until(() => log.includes("admin page ready") || child.exitCode !== null, 20_000);
  const port = /"port":(\d+),"msg":"admin page ready"/.exec(log)?.[1];
  if (port === undefined) throw new Error(log);
  return { root: `http://127.0.0.1:${port}`, stop, log: () => log };
}

const post = (address: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(address, { method: "POST", body: new URLSearchParams(fields), redirect: "manual", headers });

it("shows how the house stands to whoever knows the password, in a browser without scripts", async () => {
  const { url } = await openRedis(house);
  const redis = openEye(house, url);
  const { producer } = await openProducer(house, url);
  await producer.addStudy(studyJob(), Buffer.from("abc"));
  const people = createPeople({ redis, vault });
  await people.greet("telegram", 987_654_321);
  const tallies = createTallies({ redis });
  await tallies.count({ outcome: "refused", refusal: "blurred" });
  await tallies.count({ outcome: "findings" });
  const linkCode = createLinkCode({ channel: "whatsapp", redis, vault });
  await linkCode.show("2@first-code");
  const { root, stop } = await startAdmin(url);

  const browser = await openBrowser(house);
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.setViewport({ width: 320, height: 640 });
  const text = () => page.evaluate("document.body.innerText") as Promise<string>;
  await page.goto(root);
  expect(await text()).not.toMatch(/Workers|Queues/);
  const signIn = async (password: string) => {
    await page.type("input[name=password]", password);
    await Promise.all([page.waitForNavigation(), page.click("button")]);
  };
  await signIn("wrong password!");
  expect(await text()).toContain("Wrong password.");
  await signIn(PASSWORD);
  expect(await text()).toMatch(/No worker runs/);
  expect(await text()).toMatch(/refused: blurred\s+1\s+1/);
  expect(await text()).toMatch(/answered\s+2\s+2/);
  expect(await text()).toMatch(/have written\s+1/);
  expect(await text()).toMatch(/studies\s+1\s+0\s+0\s+0/);
  expect(await text()).not.toContain("987");
  const drawn = () => page.$eval(".qr svg", (svg) => (svg as unknown as { outerHTML: string }).outerHTML);
  const first = await drawn();
  const pictures = process.env["ADMIN_PICTURES"];
  const width = await page.evaluate("document.documentElement.scrollWidth");
  expect(width).toBeLessThanOrEqual(320);
  if (pictures) {
    await page.screenshot({ path: join(pictures, "admin-320.png"), fullPage: true });
    await page.setViewport({ width: 1_280, height: 900 });
    await page.screenshot({ path: join(pictures, "admin-1280.png"), fullPage: true });
  }
  // The page looks again by itself: another code, another picture.
  await linkCode.show("2@second-code");
  await until(async () => (await drawn().catch(() => first)) !== first, 20_000);

  const cookie = (await page.cookies()).find(({ name }) => name === "roentgram-admin");
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict" });
  const headers = { cookie: `roentgram-admin=${cookie?.value}` };
  expect(await (await fetch(root, { headers })).text()).toContain("Workers");
  await Promise.all([page.waitForNavigation(), page.click("header button")]);
  expect(await text()).toContain("Password");
  // Signed out means everywhere: a copy of the cookie opens nothing.
  expect(await (await fetch(root, { headers })).text()).not.toContain("Workers");
  expect(await stop()).toBe(0);
}, 90_000);

it("acts on its own forms alone, forbids framing, and locks out an address that guesses", async () => {
  const { url } = await openRedis(house);
  const { root, log } = await startAdmin(url);
  const login = await post(`${root}/login`, { password: PASSWORD });
  expect(login.status).toBe(303);
  expect(login.headers.get("set-cookie")).toMatch(/HttpOnly; SameSite=Strict$/);
  expect(login.headers.get("x-frame-options")).toBe("DENY");
  expect(login.headers.get("content-security-policy")).toMatch(/frame-ancestors 'none'/);
  const cookie = login.headers.get("set-cookie")?.split(";")[0] ?? "";
  expect((await post(`${root}/queues/retry`, {}, { cookie })).status).toBe(403);
  expect((await post(`${root}/logout`, { form: "x" }, { cookie })).status).toBe(403);
  const page = await (await fetch(`${root}/queues`, { headers: { cookie } })).text();
  const form = /name="form" value="([^"]+)"/.exec(page)?.[1] ?? "";
  const foreign = { cookie, origin: "https://evil.example" };
  expect((await post(`${root}/queues/retry`, { form }, foreign)).status).toBe(403);
  const retried = await post(`${root}/queues/retry`, { form }, { cookie });
  expect([retried.status, retried.headers.get("location")]).toEqual([303, "/queues?done=0"]);
  expect((await fetch(`${root}/queues`)).status).toBe(401);
  expect((await post(`${root}/queues/retry`, { form })).status).toBe(401);

  let last = 0;
  for (let attempt = 0; attempt < 10; attempt += 1) {
    last = (await post(`${root}/login`, { password: `guess number ${attempt}` })).status;
  }
  expect(last).toBe(429);
  // Not even the right password opens now.
  const locked = await post(`${root}/login`, { password: PASSWORD });
  expect([locked.status, locked.headers.get("set-cookie")]).toEqual([429, null]);
  expect(log()).not.toContain(PASSWORD);
}, 60_000);

it("marks its cookie secure behind https", async () => {
  const { url } = await openRedis(house);
  const { root } = await startAdmin(url, { ADMIN_PUBLIC_URL: "https://admin.clinic.example" });
  const login = await post(`${root}/login`, { password: PASSWORD });
  expect(login.headers.get("set-cookie")).toMatch(/^__Host-roentgram-admin=.*; Secure$/);
  expect(login.headers.get("strict-transport-security")).toMatch(/max-age/);
}, 60_000);
