import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ContentHash } from "../../../src/networks/public/content-hash.ts";
import { type DownloadOptions, download } from "../../../src/networks/public/download.ts";
import { withFolder } from "../agreement.ts";
import { sendFile, withServer } from "./file-server.ts";

const CONTENT = randomBytes(300_000);
const SHA256 = createHash("sha256").update(CONTENT).digest("hex");
const HASH: ContentHash = { kind: "sha256", hex: SHA256, bytes: CONTENT.length, source: "this test" };

const get = (address: string, to: string, more: Partial<DownloadOptions> = {}) =>
  download({
    address,
    to,
    hash: null,
    onProgress: () => undefined,
    stallMilliseconds: 2000,
    tries: 1,
    backOffMilliseconds: 1,
    ...more,
  });

/** What a download must leave when it can never be finished: nothing. */
async function expectNothingKept(
  address: string,
  more: Partial<DownloadOptions>,
  message: RegExp,
): Promise<void> {
  await withFolder(async (folder) => {
    await expect(get(address, join(folder, "new", "file"), more)).rejects.toThrow(message);
    expect(readdirSync(folder)).toEqual([]);
  });
}

describe("a download", () => {
  test("comes whole, is counted on the way, and leaves nothing but the file", () =>
    withServer(
      (request, response) => sendFile(request, response, CONTENT),
      (address) =>
        withFolder(async (folder) => {
          const counted: [number, number | null][] = [];
          const to = join(folder, "deep", "file");
          const found = await get(address, to, { onProgress: (...now) => counted.push(now) });
          expect(readFileSync(to).equals(CONTENT)).toBe(true);
          expect(readdirSync(join(folder, "deep"))).toEqual(["file"]);
          expect(found).toMatchObject({ sha256: SHA256, bytes: CONTENT.length });
          expect(counted[0]).toEqual([0, CONTENT.length]);
          expect(counted.at(-1)).toEqual([CONTENT.length, CONTENT.length]);
        }),
    ));

  test("has the id that git gives the file", () =>
    withServer(
      (request, response) => sendFile(request, response, CONTENT),
      (address) =>
        withFolder(async (folder) => {
          const to = join(folder, "file");
          const { gitBlob } = await get(address, to);
          expect(gitBlob).toBe(
            execFileSync("git", ["hash-object", "--no-filters", to], { encoding: "utf8" }).trim(),
          );
          const hash: ContentHash = { ...HASH, kind: "git-blob", hex: gitBlob };
          expect((await get(address, join(folder, "again"), { hash })).gitBlob).toBe(gitBlob);
        }),
    ));

  test("that broke off stays as a part, and the next call goes on from there", () =>
    withServer(
      (request, response, seen) =>
        sendFile(request, response, CONTENT, { cutAfter: seen.length === 1 ? 100_000 : undefined }),
      (address, seen) =>
        withFolder(async (folder) => {
          const to = join(folder, "file");
          await expect(get(address, to)).rejects.toThrow(
            `broke off after 0.1 MB. They stay in ${to}.part: run the same command again`,
          );
          expect(readdirSync(folder)).toEqual(["file.part", "file.part.json"]);
          await get(address, to);
          expect(seen[1]).toMatchObject({ range: "bytes=100000-", ifRange: '"v1"' });
          expect(readFileSync(to).equals(CONTENT)).toBe(true);
          expect(readdirSync(folder)).toEqual(["file"]);
        }),
    ));

  test("is tried again by itself, each time from where it broke off", () =>
    withServer(
      (request, response, seen) =>
        seen.length === 2
          ? response.writeHead(503).end()
          : sendFile(request, response, CONTENT, { cutAfter: seen.length < 5 ? 70_000 : undefined }),
      (address, seen) =>
        withFolder(async (folder) => {
          const to = join(folder, "file");
          await get(address, to, { tries: 5, hash: HASH });
          expect(seen.map(({ range }) => range)).toEqual([
            undefined,
            "bytes=70000-",
            "bytes=70000-",
            "bytes=140000-",
            "bytes=210000-",
          ]);
          expect(readFileSync(to).equals(CONTENT)).toBe(true);
        }),
    ));

  test("starts again when the file at the address has changed", () => {
    const changed = randomBytes(250_000);
    return withServer(
      (request, response, seen) =>
        seen.length === 1
          ? sendFile(request, response, CONTENT, { cutAfter: 100_000 })
          : sendFile(request, response, changed, { etag: '"v2"' }),
      (address) =>
        withFolder(async (folder) => {
          const to = join(folder, "file");
          await get(address, to, { tries: 2 });
          expect(readFileSync(to).equals(changed)).toBe(true);
        }),
    );
  });

  test("starts again where the server gives only whole files", () =>
    withServer(
      (request, response, seen) =>
        sendFile(request, response, CONTENT, {
          ranges: false,
          cutAfter: seen.length === 1 ? 100_000 : undefined,
        }),
      (address) =>
        withFolder(async (folder) => {
          const to = join(folder, "file");
          await get(address, to, { tries: 2 });
          expect(readFileSync(to).equals(CONTENT)).toBe(true);
        }),
    ));

  test("never goes on with another address's part", () =>
    withServer(
      (request, response, seen) =>
        sendFile(request, response, CONTENT, { cutAfter: seen.length === 1 ? 100_000 : undefined }),
      (address, seen) =>
        withFolder(async (folder) => {
          const to = join(folder, "file");
          await expect(get(`${address}/a`, to)).rejects.toThrow("broke off");
          await get(`${address}/b`, to);
          expect(seen[1]).toMatchObject({ url: "/b", range: undefined });
        }),
    ));

  test("without a hash or a version to go by keeps no part that could not be trusted", () =>
    withServer(
      (request, response) => sendFile(request, response, CONTENT, { etag: null, cutAfter: 100_000 }),
      async (address) => {
        await expectNothingKept(address, {}, /broke off. Nothing was kept; run the same command again/);
        await withFolder(async (folder) => {
          await expect(get(address, join(folder, "file"), { hash: HASH })).rejects.toThrow("They stay in");
        });
      },
    ));

  test("that had come whole before it could be named only gets its name", () =>
    withServer(
      (request, response) => sendFile(request, response, CONTENT),
      (address, seen) =>
        withFolder(async (folder) => {
          const to = join(folder, "file");
          writeFileSync(`${to}.part`, CONTENT);
          writeFileSync(`${to}.part.json`, JSON.stringify({ address, validator: '"v1"' }));
          await get(address, to, { hash: HASH });
          expect(seen).toHaveLength(1);
          expect(readFileSync(to).equals(CONTENT)).toBe(true);
        }),
    ));

  test("follows redirects, and asks for the rest at their end", () =>
    withServer(
      (request, response, seen) =>
        request.url === "/file"
          ? sendFile(request, response, CONTENT, { cutAfter: seen.length === 2 ? 100_000 : undefined })
          : response.writeHead(302, { location: "file" }).end(),
      (address, seen) =>
        withFolder(async (folder) => {
          await get(`${address}/release`, join(folder, "file"), { tries: 2, hash: HASH });
          expect(seen.map(({ url, range }) => [url, range])).toEqual([
            ["/release", undefined],
            ["/file", undefined],
            ["/release", "bytes=100000-"],
            ["/file", "bytes=100000-"],
          ]);
        }),
    ));
});

