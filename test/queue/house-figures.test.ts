import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { startHeartbeat } from "../../src/queue/heartbeats.ts";
import { readHouseFigures } from "../../src/queue/house-figures.ts";
import { createMetrics } from "../../src/runtime/metrics.ts";
import { testHouse, until } from "../runtime/owned.ts";
import { openEye, openRedis } from "./redis-fixture.ts";

const house = testHouse();

async function openMetrics() {
  const redis = openEye(house, (await openRedis(house, { maxmemoryBytes: 64 * 1024 ** 2 })).url);
  const metrics = createMetrics();
  metrics.observeHouse(() => readHouseFigures(redis));
  const places = [await house.folder()];
  const beat = (kind: "worker" | "telegram", state: "ready" | "trouble") => {
    const look = () => ({ state, trouble: state === "ready" ? undefined : "no line" });
    const beating = startHeartbeat({ redis, kind, version: "1", look, places, log: house.log });
    return house.own("heartbeat", beating, (it) => it.close());
  };
  const shows = (line: string) => until(async () => (await metrics.text()).split("\n").includes(line));
  return { redis, metrics, beat, shows };
}

it("tells in metrics of a channel in trouble, of one that died, and of workers", async () => {
  const { beat, shows, metrics } = await openMetrics();
  await shows("roentgram_workers 0");
  expect(await metrics.text()).not.toContain("roentgram_channel_runs{");
  beat("worker", "ready");
  const telegram = beat("telegram", "trouble");
  await shows("roentgram_workers 1");
  await shows('roentgram_channel_runs{channel="telegram"} 1');
  await shows('roentgram_channel_works{channel="telegram"} 0');
  await telegram.close();
  await shows('roentgram_channel_runs{channel="telegram"} 0');
  beat("telegram", "ready");
  await shows('roentgram_channel_works{channel="telegram"} 1');
});

it("shows nothing of the house where Redis does not answer, instead of what was", async () => {
  const { beat, shows, metrics, redis } = await openMetrics();
  beat("worker", "ready");
  await shows("roentgram_workers 1");
  await redis.call("client", "pause", "5000", "all").catch(() => {});
  const text = await metrics.text();
  expect(text).not.toMatch(/^roentgram_workers /m);
  expect(text).toContain('roentgram_events_total{event="house-look-failed"} 1');
});

it("has every metric that an alert of Prometheus is made of", async () => {
  const { beat, shows, metrics } = await openMetrics();
  beat("worker", "ready");
  beat("telegram", "ready");
  await shows("roentgram_workers 1");
  await shows('roentgram_channel_works{channel="telegram"} 1');
  metrics.observeQueues(async () => [{ queue: "studies", counts: {}, oldestSeconds: 1 }]);
  metrics.refused("blurred");
  metrics.outcome("findings");
  const text = await metrics.text();
  const alerts = await readFile("monitoring/alerts.yml", "utf8");
  const named = [...alerts.matchAll(/^ +expr: .*$/gm)].flatMap(
    ([expression]) => expression.match(/roentgram_\w+/g) ?? [],
  );
  expect(new Set(named).size).toBeGreaterThan(7);
  expect([...new Set(named)].filter((name) => !new RegExp(`^${name}(\\{| )`, "m").test(text))).toEqual([]);
});
