import { describe, expect, it } from "vitest";
import { photoKey } from "../../src/queue/photo-store.ts";
import { QueueUnavailable } from "../../src/queue/queue-unavailable.ts";
import { testHouse, until } from "../runtime/owned.ts";
import { fetchJob, openEye, openProducer, openRedis, studyJob, vault } from "./redis-fixture.ts";

const house = testHouse();

async function failureOf(work: Promise<unknown>): Promise<{ error: unknown; milliseconds: number }> {
  const begun = Date.now();
  const error = await work.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  return { error, milliseconds: Date.now() - begun };
}

describe("adding", () => {
  it("collapses the same message into one study, however often and however many at once", async () => {
    const { url } = await openRedis(house);
    const { producer } = await openProducer(house, url);
    const eye = openEye(house, url);
    const job = studyJob();
    const photo = Buffer.from("abc");
    expect(await producer.addStudy(job, photo)).toEqual({ added: true, position: 1 });
    const repeated = await Promise.all(Array.from({ length: 20 }, () => producer.addStudy(job, photo)));
    expect(repeated.every(({ added, position }) => !added && position === 1)).toBe(true);
    expect(await eye.llen("bull:studies:wait")).toBe(1);
    expect(await producer.addStudy(studyJob(), photo)).toEqual({ added: true, position: 2 });
  });

  it("stores the photo before its study and brings a missing photo back with a redelivered update", async () => {
    const { url } = await openRedis(house);
    const { producer, photos } = await openProducer(house, url);
    const job = studyJob();
    await producer.addStudy(job, Buffer.from("abc"));
    expect((await photos.get(photoKey(job.study)))?.toString()).toBe("abc");
    await photos.delete(photoKey(job.study));
    await producer.addStudy(job, Buffer.from("abc"));
    expect((await photos.get(photoKey(job.study)))?.toString()).toBe("abc");
  });

  it("refuses a payload above 8 KB", async () => {
    const { url } = await openRedis(house);
    const { producer } = await openProducer(house, url);
    await expect(producer.addFetch(fetchJob({ handle: "x".repeat(8 * 1024) }))).rejects.toThrow(RangeError);
  });

  it("leaves nothing of the chat, the handle or the photo readable in Redis' files", async () => {
    const dir = await house.folder();
    const { url } = await openRedis(house, { dir });
    const { producer } = await openProducer(house, url);
    const secret = "SECRET-FILE-HANDLE-9f3b";
    const { study, ...rest } = fetchJob();
    await producer.addFetch({ ...rest, study, handle: vault.seal(secret, study) });
    const photo = Buffer.concat([Buffer.from("PLAIN-PHOTO-BYTES"), Buffer.alloc(5_000, 65)]);
    await producer.addStudy(studyJob(), photo);
    const eye = openEye(house, url);
    const files = (await eye.config("GET", "appenddirname")) as string[];
    const { readdir, readFile } = await import("node:fs/promises");
    const folder = `${dir}/redis/${files[1]}`;
    const text = (
      await Promise.all((await readdir(folder)).map((name) => readFile(`${folder}/${name}`, "latin1")))
    ).join("");
    expect(text.length).toBeGreaterThan(5_000);
    for (const clear of [secret, "PLAIN-PHOTO-BYTES", "A".repeat(100)])
      expect(text.includes(clear)).toBe(false);
  });
});

describe("with Redis in trouble", () => {
  it("fails within two seconds when Redis is away, and works again when it is back", async () => {
    const redis = await openRedis(house);
    const { producer } = await openProducer(house, redis.url);
    await producer.addStudy(studyJob(), Buffer.from("abc"));
    // Stopped, not killed: connections stay open and nothing answers, the worst way of being away.
    process.kill(redis.pid() ?? 0, "SIGSTOP");
    try {
      const { error, milliseconds } = await failureOf(producer.addStudy(studyJob(), Buffer.from("abc")));
      expect(error).toBeInstanceOf(QueueUnavailable);
      expect(error).toMatchObject({ reason: "away" });
      expect(milliseconds).toBeLessThan(2_000);
    } finally {
      process.kill(redis.pid() ?? 0, "SIGCONT");
    }
    await until(() =>
      producer.addStudy(studyJob(), Buffer.from("abc")).then(
        () => true,
        () => false,
      ),
    );
  });

  it("fails at once when Redis was killed, even for a queue it never spoke of, and works again by itself", async () => {
    const redis = await openRedis(house);
    const { producer } = await openProducer(house, redis.url);
    process.kill(redis.pid() ?? 0, "SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, 30));
    const { error, milliseconds } = await failureOf(producer.addFetch(fetchJob()));
    expect(error).toMatchObject({ name: "QueueUnavailable", reason: "away" });
    expect(milliseconds).toBeLessThan(2_000);
    await until(() =>
      producer.addFetch(fetchJob()).then(
        () => true,
        () => false,
      ),
    );
  });

  it("refuses new photos before memory runs out and stores nothing of them", async () => {
    const { url } = await openRedis(house, { maxmemoryBytes: 4_000_000 });
    const { producer } = await openProducer(house, url);
    const eye = openEye(house, url);
    const photo = Buffer.alloc(200_000, 1);
    const accepted: string[] = [];
    let refused: unknown;
    for (let tries = 0; tries < 100 && refused === undefined; tries += 1) {
      const job = studyJob();
      const added = await failureOf(producer.addStudy(job, photo));
      if (added.error === undefined) accepted.push(job.study);
      else refused = added.error;
    }
    expect(refused).toMatchObject({ name: "QueueUnavailable", reason: "full" });
    expect(accepted.length).toBeGreaterThan(2);
    expect((await eye.keys("photo:*")).sort()).toEqual(accepted.map(photoKey).sort());
    expect(await eye.llen("bull:studies:wait")).toBe(accepted.length);
    // What was accepted can still be worked off: there is memory left for that.
    await eye.set("still", "writable");
  });

  it.each([
    ["full", "maxmemory", "1"],
    ["read-only", "min-replicas-to-write", "1"],
  ] as const)("names Redis' own refusal as %s and stores nothing", async (reason, setting, value) => {
    const { url } = await openRedis(house);
    const { producer } = await openProducer(house, url);
    const eye = openEye(house, url);
    await producer.addFetch(fetchJob());
    const before = await eye.dbsize();
    await eye.config("SET", setting, value);
    const { error } = await failureOf(producer.addStudy(studyJob(), Buffer.from("abc")));
    expect(error).toMatchObject({ name: "QueueUnavailable", reason });
    expect(await eye.dbsize()).toBe(before);
    expect(await eye.keys("photo:*")).toEqual([]);
  });
});
