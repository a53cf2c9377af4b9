import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createDeliveryLog } from "../../src/queue/delivery-log.ts";
import { createHeldPhotos, HELD_LIMIT } from "../../src/queue/held-photos.ts";
import { createInvites } from "../../src/queue/invites.ts";
import { createPersonStore } from "../../src/queue/person-store.ts";
import { createPhotoStore, photoKey, pictureKey } from "../../src/queue/photo-store.ts";
import { createRateLimit } from "../../src/queue/rate-limit.ts";
import { createReceipts } from "../../src/queue/receipts.ts";
import { createVault } from "../../src/queue/vault.ts";
import { testHouse, until } from "../runtime/owned.ts";
import { openEye, openRedis, vault } from "./redis-fixture.ts";

const house = testHouse();

async function open() {
  const { url } = await openRedis(house);
  return openEye(house, url);
}

/** All that Redis holds, keys and values, as one text. */
async function dump(redis: Awaited<ReturnType<typeof open>>): Promise<string> {
  const keys = await redis.keys("*");
  const values = await Promise.all(
    keys.map((key) => redis.dumpBuffer(key).then((value) => value?.toString("latin1") ?? "")),
  );
  return [...keys, ...values].join("\n");
}

describe("photos", () => {
  it("come back as they were, unreadable to others, and can be deleted", async () => {
    const redis = await open();
    const photos = createPhotoStore({ redis, vault });
    const bytes = Buffer.from("\xff\xd8JFIF-PLAIN".repeat(50), "latin1");
    const keys = [photoKey("s"), pictureKey("s", "sheet")];
    for (const key of keys) await photos.put(key, bytes, 60);
    expect(await photos.get(keys[0]!)).toEqual(bytes);
    expect(await dump(redis)).not.toContain("JFIF-PLAIN");
    await photos.delete(...keys);
    expect(await photos.get(keys[0]!)).toBeUndefined();
    expect(await redis.dbsize()).toBe(0);
  });

  it("expire by themselves", async () => {
    const redis = await open();
    const photos = createPhotoStore({ redis, vault });
    await photos.put(photoKey("s"), Buffer.from("x"), 0.2);
    expect(await photos.get(photoKey("s"))).toBeDefined();
    await until(async () => (await photos.get(photoKey("s"))) === undefined, 3_000);
  });

  it("stored with another key end in one clear error", async () => {
    const redis = await open();
    await createPhotoStore({ redis, vault }).put(photoKey("s"), Buffer.from("x"), 60);
    const other = createPhotoStore({ redis, vault: createVault(Buffer.alloc(32, 9)) });
    await expect(other.get(photoKey("s"))).rejects.toThrow(/^PHOTO_KEY: a stored photo cannot be opened/);
  });
});

describe("people", () => {
  const schema = z.object({ v: z.literal(1), language: z.string() });

  it("are remembered under a pseudonym, sealed, until they are forgotten", async () => {
    const redis = await open();
    const people = createPersonStore({ redis, vault, schema });
    expect(await people.load("telegram", 5551234)).toBeUndefined();
    await people.save("telegram", 5551234, { v: 1, language: "hindi-clear" });
    expect(await people.load("telegram", 5551234)).toEqual({ v: 1, language: "hindi-clear" });
    expect(await people.load("telegram", 5551235)).toBeUndefined();
    const stored = await dump(redis);
    for (const clear of ["5551234", "hindi-clear"]) expect(stored).not.toContain(clear);
    await people.forget("telegram", 5551234);
    expect(await redis.dbsize()).toBe(0);
  });

  it("whose record is of an unknown form count as unknown", async () => {
    const redis = await open();
    await createPersonStore({ redis, vault, schema: z.unknown() }).save("telegram", 1, { v: 99 });
    expect(await createPersonStore({ redis, vault, schema }).load("telegram", 1)).toBeUndefined();
  });
});

describe("photos before agreement", () => {
  it("are held in order, once each, sealed, and dropped when accepted", async () => {
    const redis = await open();
    const held = createHeldPhotos({ redis, vault });
    expect(await held.hold("telegram", 7, { study: "telegram-a", content: "FILE-HANDLE-1", note: "n" })).toBe(
      true,
    );
    await new Promise((resolve) => setTimeout(resolve, 3));
    await held.hold("telegram", 7, { study: "telegram-b", content: "FILE-HANDLE-2", note: "n" });
    await held.hold("telegram", 7, { study: "telegram-a", content: "FILE-HANDLE-1", note: "n" });
    expect((await held.list("telegram", 7)).map(({ content }) => content)).toEqual([
      "FILE-HANDLE-1",
      "FILE-HANDLE-2",
    ]);
    expect(await held.list("telegram", 8)).toEqual([]);
    expect(await dump(redis)).not.toContain("FILE-HANDLE");
    await held.drop("telegram", 7, ["telegram-a"]);
    expect((await held.list("telegram", 7)).map(({ study }) => study)).toEqual(["telegram-b"]);
    await held.dropAll("telegram", 7);
    expect(await redis.dbsize()).toBe(0);
  });

  it("are gone when their hour is over, each by its own hour", async () => {
    const redis = await open();
    const held = createHeldPhotos({ redis, vault, heldSeconds: 0.6 });
    await held.hold("telegram", 7, { study: "telegram-a", content: "1", note: "n" });
    await new Promise((resolve) => setTimeout(resolve, 400));
    await held.hold("telegram", 7, { study: "telegram-b", content: "2", note: "n" });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await held.list("telegram", 7)).map(({ study }) => study)).toEqual(["telegram-b"]);
    await until(async () => (await redis.keys("held:*:telegram-*")).length === 0, 3_000);
    // Their senders can still be told.
    expect(await held.expired("telegram", 7)).toEqual([
      { study: "telegram-a", note: "n" },
      { study: "telegram-b", note: "n" },
    ]);
    await held.dropAll("telegram", 7);
    expect(await redis.dbsize()).toBe(0);
  });

  it(`are at most ${HELD_LIMIT} per person`, async () => {
    const held = createHeldPhotos({ redis: await open(), vault });
    for (let count = 0; count < HELD_LIMIT; count += 1) {
      expect(await held.hold("telegram", 7, { study: `telegram-${count}`, content: "x", note: "n" })).toBe(
        true,
      );
    }
    expect(await held.hold("telegram", 7, { study: "telegram-more", content: "x", note: "n" })).toBe(false);
    expect(await held.hold("telegram", 7, { study: "telegram-0", content: "x", note: "n" })).toBe(true);
  });
});

