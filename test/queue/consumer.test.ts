import { describe, expect, it } from "vitest";
import { type Consumer, consume } from "../../src/queue/consumer.ts";
import { FetchJob, StudyJob } from "../../src/queue/jobs.ts";
import { Postpone, RetryLater } from "../../src/queue/retry.ts";
import { testHouse, until } from "../runtime/owned.ts";
import { fetchJob, openEye, openProducer, openRedis, studyJob } from "./redis-fixture.ts";

const house = testHouse();
const PHOTO = Buffer.from("abc");

function own(consumer: Consumer): Consumer {
  return house.own("consumer", consumer, (it) => it.close(1_000));
}

describe("a consumer", () => {
  it("gives each study to its handler once", async () => {
    const { url } = await openRedis(house);
    const { producer } = await openProducer(house, url);
    const jobs = Array.from({ length: 30 }, () => studyJob());
    for (const job of jobs) await producer.addStudy(job, PHOTO);
    const seen: string[] = [];
    own(
      consume("studies", StudyJob, async ({ study }) => void seen.push(study), {
        url,
        log: house.log,
        concurrency: 8,
      }),
    );
    await until(() => seen.length === jobs.length);
    expect(seen.toSorted()).toEqual(jobs.map(({ study }) => study).toSorted());
  });

  it("tries again whatever fails, and counts the attempts", async () => {
    const { url } = await openRedis(house);
    const { producer } = await openProducer(house, url);
    await producer.addStudy(studyJob(), PHOTO);
    const attempts: number[] = [];
    own(
      consume(
        "studies",
        StudyJob,
        async (_, { attempt }) => {
          attempts.push(attempt);
          if (attempt < 3) throw new Error("the messenger answered 502");
        },
        { url, log: house.log },
      ),
    );
    await until(() => attempts.length === 3);
    expect(attempts).toEqual([1, 2, 3]);
  });

  it("keeps no secret of a failed attempt, and one stack however many attempts", async () => {
    const { url } = await openRedis(house);
    const { producer } = await openProducer(house, url);
    const eye = openEye(house, url);
    const job = studyJob();
    await producer.addStudy(job, PHOTO);
    const token = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";
    const attempts: number[] = [];
    own(
      consume(
        "studies",
        StudyJob,
        async (_, { attempt }) => {
          attempts.push(attempt);
          if (attempt < 3) throw new TypeError(`fetch https://api.telegram.org/bot${token}/getFile failed`);
        },
        { url, log: house.log },
      ),
    );
    await until(() => attempts.length === 3);
    const stored = JSON.stringify(await eye.hgetall(`bull:studies:${job.study}`));
    expect(stored).toContain("getFile failed");
    expect(stored.match(/TypeError/g)?.length).toBe(1);
    expect(stored + house.lines.join("")).not.toContain(token.split(":")[1]);
  });

  it("fails a payload it does not understand at once, without handing it over", async () => {
    const { url } = await openRedis(house);
    const { producer } = await openProducer(house, url);
    const eye = openEye(house, url);
    await producer.addStudy({ ...studyJob(), v: 2 as 1 }, PHOTO);
    const handled: string[] = [];
    own(consume("studies", StudyJob, async ({ study }) => void handled.push(study), { url, log: house.log }));
    await until(async () => (await eye.zcard("bull:studies:failed")) === 1);
    expect(handled).toEqual([]);
  });

  it("rests the whole queue when told to retry later, without counting an attempt", async () => {
    const { url } = await openRedis(house);
    const { producer } = await openProducer(house, url);
    await producer.addFetch(fetchJob());
    await producer.addFetch(fetchJob());
    const seen: { at: number; attempt: number }[] = [];
    own(
      consume(
        "fetches-telegram",
        FetchJob,
        async (_, { attempt }) => {
          seen.push({ at: Date.now(), attempt });
          if (seen.length === 1) throw new RetryLater(1_000);
        },
        { url, log: house.log },
      ),
    );
    await until(() => seen.length === 3);
    expect(seen.map(({ attempt }) => attempt)).toEqual([1, 1, 1]);
    expect(seen[1]!.at - seen[0]!.at).toBeGreaterThan(900);
  });

  it("postpones one job and goes on with the others", async () => {
    const { url } = await openRedis(house);
    const { producer } = await openProducer(house, url);
    const [first, second] = [fetchJob(), fetchJob()];
    await producer.addFetch(first);
    await producer.addFetch(second);
    const seen: string[] = [];
    own(
      consume(
        "fetches-telegram",
        FetchJob,
        async ({ study }, { attempt }) => {
          seen.push(`${study} ${attempt}`);
          if (seen.length === 1) throw new Postpone(800);
        },
        { url, log: house.log },
      ),
    );
    await until(() => seen.length === 3);
    expect(seen).toEqual([`${first.study} 1`, `${second.study} 1`, `${first.study} 1`]);
  });

  it("finishes what is in hand when it is closed", async () => {
    const { url } = await openRedis(house);
    const { producer } = await openProducer(house, url);
    const eye = openEye(house, url);
    await producer.addStudy(studyJob(), PHOTO);
    let begun = false;
    const consumer = own(
      consume(
        "studies",
        StudyJob,
        async () => {
          begun = true;
          await new Promise((resolve) => setTimeout(resolve, 600));
        },
        { url, log: house.log },
      ),
    );
    await until(() => begun);
    await consumer.close(5_000);
    expect(await eye.zcard("bull:studies:completed")).toBe(1);
  });

  it("aborts the signal when the grace is over and leaves the job for another process", async () => {
    const { url } = await openRedis(house);
    const { producer } = await openProducer(house, url);
    const eye = openEye(house, url);
    await producer.addStudy(studyJob(), PHOTO);
    let signal: AbortSignal | undefined;
    const consumer = own(
      consume(
        "studies",
        StudyJob,
        (_, context) => {
          signal = context.signal;
          return new Promise((_resolve, reject) => {
            context.signal.addEventListener("abort", () => reject(new Error("aborted")));
          });
        },
        { url, log: house.log },
      ),
    );
    await until(() => signal !== undefined);
    await consumer.close(300);
    expect(signal?.aborted).toBe(true);
    expect((await eye.zcard("bull:studies:delayed")) + (await eye.llen("bull:studies:active"))).toBe(1);
  });
});

