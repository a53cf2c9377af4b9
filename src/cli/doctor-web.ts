import type { StartConfig } from "../config/start-config.ts";
import { type Check, ok, warning } from "./doctor-check.ts";

const LOOPBACK = ["127.0.0.1", "::1", "localhost"];

/** Whether the web page's settings protect the people who use it; nothing where there is no page. */
export function checkWeb({ WEB_PORT, WEB_HOST, WEB_PUBLIC_URL, WEB_TRUST_PROXY }: StartConfig): Check[] {
  if (WEB_PORT === undefined) return [];
  const place = `${WEB_HOST}:${WEB_PORT}`;
  if (WEB_PUBLIC_URL?.startsWith("http:") || (WEB_PUBLIC_URL === undefined && !LOOPBACK.includes(WEB_HOST))) {
    return [
      warning(
        "web",
        `${place}, without https`,
        "photos of patients need it: a reverse proxy with a certificate in front, and WEB_PUBLIC_URL=https://...",
      ),
    ];
  }
  if (WEB_PUBLIC_URL !== undefined && WEB_TRUST_PROXY === 0) {
    return [
      warning(
        "web",
        `${place}, as ${WEB_PUBLIC_URL}; everybody counts as one address`,
        "set WEB_TRUST_PROXY to the number of proxies in front",
      ),
    ];
  }
  return [
    ok(
      "web",
      WEB_PUBLIC_URL === undefined ? `${place}, on this machine only` : `${place}, as ${WEB_PUBLIC_URL}`,
    ),
  ];
}
