import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { createLifecycle } from "../../src/runtime/lifecycle.ts";
import { createLogger } from "../../src/runtime/logger.ts";

function house(deadlineMilliseconds = 1_000) {
  const lines: string[] = [];
  const log = createLogger({
    level: "info",
    name: "test",
    destination: { write: (line) => void lines.push(line) },
  });
  return { lines, lifecycle: createLifecycle({ log, deadlineMilliseconds }) };
}

describe("a lifecycle", () => {
  it("releases the newest first, once, and one at a time", async () => {
    const { lifecycle } = house();
    const order: string[] = [];
    const release = (name: string) => async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      order.push(name);
    };
    lifecycle.own("redis", 1, release("redis"));
    lifecycle.own("consumer", 2, release("consumer"));
    expect(lifecycle.open()).toEqual(["consumer", "redis"]);
    expect(await Promise.all([lifecycle.close(), lifecycle.close()])).toEqual([true, true]);
    expect(order).toEqual(["consumer", "redis"]);
    expect(lifecycle.closing.aborted).toBe(true);
  });

  it("passes over a failure and says which it was", async () => {
    const { lifecycle, lines } = house();
    const released: string[] = [];
    lifecycle.own("redis", 1, () => void released.push("redis"));
    lifecycle.own("model", 2, () => Promise.reject(new Error("stuck")));
    expect(await lifecycle.close()).toBe(true);
    expect(released).toEqual(["redis"]);
    expect(lines.join("")).toContain('"resource":"model"');
  });

  it("stops waiting at its deadline and names what is open", async () => {
    const { lifecycle, lines } = house(50);
    lifecycle.own("redis", 1, () => {});
    lifecycle.own("consumer", 2, () => new Promise(() => {}));
    expect(await lifecycle.close()).toBe(false);
    expect(lifecycle.open()).toEqual(["consumer", "redis"]);
    expect(lines.join("")).toContain('"open":["consumer","redis"]');
  });
});

describe("a process with signal handlers", () => {
  const script = fileURLToPath(new URL("../fixtures/runtime/ending-process.mjs", import.meta.url));

  async function run(how: string, end: (child: ReturnType<typeof spawn>) => void) {
    const child = spawn(process.execPath, [script, how], { stdio: ["ignore", "pipe", "ignore", "ipc"] });
    let output = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (output === "ready\n") end(child);
    });
    const drained = once(child.stdout!, "end");
    const [code] = (await once(child, "exit")) as [number | null];
    await drained;
    return { code, output };
  }

  it.each(["SIGTERM", "SIGINT"] as const)("finishes on %s and leaves with status 0", async (signal) => {
    expect(await run("quick", (child) => child.kill(signal))).toEqual({
      code: 0,
      output: "ready\nreleased\n",
    });
  });

  it("finishes when its parent's channel closes", async () => {
    expect(await run("quick", (child) => child.disconnect())).toEqual({
      code: 0,
      output: "ready\nreleased\n",
    });
  });

  it("ends at once on a second signal of the same kind, but not on Ctrl-C and SIGTERM together", async () => {
    const twice = await run("slow", (child) => {
      child.kill("SIGTERM");
      setTimeout(() => child.kill("SIGTERM"), 200);
    });
    expect(twice).toEqual({ code: 1, output: "ready\n" });
    const both = await run("slow", (child) => {
      child.kill("SIGINT");
      setTimeout(() => child.kill("SIGTERM"), 200);
    });
    expect(both).toEqual({ code: 0, output: "ready\nreleased\n" });
  });

  it("leaves with status 1 when its deadline passes", async () => {
    expect(await run("stuck", (child) => child.kill("SIGTERM"))).toEqual({ code: 1, output: "ready\n" });
  });
});