describe("when Redis dies", () => {
  it("no acknowledged study is lost, and the consumer goes on by itself", async () => {
    const redis = await openRedis(house);
    const { producer } = await openProducer(house, redis.url);
    const seen = new Set<string>();
    own(
      consume(
        "studies",
        StudyJob,
        async ({ study }) => {
          await new Promise((resolve) => setTimeout(resolve, 5));
          seen.add(study);
        },
        { url: redis.url, log: house.log, concurrency: 4 },
      ),
    );
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      for (let count = 0; count < 25; count += 1) {
        const job = studyJob();
        await producer.addStudy(job, PHOTO);
        acknowledged.push(job.study);
      }
      const killed = redis.pid();
      process.kill(killed ?? 0, "SIGKILL");
      await until(() => redis.pid() !== killed);
      await until(() =>
        producer.hasReply({ channel: "telegram", study: "x" }).then(
          () => true,
          () => false,
        ),
      );
    }
    await until(() => acknowledged.every((study) => seen.has(study)), 25_000);
  });

  it("closes soon with nothing in hand, although nobody answers", async () => {
    const redis = await openRedis(house);
    const consumer = own(consume("studies", StudyJob, async () => {}, { url: redis.url, log: house.log }));
    await until(() => consumer.running());
    await new Promise((resolve) => setTimeout(resolve, 200));
    process.kill(redis.pid() ?? 0, "SIGSTOP");
    const begun = Date.now();
    await consumer.close(20_000);
    expect(Date.now() - begun).toBeLessThan(5_000);
    process.kill(redis.pid() ?? 0, "SIGCONT");
  });
});

describe("when Redis is full", () => {
  it("rests instead of asking without end, and works everything off once there is room", async () => {
    const { url } = await openRedis(house);
    const { producer } = await openProducer(house, url);
    const eye = openEye(house, url);
    for (let count = 0; count < 5; count += 1) await producer.addStudy(studyJob(), PHOTO);
    await eye.config("SET", "maxmemory", "1");
    const handled: string[] = [];
    own(consume("studies", StudyJob, async ({ study }) => void handled.push(study), { url, log: house.log }));
    await new Promise((resolve) => setTimeout(resolve, 500));
    const calls = async () => Number(/total_commands_processed:(\d+)/.exec(await eye.info("stats"))?.[1]);
    const before = await calls();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect((await calls()) - before).toBeLessThan(100);
    expect(handled).toEqual([]);
    await eye.config("SET", "maxmemory", "0");
    await until(() => handled.length === 5);
  });
});
