import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openBotApi, ready, startBot } from "../channels/bot-fixture.ts";
import { openCloudApi, startCloud, ready as whenReady } from "../channels/whatsapp/cloud/fixture.ts";
import { openEye, openRedis } from "../queue/redis-fixture.ts";
import { testHouse } from "../runtime/owned.ts";

const house = testHouse();
const REFUSAL =
  /channel (telegram|whatsapp): process (\d+) on host \S+ has served it since \S+, with the same account/;

describe("two processes for one channel", () => {
  it("on one bot: the second names the first, and ends; the first's successor starts at once, killed or stopped", async () => {
    const api = await openBotApi(house);
    const { url: redisUrl } = await openRedis(house);
    const first = await ready(startBot(house, { api, redisUrl }));
    const second = startBot(house, { api, redisUrl });
    expect(await second.ended()).toBe(1);
    expect(REFUSAL.exec(second.log())?.slice(1)).toEqual(["telegram", String(first.child.pid)]);
    expect(second.log()).not.toContain("polling");
    await first.kill();
    const third = await ready(startBot(house, { api, redisUrl }));
    expect(third.log()).toContain("channel taken over from a process that died");
    expect(third.log()).not.toContain("waiting until its lease runs out");
    expect(await third.stop()).toBe(0);
    expect(await openEye(house, redisUrl).exists("channel-lease:telegram")).toBe(0);
    await ready(startBot(house, { api, redisUrl }));
  }, 120_000);

  it("on one WhatsApp number, whichever way it is reached", async () => {
    const api = await openCloudApi(house);
    const { url: redisUrl } = await openRedis(house);
    const first = await whenReady(api, startCloud(house, { api, redisUrl }));
    const second = startCloud(house, { api, redisUrl });
    expect(await second.ended()).toBe(1);
    expect(REFUSAL.exec(second.log())?.slice(1)).toEqual(["whatsapp", String(first.child.pid)]);
    const dir = await house.folder();
    const browser = {
      WHATSAPP_TRANSPORT: "web",
      WHATSAPP_SESSION_DIR: join(dir, "session"),
      CHROMIUM_PATH: "/bin/true",
    };
    const third = startCloud(house, { api, redisUrl, env: browser });
    expect(await third.ended()).toBe(1);
    expect(third.log()).toMatch(/channel whatsapp: process \d+ on host \S+ .* with another account/);
  }, 120_000);

  it("on one webhook's port: the second says so, and what to do", async () => {
    const api = await openCloudApi(house);
    const [one, other] = [await openRedis(house), await openRedis(house)];
    await whenReady(api, startCloud(house, { api, redisUrl: one.url }));
    const port = new URL(api.webhook ?? "").port;
    const second = startCloud(house, { api, redisUrl: other.url, env: { WHATSAPP_WEBHOOK_PORT: port } });
    expect(await second.ended()).toBe(1);
    expect(second.log()).toContain(
      `WHATSAPP_WEBHOOK_PORT: cannot listen on 127.0.0.1:${port}: another process listens there already`,
    );
    expect(second.log()).not.toContain(api.token);
  }, 120_000);
});