describe("a download that cannot be leaves nothing", () => {
  test.each([
    [404, /the file is not there \(any more\) \(HTTP 404\).*--from/],
    [410, /the file is not there/],
    [403, /the server refuses it \(HTTP 403\)/],
    [500, /the server answers 500. Nothing was kept/],
  ])("when the server answers %d", (status, message) =>
    withServer(
      (_, response) => response.writeHead(status).end("no"),
      (address) => expectNothingKept(address, {}, message),
    ),
  );

  test("when the redirects do not end", () =>
    withServer(
      (_, response, seen) => response.writeHead(302, { location: `/${seen.length}` }).end(),
      async (address, seen) => {
        await expectNothingKept(address, {}, /sends on more than 5 times/);
        expect(seen).toHaveLength(6);
      },
    ));

  test.each(["ftp://127.0.0.1/x", "file:///etc/passwd", "http://[/"])(
    "when it is sent on to %s",
    (location) =>
      withServer(
        (_, response) => response.writeHead(302, { location }).end(),
        (address) => expectNothingKept(address, {}, /not an address of the web/),
      ),
  );

  test("when the bytes are others than those known", () =>
    withServer(
      (request, response) => sendFile(request, response, randomBytes(CONTENT.length)),
      (address) =>
        expectNothingKept(
          address,
          { hash: HASH },
          new RegExp(`its sha256 is [0-9a-f]{64}, but the checkpoint's is ${SHA256} \\(this test\\)`),
        ),
    ));

  test("when the length tells another file, before any of it is fetched", () =>
    withServer(
      (request, response) => sendFile(request, response, CONTENT, { cutAfter: 10 }),
      (address) =>
        expectNothingKept(
          address,
          { hash: { ...HASH, bytes: 17 } },
          /offers 300000 bytes, but the checkpoint has 17/,
        ),
    ));

  test("when it is too long, whether the server says so or not", () =>
    withServer(
      (request, response) =>
        request.url === "/said" ? sendFile(request, response, CONTENT) : response.writeHead(200).end(CONTENT),
      async (address) => {
        const limit = { limitBytes: 200_000 };
        await expectNothingKept(`${address}/said`, limit, /0\.3 MB are more than the 0\.2 MB/);
        await expectNothingKept(`${address}/silent`, limit, /more than the 0\.2 MB/);
      },
    ));

  test("when nobody answers", () =>
    expectNothingKept("http://127.0.0.1:1/x", {}, /cannot be reached|cannot be reached \(ECONNREFUSED\)/));

  test("when the server takes the call and says nothing", () =>
    withServer(
      () => undefined,
      (address) =>
        expectNothingKept(
          address,
          { stallMilliseconds: 100 },
          /nothing came for 0\.1 seconds. Nothing was kept/,
        ),
    ));
});

