import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect } from "vitest";
import { createLifecycle, type Lifecycle } from "../../src/runtime/lifecycle.ts";
import { createLogger, type Logger } from "../../src/runtime/logger.ts";

/** Handles that keep a process alive when somebody forgets to release them. */
const WATCHED = ["ProcessWrap", "PipeWrap", "TCPSocketWrap", "TCPServerWrap", "Timeout"];

function openHandles(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) {
    if (WATCHED.includes(kind)) counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

export type TestHouse = {
  /** As {@link Lifecycle.own}; released after the test. */
  own: Lifecycle["own"];
  log: Logger;
  /** Every line that was logged. */
  lines: string[];
  /** A fresh folder, removed after the test. */
  folder(): Promise<string>;
};

/** What a test opens: all of it is released after the test, which fails when anything stays open. */
export function testHouse(): TestHouse {
  const lines: string[] = [];
  const log = createLogger({
    level: "debug",
    name: "test",
    destination: { write: (line) => void lines.push(line) },
  });
  let lifecycle: Lifecycle;
  let before: Record<string, number> = {};

  beforeEach(() => {
    lines.length = 0;
    lifecycle = createLifecycle({ log, deadlineMilliseconds: 20_000 });
    before = openHandles();
  });

  afterEach(async () => {
    expect(await lifecycle.close(), "released in time").toBe(true);
    expect(lifecycle.open()).toEqual([]);
    expect(lines.filter((line) => line.includes("release failed"))).toEqual([]);
    const surplus = () =>
      Object.entries(openHandles()).filter(
        ([kind, count]) => kind !== "Timeout" && count > (before[kind] ?? 0),
      );
    for (let tries = 0; surplus().length > 0 && tries < 100; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(surplus(), "left open").toEqual([]);
  });

  return {
    own: (name, resource, release) => lifecycle.own(name, resource, release),
    log,
    lines,
    async folder() {
      const dir = await mkdtemp(join(tmpdir(), "roentgram-test-"));
      return lifecycle.own("folder", dir, (path) => rm(path, { recursive: true, force: true }));
    },
  };
}

/** Waits until something holds. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  milliseconds = 10_000,
): Promise<void> {
  const deadline = Date.now() + milliseconds;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`still not so after ${milliseconds} ms: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
