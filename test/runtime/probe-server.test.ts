import { describe, expect, it } from "vitest";
import { createMetrics } from "../../src/runtime/metrics.ts";
import { type Check, startProbeServer } from "../../src/runtime/probe-server.ts";
import { testHouse } from "./owned.ts";

const house = testHouse();

async function start(checks: { live?: Check; ready?: Check } = {}, metrics = createMetrics()) {
  const server = await startProbeServer({
    port: 0,
    live: checks.live ?? (() => undefined),
    ready: checks.ready ?? (() => undefined),
    metrics,
  });
  house.own("probes", server, (it) => it.close());
  const get = async (path: string, method = "GET") => {
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`, { method });
    return { status: response.status, text: await response.text() };
  };
  return { get, server };
}

describe("probes", () => {
  it("answer ok when all is well", async () => {
    const { get } = await start();
    expect(await get("/healthz")).toEqual({ status: 200, text: "ok\n" });
    expect(await get("/readyz?verbose")).toEqual({ status: 200, text: "ok\n" });
    expect((await get("/")).status).toBe(404);
    expect((await get("/healthz", "POST")).status).toBe(405);
  });

  it("answer 503 with a reason, also when a check throws or hangs, and keep each probe apart", async () => {
    const { get } = await start({ ready: () => "the consumer does not run" });
    expect(await get("/readyz")).toEqual({ status: 503, text: "the consumer does not run\n" });
    expect((await get("/healthz")).status).toBe(200);
    const broken = await start({
      live: () => Promise.reject(new TypeError("redis://user:secret@host")),
      ready: () => new Promise(() => {}),
    });
    expect(await broken.get("/healthz")).toEqual({ status: 503, text: "TypeError\n" });
    expect(await broken.get("/readyz")).toEqual({ status: 503, text: "no answer in time\n" });
  });

  it("name a port that is taken", async () => {
    const { server } = await start();
    await expect(
      startProbeServer({
        port: server.port,
        live: () => undefined,
        ready: () => undefined,
        metrics: createMetrics(),
      }),
    ).rejects.toThrow(/^PROBE_PORT: cannot listen on 127\.0\.0\.1:\d+ \(EADDRINUSE\)/);
  });
});

describe("metrics", () => {
  it("show queue depths, ages, durations, refusals and batch sizes", async () => {
    const metrics = createMetrics();
    metrics.observeQueues(async () => [
      { queue: "studies", counts: { waiting: 3, active: 1 }, oldestSeconds: 12 },
    ]);
    metrics.stage("network", 59);
    metrics.refused("not-a-chest-xray");
    metrics.outcome("refused");
    metrics.batch(8);
    const { get } = await start({}, metrics);
    const { text } = await get("/metrics");
    expect(text).toContain('roentgram_queue_jobs{queue="studies",state="waiting"} 3');
    expect(text).toContain('roentgram_queue_oldest_seconds{queue="studies"} 12');
    expect(text).toContain('roentgram_stage_seconds_bucket{le="0.1",stage="network"} 1');
    expect(text).toContain('roentgram_refusals_total{refusal="not-a-chest-xray"} 1');
    expect(text).toContain('roentgram_outcomes_total{outcome="refused"} 1');
    expect(text).toContain('roentgram_batch_size_bucket{le="8"} 1');
  });

  it("are readable when Redis is away", async () => {
    const metrics = createMetrics();
    metrics.observeQueues(() => Promise.reject(new Error("away")));
    metrics.outcome("findings");
    const { get } = await start({}, metrics);
    expect(await get("/metrics")).toMatchObject({
      status: 200,
      text: expect.stringContaining('outcome="findings"'),
    });
  });
});
