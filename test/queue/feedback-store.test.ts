import { describe, expect, it } from "vitest";
import { CASE_DAYS, FEEDBACK_DAYS } from "../../src/core/retention.ts";
import type { CaseRecord } from "../../src/queue/case-record.ts";
import { createFeedbackStore } from "../../src/queue/feedback-store.ts";
import { createGivenPhotos } from "../../src/queue/given-photos.ts";
import { createPeople } from "../../src/queue/people.ts";
import { testHouse } from "../runtime/owned.ts";
import { openEye, openRedis, vault } from "./redis-fixture.ts";

const house = testHouse();
const DAY = 86_400;
const PERSON = vault.pseudonym("telegram", 7);
const OTHER = vault.pseudonym("telegram", 8);
const PHOTO = Buffer.from("a film that was given");

function caseOf(message: number, person = PERSON): CaseRecord {
  return {
    v: 1,
    study: vault.studyId("telegram", 7, message),
    channel: "telegram",
    person,
    day: "2026-11-25",
    findings: [{ label: "Mass", band: "possible" }],
    grade: "fair",
    model: { name: "m", version: "1", sha256: "0".repeat(64) },
  };
}

async function open() {
  const { url } = await openRedis(house);
  const redis = openEye(house, url);
  const clock = { now: Date.now() };
  const store = createFeedbackStore({ redis, vault, now: () => clock.now });
  const days = async (key: string) => Math.round((await redis.ttl(key)) / DAY);
  return { redis, store, clock, days };
}

describe("feedback", () => {
  it("replaces what the same person said before, and is nobody else's to give", async () => {
    const { store } = await open();
    const opened = caseOf(1);
    await store.openCase(opened);
    expect(await store.caseOf(opened.study, PERSON)).toEqual(opened);
    expect(await store.caseOf(opened.study, OTHER)).toBeUndefined();
    expect(await store.give(opened.study, OTHER, { kind: "agree" })).toBe(false);
    expect(await store.give(caseOf(2).study, PERSON, { kind: "agree" })).toBe(false);
    expect(await store.give(opened.study, PERSON, { kind: "agree" })).toBe(true);
    expect(await store.give(opened.study, PERSON, { kind: "confirmed", labels: ["Hernia"] })).toBe(true);
    expect(await store.list(0)).toEqual([
      { v: 1, case: opened, verdict: { kind: "confirmed", labels: ["Hernia"] }, at: expect.any(Number) },
    ]);
    expect(await store.withdraw(opened.study, OTHER)).toBe(false);
    expect(await store.withdraw(opened.study, PERSON)).toBe(true);
    expect(await store.list(0)).toEqual([]);
  });

  it("keeps what the network said first when a case is opened twice", async () => {
    const { store } = await open();
    await store.openCase(caseOf(1));
    await store.openCase({ ...caseOf(1), day: "2026-11-26" });
    await store.give(caseOf(1).study, PERSON, { kind: "agree" });
    expect((await store.list(0))[0]?.case.day).toBe("2026-11-25");
  });

  it("leaves nothing readable in Redis", async () => {
    const { redis, store } = await open();
    await store.openCase(caseOf(1));
    await store.keepPhoto(caseOf(1).study, PHOTO);
    await store.give(caseOf(1).study, PERSON, { kind: "confirmed", labels: ["Hernia"] });
    const { study } = caseOf(1);
    for (const key of [`case:${study}`, `feedback:${study}`, `given:${study}`]) {
      const stored = await redis.getBuffer(key);
      expect(stored).not.toBeNull();
      for (const secret of ["Mass", "Hernia", "confirmed", "film"])
        expect(stored?.includes(secret)).toBe(false);
    }
  });

  it("keeps a given photo for the time of the case, for a confirmation's time once there is one, and no longer again", async () => {
    const { store, days } = await open();
    const { study } = caseOf(1);
    await store.openCase(caseOf(1));
    expect(await store.keepPhoto(study, PHOTO)).toBe(true);
    expect(await store.keepPhoto(study, Buffer.from("another"))).toBe(true);
    expect(await store.photoOf(study)).toEqual(PHOTO);
    expect(await days(`given:${study}`)).toBe(CASE_DAYS);
    await store.give(study, PERSON, { kind: "disagree" });
    expect(await days(`given:${study}`)).toBe(CASE_DAYS);
    await store.give(study, PERSON, { kind: "confirmed", labels: [] });
    expect(await days(`given:${study}`)).toBe(FEEDBACK_DAYS);
    await store.withdraw(study, PERSON);
    expect(await days(`given:${study}`)).toBe(CASE_DAYS);
  });

  it("erases a photo whose confirmation is taken back after the case's own time is up", async () => {
    const { store, clock } = await open();
    const { study } = caseOf(1);
    // Opened longer ago than a case lasts.
    clock.now -= (CASE_DAYS + 5) * DAY * 1000;
    await store.openCase(caseOf(1));
    clock.now += (CASE_DAYS + 5) * DAY * 1000;
    await store.keepPhoto(study, PHOTO);
    await store.give(study, PERSON, { kind: "confirmed", labels: ["Mass"] });
    expect(await store.photoOf(study)).toEqual(PHOTO);
    await store.withdraw(study, PERSON);
    expect(await store.photoOf(study)).toBeUndefined();
  });

  it("erases a person's given photos, or all of theirs, and nobody else's", async () => {
    const { redis, store } = await open();
    for (const record of [caseOf(1), caseOf(2), caseOf(3, OTHER)]) {
      await store.openCase(record);
      await store.keepPhoto(record.study, PHOTO);
      await store.give(record.study, record.person, { kind: "agree" });
    }
    await store.erasePhotos("telegram", PERSON);
    expect(await redis.keys("given:*")).toEqual([`given:${caseOf(3).study}`]);
    expect(await store.list(0)).toHaveLength(3);
    await store.forget("telegram", PERSON);
    expect((await store.list(0)).map((record) => record.case.person)).toEqual([OTHER]);
    expect(
      (await redis.keys("*")).filter((key) => key.includes(caseOf(1).study) || key.includes(PERSON)),
    ).toEqual([]);
  });

  it("gives only feedback since a time, the oldest first", async () => {
    const { store, clock } = await open();
    for (const message of [1, 2, 3]) {
      await store.openCase(caseOf(message));
      await store.give(caseOf(message).study, PERSON, { kind: "agree" });
      clock.now += DAY * 1000;
    }
    const since = clock.now - 2.5 * DAY * 1000;
    expect((await store.list(since)).map((record) => record.case.study)).toEqual([
      caseOf(2).study,
      caseOf(3).study,
    ]);
  });
});

