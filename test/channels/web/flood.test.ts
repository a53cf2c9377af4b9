import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { type ClientRequest, request } from "node:http";
import { describe, expect, it } from "vitest";
import { TERMS_VERSION } from "../../../src/channels/person.ts";
import { openEye, openRedis } from "../../queue/redis-fixture.ts";
import { testHouse, until } from "../../runtime/owned.ts";
import { onboard, startWeb, type WebProcess } from "./web-fixture.ts";

const house = testHouse();
const MARK = "----mark";
const PEOPLE = 20;
const UPLOADS = 1_000;
const PHOTO_BYTES = 24 * 1024;
const MEBIBYTE = 1024 * 1024;

/** As the image runs it. */
const [, NODE_OPTIONS, MALLOC_ARENA_MAX] =
  /FROM app AS bot\n(?:#.*\n)*ENV NODE_OPTIONS="([^"]+)" MALLOC_ARENA_MAX=(\d)/.exec(
    readFileSync("Dockerfile", "utf8"),
  ) ?? [];
if (!NODE_OPTIONS || !MALLOC_ARENA_MAX)
  throw new Error("Dockerfile: the bot's memory settings are not found");
const AS_IN_IMAGE = { NODE_OPTIONS, MALLOC_ARENA_MAX, LOG_LEVEL: "info" };

/** The most memory the process has ever had, in bytes. */
function peakOf({ child }: WebProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}

type Sending = { call: ClientRequest; answered: Promise<number> };

/** Begins a request; the status is 0 when the connection ends before an answer. */
function begin(web: WebProcess, path: string, headers: Record<string, string>): Sending {
  const { hostname, port } = new URL(web.root);
  const call = request({ hostname, port, path, method: "POST", agent: false, headers });
  const answered = new Promise<number>((resolve) => {
    call.on("response", (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    call.on("error", () => resolve(0)).on("close", () => resolve(0));
  });
  return { call, answered };
}

describe("a flood", { timeout: 300_000 }, () => {
  it("of 1,000 uploads at once, half of them broken off, leaves exactly the others, and the page alive", async () => {
    const { url } = await openRedis(house);
    const eye = openEye(house, url);
    const web = await startWeb(house, url, { ...AS_IN_IMAGE, RATE_LIMIT_PER_HOUR: "100000" });
    const people = await Promise.all(
      Array.from({ length: PEOPLE }, async () => {
        const visitor = await onboard(web.root);
        return { cookie: visitor.cookie(), token: visitor.token() };
      }),
    );
    const before = (await eye.keys("*")).length;

    const all = Array.from({ length: UPLOADS }, (_, place) => {
      const { cookie, token } = people[place % PEOPLE]!;
      const photo = randomBytes(PHOTO_BYTES);
      const head = `--${MARK}\r\ncontent-disposition: form-data; name="token"\r\n\r\n${token}\r\n--${MARK}\r\ncontent-disposition: form-data; name="file"; filename="f"\r\n\r\n`;
      const body = Buffer.concat([Buffer.from(head), photo, Buffer.from(`\r\n--${MARK}--\r\n`)]);
      const headers = {
        cookie,
        origin: web.root,
        "content-type": `multipart/form-data; boundary=${MARK}`,
        "content-length": String(body.byteLength),
      };
      const sending = begin(web, "/photo", headers);
      sending.call.write(body.subarray(0, PHOTO_BYTES / 2));
      return { ...sending, headers, body, broken: place % 2 === 1 };
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    for (const { call, body, broken } of all) {
      if (broken) call.destroy();
      else call.end(body.subarray(PHOTO_BYTES / 2));
    }
    const statuses = await Promise.all(
      all
        .filter(({ broken }) => !broken)
        .map(async ({ answered, headers, body }) => {
          let status = await answered;
          // On a crowded machine Redis may be too slow for some: they are asked to come again, with the same form.
          for (let tries = 0; status === 503 && tries < 50; tries += 1) {
            await new Promise((resolve) => setTimeout(resolve, 500 + Math.random() * 1_000));
            const again = begin(web, "/photo", headers);
            again.call.end(body);
            status = await again.answered;
          }
          return status;
        }),
    );
    expect(statuses.filter((status) => status !== 303)).toEqual([]);

    const count = async (pattern: string) => (await eye.keys(pattern)).length;
    expect(await count("photo:web-*")).toBe(UPLOADS / 2);
    expect(await count("web-link:*")).toBe(UPLOADS / 2);
    expect(await eye.llen("bull:studies:wait")).toBe(UPLOADS / 2);
    // Nothing of a broken upload: for each whole one its photo, page, link, job and receipts, and no more.
    const each = ((await eye.keys("*")).length - before) / (UPLOADS / 2);
    expect(each).toBeLessThan(10);
    expect(web.child.exitCode).toBeNull();
    expect(await (await fetch(`${web.root}/ping`)).text()).toBe("pong");
    console.log(`peak of the process: ${Math.round(peakOf(web) / MEBIBYTE)} MB`);
    expect(peakOf(web)).toBeLessThan(150 * MEBIBYTE);
    expect(await web.stop()).toBe(0);
    expect(web.log()).not.toContain('"level":"error"');
  });

  it("of large uploads that never end takes no more memory than uploads may have, and lets it go again", async () => {
    const { url } = await openRedis(house);
    const web = await startWeb(house, url, AS_IN_IMAGE);
    const headers = { "content-type": "image/jpeg", "content-length": String(19 * MEBIBYTE) };
    const all = Array.from({ length: 40 }, () => begin(web, `/api/classify?terms=${TERMS_VERSION}`, headers));
    for (const { call } of all) call.write(randomBytes(4 * MEBIBYTE));
    const refused: number[] = [];
    for (const { answered } of all) void answered.then((status) => refused.push(status));
    // Each says that it is nearly all there is room for: one is read, the others wait their time and are told.
    await until(() => refused.length >= 39, 90_000);
    expect(new Set(refused)).toEqual(new Set([503]));
    console.log(`peak of the process: ${Math.round(peakOf(web) / MEBIBYTE)} MB`);
    expect(peakOf(web)).toBeLessThan(140 * MEBIBYTE);
    for (const { call } of all) call.destroy();
    const visitor = await onboard(web.root);
    await until(async () => {
      const again = await visitor.send(new Uint8Array(randomBytes(15 * MEBIBYTE)));
      return again.status === 200;
    });
  });
});
