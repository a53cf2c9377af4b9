import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** A process that is started again a moment after it was killed, as compose or `roentgram start` would. */
export type TendedProcess = {
  readonly name: string;
  kill(): void;
  /** Whether it has said that it is ready since it was last started. */
  ready(): boolean;
  /** How often it was killed. */
  kills(): number;
  log(): string;
  stop(): Promise<void>;
};

const PAUSE_MS = 300;

/** @param readyLine stands in its log when it is ready */
export function tend(
  name: string,
  args: readonly string[],
  { env, readyLine }: { env: NodeJS.ProcessEnv; readyLine: string },
): TendedProcess {
  let written = "";
  let kills = 0;
  let stopping = false;
  let started = 0;
  let child: ChildProcess;

  function start(): void {
    started = written.length;
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
    ready: () => written.indexOf(readyLine, started) >= 0,
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
