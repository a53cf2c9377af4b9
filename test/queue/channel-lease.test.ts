import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { type ChannelLease, takeChannelLease } from "../../src/queue/channel-lease.ts";
import { testHouse, until } from "../runtime/owned.ts";
import { openEye, openRedis, vault } from "./redis-fixture.ts";

const house = testHouse();
const KEY = "channel-lease:whatsapp";

/** Times are short, so that a crash is over soon. */
async function open() {
  const { url } = await openRedis(house);
  const redis = openEye(house, url);
  async function take(
    overrides: Partial<Parameters<typeof takeChannelLease>[0]> = {},
  ): Promise<ChannelLease> {
    const lease = await takeChannelLease({
      channel: "whatsapp",
      account: "1",
      redis,
      vault,
      log: house.log,
      signal: new AbortController().signal,
      leaseMilliseconds: 3_000,
      renewMilliseconds: 300,
      ...overrides,
    });
    return house.own("lease", lease, (it) => it.release());
  }
  /** A lease as its holder left it when it died. */
  async function leave(holder: { host: string; pid: number; space: string }, milliseconds = 600) {
    const value = { token: "other", since: Date.UTC(2026, 10, 25), account: "x", ...holder };
    await redis.set(KEY, JSON.stringify(value), "PX", milliseconds);
  }
  return { redis, take, leave };
}

const HERE = { host: "clinic", space: "boot 1" };

describe("the lease on a channel", () => {
  it("is one process's, for as long as that lives, and names it to the other", async () => {
    const { redis, take } = await open();
    const first = await take();
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    await expect(take({ host: "other", space: "elsewhere" })).rejects.toThrow(
      /^channel whatsapp: process \d+ on host \S+ has served it since 20\d\d-\d\d-\d\dT[\d:]+Z, with the same account, on this Redis\. Two would take each other's messages and answers: stop that one, or give this one a Redis of its own/,
    );
    await expect(take({ host: "other", space: "elsewhere", account: "2" })).rejects.toThrow(
      "with another account",
    );
    await first.release();
    expect(await redis.exists(KEY)).toBe(0);
    await take({ host: "other", space: "elsewhere" });
  });

  it("is another channel's own", async () => {
    const { take } = await open();
    await take();
    await take({ channel: "telegram" });
  });

  it("of a process that crashed on another host ends by itself", async () => {
    const { take, leave } = await open();
    await leave({ host: "far", pid: 1, space: "boot 2" });
    await expect(take(HERE)).rejects.toThrow(
      "process 1 on host far has served it since 2026-11-25T00:00:00Z",
    );
    await new Promise((resolve) => setTimeout(resolve, 700));
    await take(HERE);
  });

  it("of a process killed on this very machine is followed at once, but not while that process lives", async () => {
    const { take, leave } = await open();
    const other: ChildProcess = spawn("sleep", ["60"]);
    await leave({ ...HERE, pid: other.pid ?? 0 }, 60_000);
    await expect(take(HERE)).rejects.toThrow(`process ${other.pid} on host clinic`);
    const ended = once(other, "exit");
    other.kill("SIGKILL");
    await ended;
    const begun = Date.now();
    await take(HERE);
    expect(Date.now() - begun).toBeLessThan(10_000);
  });

  it("of a container killed and started again under its name is waited for, and the log says so", async () => {
    const { take, leave } = await open();
    await leave({ host: "clinic", pid: 7, space: "boot 1, earlier container" });
    const begun = Date.now();
    await take(HERE);
    expect(Date.now() - begun).toBeGreaterThan(400);
    expect(house.lines.filter((line) => line.includes("waiting until its lease runs out"))).toHaveLength(1);
  });

  it("of a process of the same host name that lives after all is respected", async () => {
    const { take } = await open();
    await take({ host: "clinic", space: "boot 1, another container" });
    await expect(take(HERE)).rejects.toThrow("on host clinic has served it since");
  });

  it("is not waited for by a process that is asked to end", async () => {
    const { take, leave } = await open();
    await leave({ host: "clinic", pid: 7, space: "" }, 60_000);
    const closing = new AbortController();
    setTimeout(() => closing.abort(), 100);
    await expect(take({ host: "clinic", space: "", signal: closing.signal })).rejects.toThrow("aborted");
  });

  it("is taken anew when Redis lost it, and given up when another process has it by then", async () => {
    const { redis, take, leave } = await open();
    const lease = await take();
    await redis.del(KEY);
    await until(async () => (await redis.exists(KEY)) === 1);
    await leave({ host: "far", pid: 1, space: "boot 2" }, 60_000);
    await expect(lease.lost).rejects.toThrow("process 1 on host far has served it");
    await lease.release();
    // What is the other's is not touched.
    expect(await redis.get(KEY)).toContain('"far"');
  });
});
