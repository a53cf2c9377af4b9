import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { type Consumer, consume } from "../../src/queue/consumer.ts";
import { ReplyJob } from "../../src/queue/jobs.ts";
import { KEY, openEye, openProducer, openRedis, studyJob } from "../queue/redis-fixture.ts";
import { testHouse, until } from "../runtime/owned.ts";

const house = testHouse();
const SCRIPT = fileURLToPath(new URL("../fixtures/queue/poison-worker.mjs", import.meta.url));

/** Starts the worker again whenever it dies, as compose or `roentgram start` would. */
function keepAlive(url: string): { batches: string[][]; deaths: () => number } {
  const batches: string[][] = [];
  let deaths = 0;
  let stopping = false;
  let child: ChildProcess;
  const start = () => {
    child = spawn(process.execPath, [SCRIPT, url, KEY.toString("base64")], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    child.stdout?.on("data", (chunk: Buffer) => {
      for (const line of chunk.toString().split("\n").filter(Boolean))
        batches.push(JSON.parse(line) as string[]);
    });
    child.once("exit", () => {
      if (stopping) return;
      deaths += 1;
      start();
    });
  };
  start();
  house.own("worker", undefined, () => {
    stopping = true;
    const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill("SIGKILL");
    return ended;
  });
  return { batches, deaths: () => deaths };
}

it("a study that kills its worker is found alone, given up after three deaths, and nobody else pays for it", async () => {
  const { url } = await openRedis(house);
  const { producer } = await openProducer(house, url);
  const eye = openEye(house, url);
  const poison = studyJob();
  const innocents = Array.from({ length: 7 }, () => studyJob());
  await producer.addStudy(poison, Buffer.from("poison"));
  for (const [place, job] of innocents.entries())
    await producer.addStudy(job, Buffer.from(`innocent ${place}`));

  const replies = new Map<string, ReplyJob>();
  const consumer: Consumer = consume(
    "replies-telegram",
    ReplyJob,
    async (reply) => void replies.set(reply.study, reply),
    { url, log: house.log },
  );
  house.own("replies", consumer, (it) => it.close(1_000));
  const { batches, deaths } = keepAlive(url);

  await until(() => replies.size === innocents.length + 1, 110_000);
  expect(replies.get(poison.study)?.reading).toEqual({
    outcome: "refused",
    refusal: "unprocessable",
    detail: {},
  });
  for (const { study } of innocents) expect(replies.get(study)?.reading.outcome).toBe("findings");
  // The first death happened beside others and does not count: three more alone.
  expect(deaths()).toBe(4);
  const deadly = batches.filter((batch) => batch.includes("poison"));
  expect(deadly[0]!.length).toBeGreaterThan(1);
  expect(deadly.slice(1)).toEqual([["poison"], ["poison"], ["poison"]]);
  // Nobody is charged: every record of an innocent study is gone.
  expect(await eye.keys("flight:*")).toEqual([]);
}, 120_000);