describe("a download that meets", () => {
  test("silence half way ends, and what came stays", () =>
    withServer(
      (request, response) => sendFile(request, response, CONTENT, { cutAfter: 100_000, silent: true }),
      (address) =>
        withFolder(async (folder) => {
          const to = join(folder, "file");
          await expect(get(address, to, { stallMilliseconds: 200 })).rejects.toThrow(
            /nothing came for 0\.2 seconds after 0\.1 MB/,
          );
          expect(readFileSync(`${to}.part`).equals(CONTENT.subarray(0, 100_000))).toBe(true);
          expect(existsSync(to)).toBe(false);
        }),
    ));

  test("a slow server comes whole as long as something comes", () =>
    withServer(
      (_, response) => {
        let sent = 0;
        const drip = setInterval(() => {
          response.write(CONTENT.subarray(sent, sent + 1000));
          sent += 1000;
          if (sent === 10_000) {
            clearInterval(drip);
            response.end();
          }
        }, 60);
      },
      (address) =>
        withFolder(async (folder) => {
          const { bytes } = await get(address, join(folder, "file"), { stallMilliseconds: 400 });
          expect(bytes).toBe(10_000);
        }),
    ));

  test("a trickle ends: what came stays, and the command does not run for days", () =>
    withServer(
      (_, response) => {
        response.writeHead(200, { "content-length": CONTENT.length, etag: '"v1"' });
        const drip = setInterval(() => response.write(CONTENT.subarray(0, 1)), 20);
        response.on("close", () => clearInterval(drip));
      },
      (address) =>
        withFolder(async (folder) => {
          const to = join(folder, "file");
          await expect(get(address, to, { stallMilliseconds: 300 })).rejects.toThrow(
            /only \d+ bytes a second came, fewer than 500 after 0\.0 MB. They stay in/,
          );
        }),
    ));

  test("a reply whose end nobody can tell is refused, unless the length is known and a hash will tell", () =>
    withServer(
      (request, response) => {
        response.useChunkedEncodingByDefault = false;
        response.removeHeader("transfer-encoding");
        response.writeHead(200, { connection: "close", etag: '"v1"' });
        response.end(request.url === "/cut" ? CONTENT.subarray(0, 100_000) : CONTENT);
      },
      async (address) => {
        await expectNothingKept(`${address}/cut`, {}, /does not say how long the file is.*--from/);
        await withFolder(async (folder) => {
          const to = join(folder, "file");
          await expect(get(`${address}/cut`, to, { hash: HASH })).rejects.toThrow(/broke off after 0\.1 MB/);
          await get(`${address}/whole`, to, { hash: HASH });
          expect(readFileSync(to).equals(CONTENT)).toBe(true);
        });
      },
    ));

  // /dev/full answers every write as a full disk does.
  test.skipIf(!existsSync("/dev/full"))("a full disk says so and leaves no file", () =>
    withServer(
      (request, response) => sendFile(request, response, CONTENT),
      (address) =>
        withFolder(async (folder) => {
          symlinkSync("/dev/full", join(folder, "file.part"));
          await expect(get(address, join(folder, "file"), { tries: 3 })).rejects.toThrow(
            /file\.part: the disk is full. Make room and run the same command again/,
          );
          expect(readdirSync(folder)).toEqual([]);
        }),
    ),
  );

  test("a folder that cannot be written says so", () =>
    withFolder(async (folder) => {
      writeFileSync(join(folder, "taken"), "");
      await expect(get("http://127.0.0.1:1/x", join(folder, "taken", "file"))).rejects.toThrow(
        /taken: cannot be made \((EEXIST|ENOTDIR)\). Choose another folder with --out/,
      );
    }));
});
