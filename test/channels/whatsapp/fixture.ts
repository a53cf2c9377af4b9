import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { createLifecycle } from "../../../src/runtime/lifecycle.ts";
import { createLogger } from "../../../src/runtime/logger.ts";
import type { FakeWhatsapp } from "../../fakes/whatsapp/server.ts";
import { KEY } from "../../queue/redis-fixture.ts";
import { type TestHouse, until } from "../../runtime/owned.ts";

export type WhatsappProcess = {
  readonly child: ChildProcess;
  /** What it wrote to stderr. */
  log(): string;
  /** What it showed in the terminal. */
  shown(): string;
  /** Ends it as compose does. @returns its exit status */
  stop(): Promise<number | null>;
  kill(): Promise<void>;
  ended(): Promise<number | null>;
};

/**
 * A browser that takes the test's server for WhatsApp: what CHROMIUM_PATH may name on a machine of one's own, too.
 *
 * @param dir where the program that starts it is written
 */
export async function writeBrowser(dir: string, whatsapp: FakeWhatsapp): Promise<string> {
  const path = join(dir, "browser");
  const given = whatsapp.browserArguments.map((argument) => `'${argument}'`).join(" ");
  const chromium = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
  await writeFile(path, `#!/bin/sh\nexec ${chromium} --no-sandbox ${given} "$@"\n`);
  await chmod(path, 0o755);
  return path;
}

/** Starts the real channel process; whoever starts it ends it. */
export function startWhatsapp(env: Record<string, string>): WhatsappProcess {
  const child = spawn(process.execPath, ["dist/src/cli/main.js", "channel", "whatsapp"], {
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      PHOTO_KEY: KEY.toString("base64"),
      LOG_LEVEL: "debug",
      WHATSAPP_PACE_MS: "0",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const written = { out: "", err: "" };
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    written.out += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    written.err += text;
  });
  const closed = once(child, "close");
  const ended = async () => (await closed)[0] as number | null;
  const signal = async (name: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(name);
    return ended();
  };
  return {
    child,
    log: () => written.err,
    shown: () => written.out,
    stop: () => signal("SIGTERM"),
    kill: async () => void (await signal("SIGKILL")),
    ended,
  };
}

/** How often a line with this text was logged. */
export function count(bot: WhatsappProcess, text: string): number {
  return bot.log().split(text).length - 1;
}

/** Waits until the log holds a text so often; fails at once when the process has ended. */
export async function logs(bot: WhatsappProcess, text: string, times = 1): Promise<void> {
  await until(() => count(bot, text) >= times || bot.child.exitCode !== null, 60_000);
  if (count(bot, text) < times) throw new Error(`the channel ended:\n${bot.log()}`);
}

/** As {@link testHouse}, for what all tests of a file share: browsers are slow to start. */
export function sharedHouse(): TestHouse {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const log = createLogger({ level: "debug", name: "test", destination });
  const lifecycle = createLifecycle({ log, deadlineMilliseconds: 20_000 });
  afterAll(async () => {
    if (!(await lifecycle.close())) throw new Error(`left open: ${lifecycle.open().join(", ")}`);
  });
  return {
    own: (name, resource, release) => lifecycle.own(name, resource, release),
    log,
    lines,
    async folder() {
      const dir = await mkdtemp(join(tmpdir(), "roentgram-test-"));
      return lifecycle.own("folder", dir, (path) =>
        rm(path, { recursive: true, force: true, maxRetries: 5 }),
      );
    },
  };
}
