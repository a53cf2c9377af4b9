import { randomBytes } from "node:crypto";
import { SealBroken, type Vault } from "../../queue/vault.ts";

/** How long somebody who stays away is remembered. */
export const SESSION_SECONDS = 30 * 86_400;
const FORM_MS = 3 * 86_400_000;
const SESSION = /^[A-Za-z0-9_-]{32}$/;

/** Behind https the prefix keeps other sites of the same domain from setting the cookie. */
function nameOf(secure: boolean): string {
  return secure ? "__Host-roentgram" : "roentgram";
}

export function newSession(): string {
  return randomBytes(24).toString("base64url");
}

/** @returns undefined where there is no session, or something that is none */
export function readSession(header: string | undefined, secure: boolean): string | undefined {
  const name = nameOf(secure);
  for (const cookie of (header ?? "").split(";")) {
    const [key = "", value = ""] = cookie.trim().split("=", 2);
    if (key === name && SESSION.test(value)) return value;
  }
  return undefined;
}

/** The cookie that carries a session: no script can read it, no other site can make it travel. */
export function sessionCookie(session: string, secure: boolean): string {
  const flags = `Max-Age=${SESSION_SECONDS}; Path=/; HttpOnly; SameSite=Strict`;
  return `${nameOf(secure)}=${session}; ${flags}${secure ? "; Secure" : ""}`;
}

/**
 * What a page's forms carry, so that only this session's own pages can send them. Sealed anew each time: two pages never
 * hold the same letters.
 */
export function formToken(vault: Vault, session: string, now = Date.now()): string {
  return vault.seal(`${now} ${randomBytes(9).toString("base64url")}`, `form of ${session}`);
}

/** @returns the form's own name, the same each time it is sent; undefined for a form that is not this session's, or old */
export function readFormToken(
  vault: Vault,
  session: string,
  token: string | undefined,
  now = Date.now(),
): string | undefined {
  if (token === undefined || token.length > 200) return undefined;
  try {
    const [time, name] = vault.open(token, `form of ${session}`).split(" ");
    return now - Number(time) < FORM_MS ? name : undefined;
  } catch (error) {
    if (error instanceof SealBroken) return undefined;
    throw error;
  }
}
