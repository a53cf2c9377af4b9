import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { UserError } from "../../src/core/user-error.ts";
import { openBacking } from "../../src/queue/backing.ts";
import { pingRedis } from "../../src/runtime/redis-ping.ts";
import { testHouse, until } from "../runtime/owned.ts";
import { KEY, openEye, openRedis } from "./redis-fixture.ts";

const house = testHouse();

function backing(url: string, patienceMilliseconds = 10_000) {
  const settings = { REDIS_URL: url, PHOTO_KEY: KEY.toString("base64"), DATA_DIR: "unused" };
  return openBacking(settings, { log: house.log, patienceMilliseconds });
}

async function startPlainRedis(
  dir: string,
  ...args: string[]
): Promise<{ url: string; child: ChildProcess }> {
  const socket = join(dir, "plain.sock");
  const child = spawn(
    "redis-server",
    ["--port", "0", "--unixsocket", socket, "--dir", dir, "--save", "", ...args],
    { stdio: "ignore" },
  );
  house.own("plain redis", child, async (running) => {
    running.kill("SIGKILL");
    if (running.exitCode === null && running.signalCode === null) await once(running, "exit");
  });
  await until(async () => (await pingRedis(socket)) !== "absent");
  return { url: `unix:${socket}`, child };
}

const failureOf = (url: string, patience?: number) =>
  backing(url, patience).then(
    () => undefined,
    (error: unknown) => error,
  );

describe("what a process stands on", () => {
  it("is waited for while redis still reads its files", async () => {
    const dir = await house.folder();
    const first = await startPlainRedis(dir);
    const eye = openEye(house, first.url);
    await eye.mset(...Array.from({ length: 1_500 }, (_, place) => [`key ${place}`, "x".repeat(50)]).flat());
    await eye.save();
    first.child.kill("SIGKILL");
    await once(first.child, "exit");
    // A millisecond for each key, and ears for commands in between.
    const loading = ["--key-load-delay", "1000", "--loading-process-events-interval-bytes", "1024"];
    const { url } = await startPlainRedis(dir, ...loading);
    expect(await pingRedis(join(dir, "plain.sock"))).toBe("loading");
    const open = await backing(url);
    expect(open.url).toBe(url);
  });

  it("may be full when the key is known there already, so that workers come back to empty it", async () => {
    const { url } = await openRedis(house);
    await backing(url);
    await openEye(house, url).config("SET", "maxmemory", "1");
    await expect(backing(url)).resolves.toMatchObject({ url });
  });

  it.each([
    ["full", "maxmemory", "1", "is full (maxmemory)"],
    ["read-only", "replicaof", "127.0.0.1 1", "is a read-only replica"],
  ])("is refused with what to do when it is new and %s", async (_, setting, value, advice) => {
    const { url } = await openRedis(house);
    const eye = openEye(house, url);
    if (setting === "replicaof") await eye.replicaof("127.0.0.1", "1");
    else await eye.config("SET", setting, value);
    const failure = await failureOf(url);
    expect(failure).toBeInstanceOf(UserError);
    expect((failure as Error).message).toContain(`REDIS_URL: this Redis ${advice}`);
  });

  it.each([
    ["wrong", ":wrong@"],
    ["missing", ""],
  ])("says that the password is refused, not that nobody answers: %s", async (_, password) => {
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    const dir = await house.folder();
    const { url } = await startPlainRedis(dir, "--port", String(port), "--bind", "127.0.0.1");
    await openEye(house, url).config("SET", "requirepass", "right");
    const failure = await failureOf(`redis://${password}127.0.0.1:${port}`, 5_000);
    expect(failure).toBeInstanceOf(UserError);
    expect((failure as Error).message).toContain("refuses the user or password");
  });
});
