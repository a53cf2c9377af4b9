import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

/** A process that died this soon after its very first start is wrongly configured; restarting cannot cure it. */
const PROVEN_AFTER_MS = 10_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

export type SupervisedProcess = {
  readonly name: string;
  /** The module it runs, as a path. */
  readonly module: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
};

export type Supervisor = {
  /** Settles with an exit status when a process failed at its first start; stays pending while all is well. */
  readonly failed: Promise<number>;
  /** Asks every process to finish (SIGTERM), and after `deadlineMilliseconds` ends those that did not (SIGKILL). */
  stop(deadlineMilliseconds: number): Promise<void>;
};

/**
 * Runs processes side by side and starts each again when it dies, waiting longer after each quick death (0.5 to
 * 30 s). A process that leaves with a failure status within ten seconds of its first start is not restarted:
 * `failed` settles instead. Each child has an IPC channel, so that it notices when this process is gone.
 */
export function supervise(
  processes: readonly SupervisedProcess[],
  onEvent: (event: "started" | "ended", fields: Record<string, unknown>) => void,
): Supervisor {
  const running = new Map<string, ChildProcess>();
  const pauses = new Set<NodeJS.Timeout>();
  let stopping = false;
  let fail: (status: number) => void = () => {};
  const failed = new Promise<number>((resolve) => {
    fail = resolve;
  });

  function start(supervised: SupervisedProcess, pause: number, proven: boolean): void {
    const { name, module, args, env } = supervised;
    const begun = Date.now();
    // stdin is not shared; stdout and stderr go where this process's go.
    // A process group of its own: Ctrl-C in a terminal reaches this process alone, which then ends them in order.
    const child = fork(module, [...args], {
      env,
      detached: true,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    running.set(name, child);
    onEvent("started", { process: name, child: child.pid });
    child.once("exit", (code, signal) => {
      running.delete(name);
      if (stopping) return;
      const lasted = Date.now() - begun;
      onEvent("ended", { process: name, child: child.pid, code, signal, lasted });
      if (!proven && lasted < PROVEN_AFTER_MS && code !== null && code !== 0) {
        fail(code);
        return;
      }
      const nextPause = lasted > LONGEST_PAUSE_MS ? FIRST_PAUSE_MS : Math.min(pause * 2, LONGEST_PAUSE_MS);
      const timer = setTimeout(() => {
        pauses.delete(timer);
        if (!stopping) start(supervised, nextPause, proven || lasted >= PROVEN_AFTER_MS);
      }, pause);
      pauses.add(timer);
    });
  }

  for (const supervised of processes) start(supervised, FIRST_PAUSE_MS, false);

  return {
    failed,
    async stop(deadlineMilliseconds) {
      stopping = true;
      for (const timer of pauses) clearTimeout(timer);
      const children = [...running.values()];
      const deadline = setTimeout(() => {
        for (const child of children)
          if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
      }, deadlineMilliseconds);
      await Promise.all(
        children.map((child) => {
          if (child.exitCode !== null || child.signalCode !== null) return undefined;
          const ended = once(child, "exit");
          child.kill("SIGTERM");
          return ended;
        }),
      );
      clearTimeout(deadline);
    },
  };
}
