import type { OutgoingHttpHeaders } from "node:http";

/** What every answer carries: nothing may frame it, guess its kind, or bring code, pictures or forms from elsewhere. */
export function safeHeaders({
  styleHash,
  scriptHash,
  secure,
}: {
  /** Of the one style that may stand in a page, as a policy names it. */
  styleHash: string;
  /** Of the one script; without it none may run. */
  scriptHash?: string;
  secure: boolean;
}): OutgoingHttpHeaders {
  const policy = [
    "default-src 'none'",
    "img-src 'self'",
    `style-src '${styleHash}'`,
    `script-src ${scriptHash === undefined ? "'none'" : `'${scriptHash}'`}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
  return {
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    // Not "no-referrer": browsers would then hide the origin of our own forms too.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "x-robots-tag": "noindex, nofollow",
    "cache-control": "no-store",
    ...(secure ? { "strict-transport-security": "max-age=15552000" } : {}),
  };
}
