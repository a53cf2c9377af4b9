import { execFile } from "node:child_process";
import { cp } from "node:fs/promises";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { NEWCOMER, Person } from "../../src/channels/person.ts";
import { openBacking } from "../../src/queue/backing.ts";
import { createPersonStore } from "../../src/queue/person-store.ts";
import { createPhotoStore, photoKey } from "../../src/queue/photo-store.ts";
import { KEY, openEye, openProducer, openRedis, studyJob, vault } from "../queue/redis-fixture.ts";
import { testHouse, until } from "../runtime/owned.ts";

const house = testHouse();
const run = promisify(execFile);

/** A Redis with a study that waits and a person, backed up while it runs as docs/operations.md says. */
async function backedUp() {
  const dir = await house.folder();
  const { url } = await openRedis(house, { dir });
  await (
    await openBacking(
      { REDIS_URL: url, PHOTO_KEY: KEY.toString("base64"), DATA_DIR: dir },
      { log: house.log },
    )
  ).stop();
  const redis = openEye(house, url);
  const persons = createPersonStore({ redis, vault, schema: Person });
  await persons.save("telegram", 7, { ...NEWCOMER, language: "sw" });
  const { producer } = await openProducer(house, url);
  const job = studyJob();
  await producer.addStudy(job, Buffer.from("film"));
  await redis.bgrewriteaof();
  await until(async () =>
    /aof_rewrite_in_progress:0\s+aof_rewrite_scheduled:0/.test(await redis.info("persistence")),
  );
  const copy = await house.folder();
  await cp(`${dir}/redis/appendonlydir`, `${copy}/redis/appendonlydir`, { recursive: true });
  return { copy, job, dir };
}

it("brings studies that wait and people back into a fresh Redis, with the same key", async () => {
  const { copy, job } = await backedUp();
  const { url } = await openRedis(house, { dir: copy });
  const settings = { REDIS_URL: url, PHOTO_KEY: KEY.toString("base64"), DATA_DIR: copy };
  await (await openBacking(settings, { log: house.log })).stop();
  const redis = openEye(house, url);
  expect(await createPersonStore({ redis, vault, schema: Person }).load("telegram", 7)).toMatchObject({
    language: "sw",
  });
  expect(await redis.lrange("bull:studies:wait", 0, -1)).toEqual([job.study]);
  const photo = await createPhotoStore({ redis, vault }).get(photoKey(job.study));
  expect(photo?.toString()).toBe("film");
});

it("is refused in one line that says what to do where the key is another one", async () => {
  const { copy } = await backedUp();
  const { url } = await openRedis(house, { dir: copy });
  const env = {
    PATH: process.env["PATH"],
    REDIS_URL: url,
    PHOTO_KEY: Buffer.alloc(32, 9).toString("base64"),
  };
  const failed = await run(process.execPath, ["dist/src/cli/main.js", "queue", "status"], { env }).catch(
    (error: { code: number; stderr: string }) => error,
  );
  expect(failed).toMatchObject({ code: 1 });
  expect(failed.stderr).toMatch(
    /^PHOTO_KEY: is not the key that this Redis was used with before\. Set that one/,
  );
  expect(failed.stderr.trim().split("\n")).toHaveLength(1);
});
