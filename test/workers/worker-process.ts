import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { KEY } from "../queue/redis-fixture.ts";
import { type TestHouse, until } from "../runtime/owned.ts";

const MAIN = fileURLToPath(new URL("../../dist/workers/main.js", import.meta.url));

export type WorkerProcess = {
  readonly child: ChildProcess;
  /** All that it wrote to stderr so far. */
  stderr(): string;
  ready(): Promise<void>;
  /** @returns its exit status; null when a signal ended it */
  ended(): Promise<number | null>;
};

/** Starts the real worker process; killed after the test if it still runs. */
export function startWorker(house: TestHouse, env: Record<string, string>): WorkerProcess {
  const child = spawn(process.execPath, [MAIN], {
    // An IPC channel, as under `roentgram start`.
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    env: {
      PATH: process.env["PATH"] ?? "",
      PHOTO_KEY: KEY.toString("base64"),
      INFERENCE_THREADS: "1",
      ...env,
    },
  });
  let stderr = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const exit = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
  house.own("worker process", child, async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGKILL");
      await exit;
    }
    if (child.connected) child.disconnect();
  });
  return {
    child,
    stderr: () => stderr,
    ready: () =>
      until(() => {
        if (child.exitCode !== null) throw new Error(`the worker ended with ${child.exitCode}: ${stderr}`);
        return stderr.includes('"msg":"worker ready"');
      }, 30_000),
    ended: async () => (await exit)[0],
  };
}
