import { expect, it } from "vitest";
import { TERMS_VERSION } from "../../../src/channels/person.ts";
import { testHouse, until } from "../../runtime/owned.ts";
import { CHAT, openPages, PHOTO } from "./pages-fixture.ts";

const house = testHouse();

it("shows a reply once, however often it is sent", async () => {
  const { messenger } = await openPages(house);
  const first = await messenger.sendText(CHAT, "answer", { replyTo: PHOTO });
  const again = await messenger.sendText(CHAT, "answer", {
    replyTo: PHOTO,
    buttons: [[{ id: "p", label: "Picture" }]],
  });
  expect(again).toBe(first);
  const shown = await messenger.shown(CHAT, PHOTO);
  expect(shown.map(({ text, buttons }) => [text, buttons.length])).toEqual([["answer", 1]]);
});

it("rejects what belongs to a page whose time is up, and keeps nothing of it", async () => {
  const { messenger, redis } = await openPages(house, 0.3);
  await messenger.sendText(CHAT, "in time", { replyTo: PHOTO });
  await messenger.sendPicture(CHAT, Buffer.from("jpeg"), { replyTo: PHOTO });
  await until(async () => (await messenger.shown(CHAT, PHOTO)).length === 0);
  await expect(messenger.sendText(CHAT, "late", { replyTo: PHOTO })).rejects.toMatchObject({
    reason: "vanished",
  });
  await until(async () => (await redis.keys("web-*")).length === 0);
});

it("keeps words, pictures and tokens unreadable in Redis", async () => {
  const { messenger, visits, redis } = await openPages(house);
  await visits.link(PHOTO, CHAT);
  await visits.turnTo(CHAT, PHOTO);
  await messenger.sendText(CHAT, "Cardiomegaly", {
    buttons: [[{ id: `agree:${TERMS_VERSION}`, label: "Agree" }]],
  });
  await messenger.sendPicture(CHAT, Buffer.from("pixels of a film"), { replyTo: PHOTO });
  const keys = await redis.keys("*");
  const values = await Promise.all(
    keys.map(async (key) => {
      const kind = await redis.type(key);
      return kind === "hash" ? JSON.stringify(await redis.hgetall(key)) : String(await redis.get(key));
    }),
  );
  const stored = [...keys, ...values].join("\n");
  expect(keys.length).toBeGreaterThan(4);
  for (const secret of ["Cardiomegaly", "Agree", "pixels", PHOTO, CHAT]) expect(stored).not.toContain(secret);
  const lifetimes = await Promise.all(keys.map((key) => redis.pttl(key)));
  expect(lifetimes.every((milliseconds) => milliseconds > 0)).toBe(true);
});
