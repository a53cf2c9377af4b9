import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { STARTER_MODEL_DIR } from "../../src/config/paths.ts";
import { KEY, openRedis } from "../queue/redis-fixture.ts";
import { testHouse, until } from "../runtime/owned.ts";

const house = testHouse();
const MAIN = fileURLToPath(new URL("../../dist/src/cli/main.js", import.meta.url));

async function startCommand() {
  const { url } = await openRedis(house);
  const env = {
    PATH: process.env["PATH"] ?? "",
    MODEL_DIR: process.env["MODEL_DIR"] || STARTER_MODEL_DIR,
    PHOTO_KEY: KEY.toString("base64"),
    REDIS_URL: url,
    INFERENCE_THREADS: "1",
  };
  const command = spawn(process.execPath, [MAIN, "worker"], { env, stdio: ["ignore", "ignore", "pipe"] });
  let stderr = "";
  command.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  house.own("command", command, (it) => void it.kill("SIGKILL"));
  const exit = once(command, "exit") as Promise<[number | null, string | null]>;
  await until(() => {
    if (command.exitCode !== null) throw new Error(`the command ended with ${command.exitCode}: ${stderr}`);
    return stderr.includes('"msg":"worker ready"');
  }, 30_000);
  const [pid] = /(?<="pid":)\d+/.exec(stderr) ?? [];
  return { command, exit, worker: Number(pid) };
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

it.each(["SIGTERM", "SIGINT"] as const)(
  "a worker command ends its worker on %s and exits with 0",
  async (signal) => {
    const { command, exit, worker } = await startCommand();
    expect(worker).not.toBe(command.pid);
    command.kill(signal);
    expect(await exit).toEqual([0, null]);
    expect(alive(worker)).toBe(false);
  },
);

it("a worker ends when its command is killed", async () => {
  const { command, exit, worker } = await startCommand();
  command.kill("SIGKILL");
  await exit;
  await until(() => !alive(worker), 15_000);
});
