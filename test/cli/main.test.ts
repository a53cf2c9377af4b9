import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

const roentgram = (...args: string[]) =>
  spawnSync(process.execPath, ["dist/src/cli/main.js", ...args], { encoding: "utf8", timeout: 30_000 });

it.each(["analyse", "toString", "constructor", "__proto__", "model"])(
  "the program names the commands when it is asked for %s",
  (name) => {
    const { status, stderr } = roentgram(name);
    expect(stderr).toMatch(/unknown command|say which/);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(status).toBe(2);
  },
);
