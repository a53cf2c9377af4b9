import { createHmac } from "node:crypto";
import { request } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startWebhook, type Webhook } from "../../../../src/channels/whatsapp/cloud/webhook.ts";
import { testHouse, until } from "../../../runtime/owned.ts";

const house = testHouse();
const SECRET = "app-secret";
const BODY = JSON.stringify({ object: "whatsapp_business_account", entry: [] });
const VERIFY = "hub.mode=subscribe&hub.verify_token=verify-token&hub.challenge=1158201444";
let webhook: Webhook;
let taken: unknown[];
let events: string[];
let answer: () => Promise<"stored" | "again">;

beforeEach(async () => {
  taken = [];
  events = [];
  answer = async () => "stored";
  webhook = house.own(
    "webhook",
    await startWebhook({
      settings: {
        host: "127.0.0.1",
        port: 0,
        path: "/whatsapp",
        appSecret: SECRET,
        verifyToken: "verify-token",
      },
      take(notification) {
        taken.push(notification);
        return answer();
      },
      onEvent: (event) => void events.push(event),
      log: house.log,
      answerMilliseconds: 300,
    }),
    (it) => it.close(),
  );
});
afterEach(() => expect(house.lines.filter((line) => line.includes("not handled"))).toEqual([]));

const sign = (body: string, secret = SECRET) =>
  `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
const url = (path = "/whatsapp") => `http://127.0.0.1:${webhook.port}${path}`;
async function post(body: string, signature: string | undefined = sign(body)): Promise<number> {
  const headers = signature === undefined ? {} : { "x-hub-signature-256": signature };
  const response = await fetch(url(), { method: "POST", body, headers: { ...headers, connection: "close" } });
  await response.arrayBuffer();
  return response.status;
}

describe("the Cloud API's webhook", () => {
  it.each([
    [VERIFY, 200, "1158201444"],
    [VERIFY.replace("verify-token", "verify-tokem"), 403, ""],
    [VERIFY.replace("verify-token", ""), 403, ""],
    [VERIFY.replace("subscribe", "unsubscribe"), 400, ""],
    [VERIFY.replace("&hub.challenge=1158201444", ""), 400, ""],
    [VERIFY.replace("1158201444", "%3Cscript%3E"), 400, ""],
  ])("answers the verification %s with %d '%s'", async (query, status, body) => {
    const response = await fetch(url(`/whatsapp?${query}`), { headers: { connection: "close" } });
    expect([response.status, await response.text()]).toEqual([status, body]);
    expect(response.headers.get("content-type")).toContain("text/plain");
  });

  it("takes what is signed", async () => {
    expect(await post(BODY)).toBe(200);
    expect(taken).toEqual([JSON.parse(BODY)]);
    expect(events).toEqual(["webhook"]);
  });

  it.each([
    ["another secret's", sign(BODY, "another")],
    ["another body's", sign(`${BODY} `)],
    ["a shorter one", sign(BODY).slice(0, -2)],
    ["a longer one", `${sign(BODY)}00`],
    ["no digits", `sha256=${"z".repeat(64)}`],
    ["the old kind", `sha1=${"a".repeat(40)}`],
    ["nothing", ""],
  ])("refuses the signature that is %s, looks at nothing, and counts it", async (_, signature) => {
    expect(await post(BODY, signature)).toBe(401);
    expect(taken).toEqual([]);
    expect(events).toEqual(["webhook-unsigned"]);
  });

  it("refuses a body without a signature before reading it", async () => {
    const response = await fetch(url(), { method: "POST", body: BODY, headers: { connection: "close" } });
    expect(response.status).toBe(401);
    // Endless, and nobody waits for its end.
    const status = await new Promise<number>((resolve, reject) => {
      const sender = request(url(), { method: "POST" }, (got) => resolve(got.statusCode ?? 0));
      sender.on("error", reject);
      sender.write("x".repeat(1_000));
      sender.on("response", () => sender.destroy());
    });
    expect(status).toBe(401);
    expect(events).toEqual(["webhook-unsigned", "webhook-unsigned"]);
  });

  it("refuses a body above its limit, announced or not", async () => {
    const large = "x".repeat(3 * 1024 * 1024 + 1);
    const outcome = await post(large).catch(() => "cut");
    expect([413, "cut"]).toContain(outcome);
    await until(() => events.includes("webhook-too-large"));
    const status = await new Promise<number | undefined>((resolve) => {
      const headers = { "x-hub-signature-256": sign(BODY), "transfer-encoding": "chunked" };
      const sender = request(url(), { method: "POST", headers }, (got) => resolve(got.statusCode));
      sender.on("error", () => resolve(undefined));
      sender.write(large);
      sender.end();
    });
    expect([413, undefined]).toContain(status);
    await until(() => events.filter((event) => event === "webhook-too-large").length === 2);
    expect(taken).toEqual([]);
  });

  it("answers other paths and methods with 404 and 405", async () => {
    const ask = async (path: string, method: string) =>
      (await fetch(url(path), { method, headers: { connection: "close" } })).status;
    expect(await Promise.all([ask("/", "POST"), ask("/whatsapp/x", "GET"), ask("/whatsapp", "PUT")])).toEqual(
      [404, 404, 405],
    );
  });

  it("answers signed nonsense with 200: no repetition would mend it", async () => {
    expect(await post("{")).toBe(200);
    expect(events).toEqual(["webhook", "webhook-unreadable"]);
  });

  it("has Meta deliver again what could not be stored, or not in time, or broke", async () => {
    answer = async () => "again";
    expect(await post(BODY)).toBe(503);
    answer = () => new Promise((resolve) => setTimeout(() => resolve("stored"), 8_000));
    const begun = Date.now();
    expect(await post(BODY)).toBe(503);
    expect(Date.now() - begun).toBeLessThan(7_000);
    answer = async () => {
      throw new Error("made by the test");
    };
    expect(await post(BODY)).toBe(503);
    house.lines.length = 0;
  });

  it("says which other process may listen on its port", async () => {
    const second = startWebhook({
      settings: {
        host: "127.0.0.1",
        port: webhook.port,
        path: "/",
        appSecret: SECRET,
        verifyToken: "verify-token",
      },
      take: async () => "stored",
      onEvent() {},
      log: house.log,
    });
    await expect(second).rejects.toThrow(
      `WHATSAPP_WEBHOOK_PORT: cannot listen on 127.0.0.1:${webhook.port}: another process listens there already`,
    );
  });
});
