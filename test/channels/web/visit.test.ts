import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect, it } from "vitest";
import { readLanguages, readVisit } from "../../../src/channels/web/visit.ts";

function visit(headers: Record<string, string>, { from = "192.0.2.7", trust = 0, url = "/" } = {}) {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: from });
  const request = new IncomingMessage(socket);
  request.url = url;
  request.method = "POST";
  Object.assign(request.headers, { host: "xray.example", ...headers });
  return readVisit(request, { publicOrigin: undefined, trustedProxies: trust });
}

const FORWARDED = { "x-forwarded-for": "6.6.6.6, 203.0.113.9, 10.0.0.2" };

it("believes no proxy unless told so", () => {
  expect(visit(FORWARDED).address).toBe("192.0.2.7");
});

it.each([
  [1, "10.0.0.2"],
  [2, "203.0.113.9"],
  [9, "6.6.6.6"],
])("behind %d proxies takes the address that the outermost of them saw", (trust, address) => {
  expect(visit(FORWARDED, { trust }).address).toBe(address);
});

it.each([
  ["::ffff:198.51.100.4", "198.51.100.4"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8::9", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
])("counts %s as %s", (from, address) => {
  expect(visit({}, { from }).address).toBe(address);
});

it("is secure only where a trusted proxy says so", () => {
  expect(visit({ "x-forwarded-proto": "https" }).secure).toBe(false);
  expect(visit({ "x-forwarded-proto": "https" }, { trust: 1 })).toMatchObject({
    secure: true,
    origin: "https://xray.example",
  });
});

it.each([
  [{ origin: "http://xray.example" }, false],
  [{ origin: "http://evil.example" }, true],
  [{ origin: "null" }, true],
  [{ origin: "https://xray.example" }, true],
  [{ "sec-fetch-site": "cross-site" }, true],
  [{ "sec-fetch-site": "same-origin" }, false],
  [{}, false],
] as [Record<string, string>, boolean][])("with %o is foreign: %s", (headers, foreign) => {
  expect(visit(headers).foreign).toBe(foreign);
});

it("takes no cookie for a session that is none", () => {
  const session = "A".repeat(32);
  expect(visit({ cookie: `a=b; roentgram=${session}` }).session).toBe(session);
  for (const cookie of ["roentgram=short", "roentgram=../../../../../../etc/passwd0000", "roentgram"]) {
    expect(visit({ cookie }).session).toBeUndefined();
  }
});

it("reads wanted languages by their weight", () => {
  expect(readLanguages("en;q=0.3, ar-EG, fr;q=0.9, *;q=0.1, ur;q=0")).toEqual(["ar-EG", "fr", "en"]);
  expect(readLanguages(undefined)).toEqual([]);
});
