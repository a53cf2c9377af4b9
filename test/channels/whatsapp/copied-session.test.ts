import { cp } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startFakeWhatsapp } from "../../fakes/whatsapp/server.ts";
import { openRedis } from "../../queue/redis-fixture.ts";
import { testHouse, until } from "../../runtime/owned.ts";
import { logs, startWhatsapp, writeBrowser } from "./fixture.ts";

const house = testHouse();

it("a session folder copied while the channel is stopped starts elsewhere without a new code", async () => {
  const whatsapp = house.own("whatsapp's page", await startFakeWhatsapp(), (it) => it.close());
  const { url } = await openRedis(house);
  const dir = await house.folder();
  const env = { REDIS_URL: url, CHROMIUM_PATH: await writeBrowser(dir, whatsapp) };
  const start = (folder: string) =>
    house.own("whatsapp", startWhatsapp({ ...env, WHATSAPP_SESSION_DIR: folder }), (it) => it.kill());
  const first = start(join(dir, "session"));
  await until(() => first.shown().includes("Linked devices"), 60_000);
  await whatsapp.command("scan");
  await logs(first, "whatsapp channel ready");
  expect(await first.stop()).toBe(0);

  await cp(join(dir, "session"), join(dir, "restored"), { recursive: true });
  const second = start(join(dir, "restored"));
  await logs(second, "whatsapp channel ready");
  expect(second.shown()).not.toContain("Linked devices");
  expect(await second.stop()).toBe(0);
}, 180_000);
