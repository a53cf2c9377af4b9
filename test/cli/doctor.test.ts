import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openBotApi } from "../channels/bot-fixture.ts";
import { KEY, openEye, openRedis } from "../queue/redis-fixture.ts";
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

it("the doctor sees that a graphics card stands idle because its library is not there", async () => {
  const bin = await house.folder();
  await writeFile(join(bin, "nvidia-smi"), "#!/bin/sh\necho Test GPU\n", { mode: 0o755 });
  const env = { PATH: `${bin}:${process.env["PATH"]}`, DATA_DIR: await house.folder() };
  expect(doctor(env).stdout).toMatch(/warning {2}accelerator .*Test GPU, but ONNX Runtime's CUDA library/);
  const demanded = doctor({ ...env, EXECUTION_PROVIDER: "cuda" });
  expect(demanded.stdout).toMatch(/FAILED {3}accelerator/);
  expect(demanded.stdout).toContain("npm rebuild onnxruntime-node --ignore-scripts=false");
  expect(demanded.status).toBe(1);
});

it("the doctor tells a redis that is well from one that is full", async () => {
  const { url } = await openRedis(house);
  const env = { REDIS_URL: url, PHOTO_KEY: KEY.toString("base64"), DATA_DIR: await house.folder() };
  expect(doctor(env).stdout).toMatch(/ok {7}redis/);
  const eye = openEye(house, url);
  await eye.config("SET", "appendonly", "no");
  expect(doctor(env).stdout).toMatch(/warning {2}redis .*forgets accepted photos/);
  await eye.config("SET", "maxmemory", "1");
  expect(doctor(env).stdout).toMatch(/FAILED {3}redis .*is full \(maxmemory\)/);
});
