import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { TERMS_VERSION } from "../../../src/channels/person.ts";
import { loadAssets } from "../../../src/channels/web/assets.ts";
import { createLookLimit } from "../../../src/channels/web/look-limit.ts";
import { startWebServer } from "../../../src/channels/web/server.ts";
import { phantomPng } from "../../../src/vision/phantom/phantom-png.ts";
import { openEye, openRedis } from "../../queue/redis-fixture.ts";
import { testHouse, until } from "../../runtime/owned.ts";
import { fileHouse } from "./file-house.ts";
import { onboard, person, startWeb } from "./web-fixture.ts";

const shared = fileHouse();
const house = testHouse();
const { url } = await openRedis(shared);
const web = await startWeb(shared, url);
const PHOTO = new Uint8Array(await phantomPng({ size: 256, seed: 1 }));

/** Sends a path as it is: fetch would tidy it up. */
function raw(path: string, method = "GET"): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(web.root);
  return new Promise((resolve, reject) => {
    const call = request({ hostname, port, path, method, agent: false }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text: string) => {
        body += text;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
    });
    call.on("error", reject).end();
  });
}

function post(
  path: string,
  body: NonNullable<RequestInit["body"]>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${web.root}${path}`, { method: "POST", body, headers, redirect: "manual" });
}

describe("every answer", () => {
  it.each([
    "/",
    "/r/00000000000000000000000000000000",
    "/nothing",
    "/ping",
    "/api/classes",
    "/api/nothing",
    "/openapi.json",
  ])("at %s forbids framing, guessing and foreign code, and is kept nowhere", async (path) => {
    const { headers } = await fetch(`${web.root}${path}`);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(
      /^default-src 'none'; img-src 'self'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; form-action 'self'/,
    );
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("access-control-allow-origin")).toBeNull();
    expect(headers.get("x-powered-by") ?? headers.get("server")).toBeNull();
  });

  it("sets a cookie that no script reads and no other site sends, over https only where there is https", async () => {
    const [cookie = ""] = (await fetch(web.root)).headers.getSetCookie();
    expect(cookie).toMatch(/^roentgram=[\w-]{32}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Strict$/);
    const own = await startWeb(house, url, { WEB_PUBLIC_URL: "https://xray.example" });
    const [secure = ""] = (await fetch(own.root)).headers.getSetCookie();
    expect(secure).toMatch(/^__Host-roentgram=.*; SameSite=Strict; Secure$/);
  });
});

describe("a visit that another site's link led here", () => {
  it("is asked for again from here, before it would be given a session in the place of its own", async () => {
    const headers = { "sec-fetch-site": "cross-site" };
    const first = await fetch(web.root, { headers });
    expect(first.headers.getSetCookie()).toEqual([]);
    expect(await first.text()).toContain('content="0;url=/?again=1"');
    // The browser now sends its cookie, if it has one; if not, there is none to lose.
    const again = await fetch(`${web.root}/?again=1`, { headers });
    expect(again.headers.getSetCookie()).toHaveLength(1);
  });
});

describe("a second process", () => {
  it("on the same port leaves, and says what to do", async () => {
    const { port } = new URL(web.root);
    await expect(startWeb(house, url, { WEB_PORT: port })).rejects.toThrow(
      `WEB_PORT: cannot listen on 127.0.0.1:${port} (EADDRINUSE). Choose another port.`,
    );
  });
});

describe("a form", () => {
  it.each([
    ["without a token", () => ({ token: "", origin: web.root })],
    ["with a made-up token", () => ({ token: "A".repeat(60), origin: web.root })],
    [
      "with another session's token",
      async () => {
        const other = person(web.root);
        await other.get("/");
        return { token: other.token(), origin: web.root };
      },
    ],
    ["sent by another site", (own: string) => ({ token: own, origin: "https://evil.example" })],
    ["sent from nowhere", (own: string) => ({ token: own, origin: "null" })],
  ] as const)("%s is refused, and changes nothing", async (_, forge) => {
    const eye = openEye(house, url);
    const visitor = person(web.root);
    await visitor.get("/");
    const before = await eye.dbsize();
    const { token, origin } = await forge(visitor.token());
    const headers = { cookie: visitor.cookie(), origin };
    const said = await post("/say", new URLSearchParams({ token, choice: "start:en" }), headers);
    expect(said.status).toBe(403);
    expect(await said.text()).toContain("Please start again");
    const form = new FormData();
    form.set("token", token);
    form.set("file", new Blob([PHOTO]), "x.png");
    expect((await post("/photo", form, headers)).status).toBe(403);
    // What is counted by address is all that may have come.
    expect((await eye.dbsize()) - before).toBeLessThanOrEqual(1);
    expect((await visitor.get("/")).text).toContain("start:en");
  });

  it.each([
    [
      "letters",
      () =>
        new URLSearchParams(Array.from({ length: 10_000 }, (_, n): [string, string] => [`field${n}`, "x"])),
    ],
    [
      "parts",
      () => {
        const form = new FormData();
        for (let n = 0; n < 10_000; n += 1) form.set(`field${n}`, "x");
        return form;
      },
    ],
    ["nearly nothing", () => "&a=".repeat(10_000)],
  ] as const)("with 10,000 fields as %s is refused, and costs nobody else anything", async (_, body) => {
    const visitor = await onboard(web.root);
    const headers = { cookie: visitor.cookie(), origin: web.root };
    const typed = { ...headers, "content-type": "application/x-www-form-urlencoded" };
    const sent = body();
    const paths = sent instanceof FormData ? ["/photo", `/api/classify?terms=${TERMS_VERSION}`] : ["/say"];
    for (const path of paths) {
      const answer = await post(path, sent, sent instanceof FormData ? headers : typed);
      expect([path, answer.status]).toEqual([path, 413]);
      await answer.text();
    }
    expect((await visitor.send(PHOTO)).path).toMatch(/^\/r\//);
  });

  it("with a photo larger than any that is read is refused with what to do", async () => {
    const visitor = await onboard(web.root);
    const large = await visitor.send(new Uint8Array(21 * 1024 * 1024));
    expect(large.status).toBe(413);
    expect(large.text).toContain("The picture is too large. Please choose a smaller one");
  });

  it("without a photo says so", async () => {
    const visitor = await onboard(web.root);
    const none = await visitor.send(new Uint8Array(0));
    expect([none.status, none.text.includes("No photo was chosen")]).toEqual([400, true]);
  });
});

describe("an id", () => {
  const ID = "0".repeat(32);
  it.each([
    "/r/../../../../etc/passwd",
    "/r/..%2f..%2f..%2fetc%2fpasswd",
    `/r/${ID}/../../package.json`,
    `/r/${ID}%00`,
    `/r/${ID.slice(1)}/`,
    `/r/${ID}/1.jpg/../../../x`,
    `/r/${ID}/..%5c..%5c1.jpg`,
    "/r/__proto__",
    "/r/constructor",
    `/api/results/..%2f..%2f${ID}`,
    `/api/results/${ID}/..%2fsheet.jpg`,
    `/api/results/${ID}/constructor.jpg`,
    "//etc/passwd",
    `/r/${"0".repeat(5_000)}`,
  ])("such as %s leads nowhere", async (path) => {
    for (const method of ["GET", "POST"]) {
      const { status, body } = await raw(path, method);
      expect([404, 405]).toContain(status);
      expect(body).not.toMatch(/root:|"dependencies"|Error:|node_modules/);
    }
  });

  it("that is a path, in a button, changes nothing", async () => {
    const visitor = await onboard(web.root);
    const token = visitor.token();
    for (const fields of [
      { choice: "../../etc/passwd" },
      { choice: "picture:sheet:../../../etc/passwd" },
      { choice: "more:1", pressed: "../../etc/passwd" },
      { text: "/../../etc/passwd" },
    ]) {
      const headers = { cookie: visitor.cookie(), origin: web.root };
      const said = await post("/say", new URLSearchParams({ token, ...fields }), headers);
      expect(said.status).toBe(303);
    }
    expect((await visitor.get("/")).text).toContain('action="/photo"');
  });
});

describe("an address", () => {
  it("may send so many photos an hour, whatever it says and however often it begins anew", async () => {
    const own = await startWeb(house, url, { WEB_PHOTOS_PER_ADDRESS: "2" });
    await (await onboard(own.root)).send(PHOTO);
    const headers = { "x-forwarded-for": "203.0.113.77" };
    await fetch(`${own.root}/api/classify`, { method: "POST", body: "", headers });
    const third = await (await onboard(own.root)).send(PHOTO);
    expect(third.status).toBe(429);
    expect(Number(third.headers.get("retry-after"))).toBeGreaterThan(3_000);
    expect(third.text).toContain("Too much was sent from your connection");
    const program = await fetch(`${own.root}/api/classify`, { method: "POST", body: "" });
    expect([program.status, program.headers.get("content-type")]).toEqual([429, "application/problem+json"]);

    const behindProxy = await startWeb(house, url, { WEB_PHOTOS_PER_ADDRESS: "2", WEB_TRUST_PROXY: "1" });
    for (const [address, status] of [
      ["198.51.100.1", 415],
      ["198.51.100.1", 415],
      ["198.51.100.1", 429],
      ["198.51.100.2", 415],
    ] as const) {
      const answer = await fetch(`${behindProxy.root}/api/classify`, {
        method: "POST",
        body: "",
        headers: { "x-forwarded-for": `6.6.6.6, ${address}` },
      });
      expect([address, answer.status]).toEqual([address, status]);
    }
  });
});

describe("an address that looks again and again", () => {
  it("is asked to wait, may still be served on other addresses, and a waiting page's looks fit in by far", async () => {
    const own = await startWeb(house, url, { WEB_LOOKS_PER_ADDRESS: "30", WEB_TRUST_PROXY: "1" });
    const look = (path: string, address: string) =>
      fetch(`${own.root}${path}`, { headers: { "x-forwarded-for": address } });
    // A page that waits looks 20 times within a minute.
    for (let n = 0; n < 30; n += 1) {
      const answer = await look("/", "198.51.100.1");
      expect([n, answer.status]).toEqual([n, 200]);
      await answer.text();
    }
    const page = await look("/", "198.51.100.1");
    expect(page.status).toBe(429);
    expect(Number(page.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(Number(page.headers.get("retry-after"))).toBeLessThanOrEqual(60);
    expect(await page.text()).toContain("Too much was sent from your connection");
    const program = await look("/api/classes", "198.51.100.1");
    expect([program.status, program.headers.get("content-type")]).toEqual([429, "application/problem+json"]);
    expect((await look("/ping", "198.51.100.1")).status).toBe(200);
    expect((await look("/", "198.51.100.2")).status).toBe(200);
  });

  it("may look again when the minute is over, and the memory of addresses is bounded", () => {
    let now = 0;
    const look = createLookLimit(1, () => now);
    expect([look("a"), look("a")]).toEqual([0, 60_000]);
    now = 60_000;
    expect([look("a"), look("a")]).toEqual([0, 60_000]);
    for (let n = 0; n < 10_000; n += 1) look(`other ${n}`);
    expect(look("a")).toBe(0);
  });
});

describe("a slow stranger", () => {
  it("who sends headers or a body drop by drop is let go, while others are served", async () => {
    const patience = {
      headersMilliseconds: 300,
      requestMilliseconds: 600,
      silenceMilliseconds: 5_000,
      checkMilliseconds: 100,
    };
    const server = house.own(
      "server",
      await startWebServer({
        routes: {
          async answer({ request: incoming }) {
            incoming.resume();
            await once(incoming, "close");
            return { status: 200, type: "text/plain", body: "served" };
          },
        },
        assets: await loadAssets(),
        settings: { publicOrigin: undefined, trustedProxies: 0 },
        host: "127.0.0.1",
        port: 0,
        log: house.log,
        patience,
      }),
      (it) => it.close(),
    );
    const slow = ["GET / HTTP/1.1\r\nx", "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 999\r\n\r\nx"].map(
      (start) => {
        const socket = connect(server.port, "127.0.0.1");
        socket.on("error", () => {});
        socket.resume().write(start);
        const drops = setInterval(() => socket.writable && socket.write("x"), 50);
        return once(socket, "close").finally(() => clearInterval(drops));
      },
    );
    expect(await (await fetch(`http://127.0.0.1:${server.port}`)).text()).toBe("served");
    await Promise.all(slow);
  });
});