describe("the rate limit", () => {
  it("lets so many in per hour and person, tells the wait, and counts a redelivered photo once", async () => {
    const limit = createRateLimit({ redis: await open(), vault, perHour: 2 });
    expect(await limit.take("telegram", 1, "a")).toBe(0);
    expect(await limit.take("telegram", 1, "a")).toBe(0);
    expect(await limit.take("telegram", 1, "b")).toBe(0);
    const wait = await limit.take("telegram", 1, "c");
    expect(wait).toBeGreaterThan(3_590_000);
    expect(wait).toBeLessThanOrEqual(3_600_000);
    expect(await limit.take("telegram", 1, "a")).toBe(0);
    expect(await limit.take("telegram", 2, "c")).toBe(0);
  });
});

describe("invitations", () => {
  it("let in as many people as they say, each of them for good, and are kept nowhere in clear", async () => {
    const redis = await open();
    const invites = createInvites({ redis, vault });
    const code = await invites.create({ uses: 2, days: 7 });
    expect(await invites.isMember("telegram", 1)).toBe(false);
    expect(await invites.redeem("telegram", 1, "WRONG")).toBe(false);
    expect(await invites.redeem("telegram", 1, ` ${code.toLowerCase()} `)).toBe(true);
    expect(await invites.redeem("telegram", 1, code)).toBe(true);
    expect(await invites.redeem("telegram", 2, code)).toBe(true);
    expect(await invites.redeem("telegram", 3, code)).toBe(false);
    expect(await invites.isMember("telegram", 2)).toBe(true);
    expect(await dump(redis)).not.toContain(code);
    await invites.remove("telegram", 2);
    expect(await invites.isMember("telegram", 2)).toBe(false);
  });

  it("never let in more when everybody comes at once", async () => {
    const invites = createInvites({ redis: await open(), vault });
    const code = await invites.create({ uses: 3, days: 1 });
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, person) => invites.redeem("telegram", person, code)),
    );
    expect(results.filter(Boolean)).toHaveLength(3);
  });
});

describe("the delivery log", () => {
  it("tells a first send from one that was begun and one that is done", async () => {
    const log = createDeliveryLog({ redis: await open() });
    expect(await log.intend("s", "text")).toEqual({ state: "new" });
    expect(await log.intend("s", "text")).toEqual({ state: "intended" });
    expect(await log.stateOf("s", "picture")).toEqual({ state: "new" });
    await log.markSent("s", "text", 77);
    expect(await log.intend("s", "text")).toEqual({ state: "sent", messageId: "77" });
    await log.intend("s", "picture");
    await log.withdraw("s", "picture");
    expect(await log.intend("s", "picture")).toEqual({ state: "new" });
  });

  it("does not take its own command, sent again by a connection that broke, for an earlier send", async () => {
    const redis = await open();
    const broken = Object.create(redis, {
      eval: {
        value: async (...args: Parameters<typeof redis.eval>) => {
          await redis.eval(...args);
          return redis.eval(...args);
        },
      },
    });
    const log = createDeliveryLog({ redis: broken });
    expect(await log.intend("s", "picture")).toEqual({ state: "new" });
    expect(await log.intend("s", "picture")).toEqual({ state: "intended" });
  });
});

describe("receipts", () => {
  it("are one per album and go when its last photo is answered", async () => {
    const receipts = createReceipts({ redis: await open() });
    const first = await Promise.all(["a", "b", "c"].map((study) => receipts.expect("album", study)));
    expect(first.filter(Boolean)).toHaveLength(1);
    expect(await receipts.sent("album", 5)).toBe(true);
    expect(await receipts.settle("b")).toBeUndefined();
    expect(await receipts.settle("a")).toBeUndefined();
    expect(await receipts.settle("a")).toBeUndefined();
    expect(await receipts.settle("c")).toBe("5");
    // A delivery that runs twice asks twice.
    expect(await receipts.settle("c")).toBe("5");
  });

  it("that come after the answer are known to be useless", async () => {
    const receipts = createReceipts({ redis: await open() });
    await receipts.expect("s", "s");
    expect(await receipts.settle("s")).toBeUndefined();
    expect(await receipts.sent("s", 5)).toBe(false);
    expect(await receipts.settle("unknown")).toBeUndefined();
  });
});
