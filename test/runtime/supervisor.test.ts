import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Supervisor, supervise } from "../../src/runtime/supervisor.ts";

let folder: string;
let supervisor: Supervisor | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "roentgram-supervisor-"));
});
afterEach(async () => {
  await supervisor?.stop(2000);
  supervisor = undefined;
  rmSync(folder, { recursive: true });
});

function run(script: string): { pids: () => number[]; events: string[] } {
  const module = join(folder, "child.mjs");
  const log = join(folder, "pids");
  writeFileSync(log, "");
  writeFileSync(
    module,
    `import { appendFileSync } from "node:fs"; appendFileSync(${JSON.stringify(log)}, process.pid + "\\n"); ${script}`,
  );
  const events: string[] = [];
  supervisor = supervise([{ name: "child", module, args: [], env: process.env }], (event) =>
    events.push(event),
  );
  return { pids: () => readFileSync(log, "utf8").trim().split("\n").filter(Boolean).map(Number), events };
}

const STAY = "setInterval(() => {}, 1000);";

test("starts a process again after it was killed", async () => {
  const { pids, events } = run(STAY);
  await vi.waitFor(() => expect(pids()).toHaveLength(1), 5000);
  process.kill(pids()[0]!, "SIGKILL");
  await vi.waitFor(() => expect(pids()).toHaveLength(2), 5000);
  expect(events).toEqual(["started", "ended", "started"]);
});

test("does not restart what fails at its first start, but says with which status", async () => {
  const { pids } = run("process.exit(2);");
  expect(await supervisor?.failed).toBe(2);
  expect(pids()).toHaveLength(1);
});

test("ends a process that ignores SIGTERM once the deadline is over", async () => {
  const { pids } = run(`process.on("SIGTERM", () => {}); ${STAY}`);
  await vi.waitFor(() => expect(pids()).toHaveLength(1), 5000);
  await supervisor?.stop(300);
  expect(() => process.kill(pids()[0]!, 0)).toThrow(/ESRCH/);
});
