import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect } from "vitest";
import { createLifecycle } from "../../../src/runtime/lifecycle.ts";
import { createLogger } from "../../../src/runtime/logger.ts";
import type { TestHouse } from "../../runtime/owned.ts";

/** As `testHouse`, for what all tests of a file share: released after the last of them. */
export function fileHouse(): TestHouse {
  const lines: string[] = [];
  const log = createLogger({
    level: "debug",
    name: "test",
    destination: { write: (line) => void lines.push(line) },
  });
  const lifecycle = createLifecycle({ log, deadlineMilliseconds: 20_000 });
  afterAll(async () => {
    expect(await lifecycle.close(), "released in time").toBe(true);
    expect(lines.filter((line) => line.includes("release failed"))).toEqual([]);
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
