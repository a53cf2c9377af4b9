import type { IncomingMessage } from "node:http";
import { addressOf, isForeign, originOf, type VisitSettings } from "../../runtime/http/origin.ts";
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

export function readVisit(request: IncomingMessage, settings: VisitSettings): Visit {
  const [path = "/", query = ""] = (request.url ?? "/").split("?", 2);
  const origin = originOf(request, settings);
  const secure = origin.startsWith("https:");
  return {
    request,
    method: request.method ?? "GET",
    path,
    query: new URLSearchParams(query),
    address: addressOf(request, settings.trustedProxies),
    secure,
    origin,
    session: readSession(request.headers.cookie, secure),
    languages: readLanguages(request.headers["accept-language"]),
    foreign: isForeign(request, origin),
  };
}