describe("ending", () => {
  it("lets a photo that is on its way arrive, then leaves with 0", async () => {
    const own = await startWeb(house, url);
    const visitor = await onboard(own.root);
    const { hostname, port } = new URL(own.root);
    const mark = "----mark";
    const head = `--${mark}\r\ncontent-disposition: form-data; name="token"\r\n\r\n${visitor.token()}\r\n--${mark}\r\ncontent-disposition: form-data; name="file"; filename="x"\r\n\r\n`;
    const upload = request({
      hostname,
      port,
      path: "/photo",
      method: "POST",
      headers: {
        "content-type": `multipart/form-data; boundary=${mark}`,
        cookie: visitor.cookie(),
        origin: own.root,
      },
    });
    const answered = once(upload, "response");
    upload.write(head);
    upload.write(PHOTO.subarray(0, 100));
    await new Promise((resolve) => setTimeout(resolve, 200));
    const ended = own.stop();
    await until(() => own.log().includes('"msg":"ending"'));
    upload.end(Buffer.concat([PHOTO.subarray(100), Buffer.from(`\r\n--${mark}--\r\n`)]));
    const [response] = await answered;
    response.resume();
    expect([response.statusCode, response.headers.location]).toEqual([303, expect.stringMatching(/^\/r\//)]);
    expect(await ended).toBe(0);
  });
});
