import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";

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
export function addressOf(request: IncomingMessage, trustedProxies: number): string {
  const seen = [...listOf(request.headers["x-forwarded-for"]), request.socket.remoteAddress ?? ""];
  return networkOf(seen[Math.max(0, seen.length - 1 - trustedProxies)] ?? "");
}

/** Scheme and host as the visitor sees them. */
export function originOf(request: IncomingMessage, { publicOrigin, trustedProxies }: VisitSettings): string {
  const forwarded = trustedProxies > 0 ? listOf(request.headers["x-forwarded-proto"]).at(-1) : undefined;
  return publicOrigin ?? `${forwarded === "https" ? "https" : "http"}://${request.headers.host ?? ""}`;
}

/** Says so itself: another site's page or script sent it. */
export function isForeign(request: IncomingMessage, origin: string): boolean {
  const { origin: from, "sec-fetch-site": site } = request.headers;
  if (from !== undefined) return from !== origin;
  return site === "cross-site" || site === "same-site";
}
