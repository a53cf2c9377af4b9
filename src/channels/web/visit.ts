import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";
import { readSession } from "./session.ts";

/** One request, read as far as every handler needs it. */
export type Visit = {
  readonly request: IncomingMessage;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Where it came from: an address, of IPv6 the network's part. */
  readonly address: string;
  /** Over https, here or at the proxy in front. */
  readonly secure: boolean;
  /** Scheme and host as the visitor sees them. */
  readonly origin: string;
  readonly session: string | undefined;
  /** The most wanted first. */
  readonly languages: readonly string[];
  /** Says so itself: another site's page or script sent it. */
  readonly foreign: boolean;
};

export type VisitSettings = {
  /** Scheme and host under which people see the page; undefined: as the request says. */
  readonly publicOrigin: string | undefined;
  /** How many proxies in front may be believed. */
  readonly trustedProxies: number;
};

function listOf(header: string | string[] | undefined): string[] {
  const text = Array.isArray(header) ? header.join(",") : (header ?? "");
  return text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
}

/** One home or one phone holds a whole /64 of IPv6: counted as one. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  if (!isIPv6(plain)) return plain;
  const [head = "", tail = ""] = plain.split("::");
  const left = head.split(":").filter(Boolean);
  const right = tail.split(":").filter(Boolean);
  const zeros = plain.includes("::") ? Math.max(0, 8 - left.length - right.length) : 0;
  const groups = [...left, ...Array.from({ length: zeros }, () => "0"), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}

/** The nearest address that is not one of our own proxies: what a stranger wrote before it is not believed. */
function addressOf(request: IncomingMessage, trustedProxies: number): string {
  const seen = [...listOf(request.headers["x-forwarded-for"]), request.socket.remoteAddress ?? ""];
  return networkOf(seen[Math.max(0, seen.length - 1 - trustedProxies)] ?? "");
}

/** Languages of an Accept-Language header, by weight. */
export function readLanguages(header: string | undefined): string[] {
  return (header ?? "")
    .slice(0, 400)
    .split(",")
    .map((part, place) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const weight = parameters.map((text) => /^\s*q=([\d.]+)/.exec(text)?.[1]).find(Boolean);
      return { tag: tag.trim(), weight: weight === undefined ? 1 : Number(weight), place };
    })
    .filter(({ tag, weight }) => tag !== "" && tag !== "*" && weight > 0)
    .sort((a, b) => b.weight - a.weight || a.place - b.place)
    .map(({ tag }) => tag);
}

function isForeign(request: IncomingMessage, origin: string): boolean {
  const { origin: from, "sec-fetch-site": site } = request.headers;
  if (from !== undefined) return from !== origin;
  return site === "cross-site" || site === "same-site";
}

export function readVisit(request: IncomingMessage, settings: VisitSettings): Visit {
  const { publicOrigin, trustedProxies } = settings;
  const [path = "/", query = ""] = (request.url ?? "/").split("?", 2);
  const forwarded = trustedProxies > 0 ? listOf(request.headers["x-forwarded-proto"]).at(-1) : undefined;
  const scheme = forwarded === "https" ? "https" : "http";
  const origin = publicOrigin ?? `${scheme}://${request.headers.host ?? ""}`;
  const secure = origin.startsWith("https:");
  return {
    request,
    method: request.method ?? "GET",
    path,
    query: new URLSearchParams(query),
    address: addressOf(request, trustedProxies),
    secure,
    origin,
    session: readSession(request.headers.cookie, secure),
    languages: readLanguages(request.headers["accept-language"]),
    foreign: isForeign(request, origin),
  };
}