describe("given photos", () => {
  it("stop at their limit, and at half of Redis' memory: photos that wait to be read come first", async () => {
    const { url } = await openRedis(house, { maxmemoryBytes: 8 * 2 ** 20 });
    const redis = openEye(house, url);
    const few = createGivenPhotos({ redis, vault, limit: 2 });
    const until = Date.now() + 60_000;
    expect(await few.keep("a", PHOTO, until)).toBe(true);
    expect(await few.keep("b", PHOTO, until)).toBe(true);
    expect(await few.keep("c", PHOTO, until)).toBe(false);
    expect(await few.keep("a", PHOTO, until), "kept already").toBe(true);
    await few.erase(["a"]);
    expect(await few.keep("c", PHOTO, until)).toBe(true);
    expect(await createGivenPhotos({ redis, vault }).keep("d", Buffer.alloc(5 * 2 ** 20), until)).toBe(false);
    expect(await redis.exists("given:d")).toBe(0);
  });
});

describe("the register of people", () => {
  it("knows days and counts by pseudonym, and forgets them but not who is shut out", async () => {
    const { url } = await openRedis(house);
    const redis = openEye(house, url);
    const clock = { now: Date.UTC(2026, 10, 24, 23) };
    const people = createPeople({ redis, vault, now: () => clock.now });
    expect(await people.greet("telegram", 7)).toEqual({ blocked: false });
    await people.countStudy("telegram", 7);
    clock.now += 2 * 3_600_000;
    await people.greet("telegram", 7);
    await people.greet("whatsapp", 7);
    expect(await people.list()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          channel: "telegram",
          pseudonym: PERSON,
          firstSeen: "2026-11-24",
          lastSeen: "2026-11-25",
          studies: 1,
          blocked: false,
        }),
        expect.objectContaining({ channel: "whatsapp", studies: 0 }),
      ]),
    );
    expect(await people.setBlocked("telegram", PERSON, true)).toBe(true);
    expect(await people.setBlocked("telegram", PERSON, true)).toBe(false);
    await people.forget("telegram", 7);
    expect(await people.greet("telegram", 7)).toEqual({ blocked: true });
    expect((await people.list()).find(({ pseudonym }) => pseudonym === PERSON)).toMatchObject({
      firstSeen: "2026-11-25",
      studies: 0,
      blocked: true,
    });
    expect(await redis.ttl(`seen:telegram:${PERSON}`)).toBeGreaterThan(0);
    expect(await people.setBlocked("telegram", PERSON, false)).toBe(true);
    expect(await people.greet("telegram", 7)).toEqual({ blocked: false });
  });
});
