import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { UserError } from "../core/user-error.ts";
import type { Command } from "./command.ts";

const HELP = `
Usage: roentgram worker

Runs one worker process: takes studies from the queue, reads them, hands the readings back. Start as many as you like;
they share nothing but Redis (REDIS_URL, PHOTO_KEY). Without REDIS_URL the data folder's own Redis is used. Ctrl-C or
SIGTERM finishes what is in hand and ends. .env.example documents every variable.
`;

async function run(args: string[]): Promise<number> {
  if (args.length > 0)
    throw new UserError(`worker: takes no arguments, got '${args.join(" ")}'`, { exitCode: 2 });
  const main = fileURLToPath(new URL("../../workers/main.js", import.meta.url));
  // The IPC channel lets the worker notice when this process is gone.
  const child = spawn(process.execPath, [...process.execArgv, main], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    // Fewer arenas of the C library's allocator: large photos would otherwise leave it scattered (glibc only).
    env: { MALLOC_ARENA_MAX: "2", ...process.env },
  });
  // Ctrl-C reaches the child by itself too, being in the same process group; SIGTERM beside SIGINT does no harm.
  const forward = () => void child.kill("SIGTERM");
  process.on("SIGTERM", forward);
  process.on("SIGINT", forward);
  const [code] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
  process.off("SIGTERM", forward);
  process.off("SIGINT", forward);
  return code ?? 1;
}

export const worker: Command = { name: "worker", summary: "one worker process", help: HELP, run };
