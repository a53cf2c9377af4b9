import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { openBotApi } from "../channels/bot-fixture.ts";
import { testHouse } from "../runtime/owned.ts";

const house = testHouse();

function doctor(env: Record<string, string>, ...args: string[]) {
  const { status, stdout } = spawnSync(process.execPath, ["dist/src/cli/main.js", "doctor", ...args], {
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...env },
    encoding: "utf8",
    timeout: 60_000,
  });
  return { status, stdout };
}

it("the doctor finds a ready machine ready, and says that the model is a starter", async () => {
  const { status, stdout } = doctor({ DATA_DIR: await house.folder() });
  expect(stdout).toMatch(/ok {7}programs/);
  expect(stdout).toMatch(/ok {7}fonts/);
  expect(stdout).toMatch(/warning {2}model .*a starter/);
  expect(stdout).toMatch(/warning {2}telegram .*TELEGRAM_BOT_TOKEN is not set/);
  expect(status).toBe(0);
});

it("the doctor names what is missing and what to do, without showing the token", async () => {
  const api = await openBotApi(house);
  await api.close();
  const { status, stdout } = doctor(
    {
      DATA_DIR: "package.json/data",
      MODEL_DIR: "/nowhere",
      TELEGRAM_BOT_TOKEN: api.token,
      TELEGRAM_API_ROOT: api.root,
      BATCH_SIZE: "x",
    },
    "--json",
  );
  const checks = JSON.parse(stdout) as { name: string; state: string; detail: string; fix?: string }[];
  const failed = checks.filter(({ state }) => state === "failure");
  expect(failed.map(({ name }) => name)).toEqual(expect.arrayContaining(["settings", "disk", "telegram"]));
  expect(failed.every(({ fix }) => fix !== undefined && fix !== "")).toBe(true);
  expect(stdout).not.toContain(api.token);
  expect(status).toBe(1);
});

it("the doctor looks at the browser and the session folder where whatsapp is configured", async () => {
  const dir = await house.folder();
  const { status, stdout } = doctor({
    DATA_DIR: dir,
    WHATSAPP_SESSION_DIR: "package.json/session",
    CHROMIUM_PATH: "/nowhere/chromium",
  });
  expect(stdout).toMatch(/FAILED {3}chromium .*\/nowhere\/chromium is no program/);
  expect(stdout).toMatch(/FAILED {3}whatsapp/);
  expect(status).toBe(1);
  const good = doctor({ DATA_DIR: dir, WHATSAPP_SESSION_DIR: `${dir}/session` });
  expect(good.stdout).toMatch(/ok {7}chromium/);
  expect(good.stdout).toMatch(/warning {2}whatsapp .*not linked yet/);
  expect(good.status).toBe(0);
});
