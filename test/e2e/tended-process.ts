import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** A process that is started again a moment after it was killed, as compose or `roentgram start` would. */
export type TendedProcess = {
  readonly name: string;
  kill(): void;
  /** How often it was killed. */
  kills(): number;
  log(): string;
  stop(): Promise<void>;
};

const PAUSE_MS = 300;

export function tend(name: string, args: readonly string[], env: NodeJS.ProcessEnv): TendedProcess {
  let written = "";
  let kills = 0;
  let stopping = false;
  let child: ChildProcess;

  function start(): void {
    child = spawn(process.execPath, args, { env, stdio: ["ignore", "ignore", "pipe"] });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      written += text;
    });
    child.once("exit", () => {
      if (!stopping) setTimeout(() => !stopping && start(), PAUSE_MS);
    });
  }
  start();
  return {
    name,
    kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      kills += 1;
      child.kill("SIGKILL");
    },
    kills: () => kills,
    log: () => written,
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(timer);
    },
  };
}
