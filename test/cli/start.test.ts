import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { TERMS_VERSION } from "../../src/channels/person.ts";
import { phantomPng } from "../../src/vision/phantom/phantom-png.ts";
import { onboard, openBotApi } from "../channels/bot-fixture.ts";
import { testHouse, until } from "../runtime/owned.ts";

const house = testHouse();

type Started = { child: ChildProcess; log: () => string; status: () => Promise<number | null> };

/** Runs `roentgram start` with nothing in its environment but what is given. */
function start(env: Record<string, string>): Started {
  const child = spawn(process.execPath, ["dist/src/cli/main.js", "start"], {
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let log = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    log += text;
  });
  const closed = once(child, "close");
  const started = { child, log: () => log, status: async () => (await closed)[0] as number | null };
  return house.own("start", started, async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
    await closed;
  });
}

function pidsOf(log: string, name: string): number[] {
  return log
    .split("\n")
    .filter((line) => line.includes("process started") && line.includes(`"process":"${name}"`))
    .map((line) => (JSON.parse(line) as { child: number }).child);
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

describe("roentgram start", () => {
  it("answers a photo, starts a killed worker again, and ends everything on SIGTERM", {
    timeout: 120_000,
  }, async () => {
    const api = await openBotApi(house);
    const dir = await house.folder();
    const service = start({ TELEGRAM_BOT_TOKEN: api.token, TELEGRAM_API_ROOT: api.root, DATA_DIR: dir });
    // Four processes on a busy machine: none of them is late before the channel says that it is ready.
    await until(() => service.log().includes("telegram channel ready"), 60_000);
    const person = await onboard(api, 77);
    const photo = await phantomPng({ size: 512, seed: 5 });
    const answered = (message: number) =>
      until(
        () => api.messages.some(({ replyTo, text }) => replyTo === message && text?.includes("clinician")),
        60_000,
      );
    await answered(person.photo(photo));

    const [worker] = pidsOf(service.log(), "worker");
    process.kill(worker!, "SIGKILL");
    await answered(person.photo(await phantomPng({ size: 512, seed: 6 })));
    const pids = [...pidsOf(service.log(), "worker"), ...pidsOf(service.log(), "telegram")];
    expect(pids).toHaveLength(3);

    service.child.kill("SIGTERM");
    expect(await service.status()).toBe(0);
    expect(pids.filter(alive)).toEqual([]);
  });

  it("starts a killed channel again at once, although it still holds the channel's lease", {
    timeout: 120_000,
  }, async () => {
    const api = await openBotApi(house);
    const dir = await house.folder();
    const service = start({ TELEGRAM_BOT_TOKEN: api.token, TELEGRAM_API_ROOT: api.root, DATA_DIR: dir });
    const readyTimes = () => service.log().split("telegram channel ready").length - 1;
    await until(() => readyTimes() === 1, 60_000);
    process.kill(pidsOf(service.log(), "telegram")[0]!, "SIGKILL");
    await until(() => readyTimes() === 2, 60_000);
    expect(service.log()).toContain("channel taken over from a process that died");
    expect(service.log()).not.toContain("waiting until its lease runs out");
    await onboard(api, 78);
    service.child.kill("SIGTERM");
    expect(await service.status()).toBe(0);
  });

  it("serves the admin page beside the channels where ADMIN_PASSWORD is set, and only there", {
    timeout: 120_000,
  }, async () => {
    const [adminPort, webPort] = [await freePort(), await freePort()];
    const service = start({
      WEB_PORT: String(webPort),
      ADMIN_PASSWORD: "correct horse battery",
      ADMIN_PORT: String(adminPort),
      DATA_DIR: await house.folder(),
    });
    const root = `http://127.0.0.1:${adminPort}`;
    await until(() => service.log().includes("admin page ready"), 60_000);
    expect(await (await fetch(root)).text()).not.toContain("Workers");
    const login = await fetch(`${root}/login`, {
      method: "POST",
      body: new URLSearchParams({ password: "correct horse battery" }),
      redirect: "manual",
    });
    const cookie = login.headers.get("set-cookie")?.split(";")[0] ?? "";
    const page = async () => (await fetch(root, { headers: { cookie } })).text();
    // The web channel and the worker show themselves there.
    await until(async () => /<td>web<\/td><td><span class="good">connected/.test(await page()), 60_000);
    await until(async () => /<td>cpu<\/td><td>ready<\/td>/.test(await page()), 60_000);
    expect(pidsOf(service.log(), "admin")).toHaveLength(1);
    expect(service.log()).not.toContain("correct horse battery");
    service.child.kill("SIGTERM");
    expect(await service.status()).toBe(0);
    expect(pidsOf(service.log(), "admin").filter(alive)).toEqual([]);
  });

  it("serves the web page where that is all that is configured, and reads its photos", {
    timeout: 120_000,
  }, async () => {
    const port = await freePort();
    const service = start({ WEB_PORT: String(port), DATA_DIR: await house.folder() });
    const ping = () =>
      fetch(`http://127.0.0.1:${port}/ping`).then(
        (it) => it.ok,
        () => false,
      );
    await until(ping, 30_000);
    const photo = new Uint8Array(await phantomPng({ size: 512, seed: 7 }));
    const answer = await fetch(`http://127.0.0.1:${port}/api/classify?terms=${TERMS_VERSION}`, {
      method: "POST",
      body: photo,
      headers: { "content-type": "image/png" },
    });
    expect(await answer.json()).toMatchObject({
      outcome: "findings",
      model: { name: "densenet121-nih-starter", starter: true },
    });
    expect(pidsOf(service.log(), "telegram")).toEqual([]);
    expect(pidsOf(service.log(), "admin")).toEqual([]);
    service.child.kill("SIGTERM");
    expect(await service.status()).toBe(0);
  });

  it("names everything that is wrong with the settings at once and exits with 2", async () => {
    const service = start({ BATCH_SIZE: "many", ACCESS: "everybody", DATA_DIR: await house.folder() });
    expect(await service.status()).toBe(2);
    expect(service.log()).toMatch(/BATCH_SIZE: must be/);
    expect(service.log()).toMatch(/ACCESS: must be one of open, invite/);
    expect(service.log()).toMatch(/TELEGRAM_BOT_TOKEN: no channel is configured/);
  });

  it("ends with the reason when the token is wrong, instead of trying for ever", {
    timeout: 60_000,
  }, async () => {
    const api = await openBotApi(house);
    const service = start({
      TELEGRAM_BOT_TOKEN: "987654321:not-the-token-of-this-server-at-all",
      TELEGRAM_API_ROOT: api.root,
      DATA_DIR: await house.folder(),
    });
    expect(await service.status()).toBeGreaterThan(0);
    expect(service.log()).toMatch(/TELEGRAM_BOT_TOKEN/);
    expect(service.log()).not.toContain("not-the-token-of-this-server");
  });
});
