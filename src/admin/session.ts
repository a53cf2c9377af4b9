import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { failFast } from "../queue/queue-unavailable.ts";
import type { Redis } from "../queue/redis.ts";
import { SealBroken, type Vault } from "../queue/vault.ts";

/** After so long an admin signs in again. */
const SESSION_SECONDS = 8 * 3_600;
const CONTEXT = "admin session";

const Session = z.object({ id: z.string(), until: z.number(), password: z.string() });
type Session = z.infer<typeof Session>;

/** Who may see the admin page. */
export type Sessions = {
  /** Takes the same time whatever is wrong with it. */
  isPassword(given: string): boolean;
  /** @returns the cookie of a new session */
  open(secure: boolean): string;
  /** @returns undefined for none, an old one, one that was ended, or one of another password */
  read(header: string | undefined, secure: boolean): Promise<Session | undefined>;
  /** Ends a session everywhere. @returns the cookie that erases it in the browser */
  end(session: Session, secure: boolean): Promise<string>;
  /** What this session's own forms carry. */
  formToken(session: Session): string;
  isFormToken(session: Session, token: string | undefined): boolean;
};

const digest = (text: string) => createHash("sha256").update(text).digest();
const sameText = (a: string, b: string) => timingSafeEqual(digest(a), digest(b));
const nameOf = (secure: boolean) => (secure ? "__Host-roentgram-admin" : "roentgram-admin");

function cookie(value: string, seconds: number, secure: boolean): string {
  const flags = `Max-Age=${seconds}; Path=/; HttpOnly; SameSite=Strict`;
  return `${nameOf(secure)}=${value}; ${flags}${secure ? "; Secure" : ""}`;
}

/** Cookies are sealed with `PHOTO_KEY` and bound to the password: another password ends every session. */
export function createSessions({
  password,
  vault,
  redis,
  now = Date.now,
}: {
  password: string;
  vault: Vault;
  redis: Redis;
  now?: () => number;
}): Sessions {
  const endedKey = (id: string) => `admin-ended:${id}`;
  const fingerprint = vault.pseudonym("console", `admin password ${password}`);

  function unseal(header: string | undefined, secure: boolean): Session | undefined {
    for (const part of (header ?? "").split(";")) {
      const [key = "", value = ""] = part.trim().split("=", 2);
      if (key !== nameOf(secure) || value.length > 1_000) continue;
      try {
        return Session.parse(JSON.parse(vault.open(value, CONTEXT)));
      } catch (error) {
        if (!(error instanceof SealBroken)) throw error;
      }
    }
    return undefined;
  }

  return {
    isPassword: (given) => sameText(given, password),
    open(secure) {
      const session: Session = {
        id: randomBytes(18).toString("base64url"),
        until: now() + SESSION_SECONDS * 1_000,
        password: fingerprint,
      };
      return cookie(vault.seal(JSON.stringify(session), CONTEXT), SESSION_SECONDS, secure);
    },
    async read(header, secure) {
      const session = unseal(header, secure);
      if (!session || session.until < now() || !sameText(session.password, fingerprint)) return undefined;
      const ended = await failFast(2_000, () => redis.exists(endedKey(session.id)));
      return ended === 0 ? session : undefined;
    },
    async end({ id }, secure) {
      await failFast(2_000, () => redis.set(endedKey(id), 1, "EX", SESSION_SECONDS));
      return cookie("", 0, secure);
    },
    formToken: ({ id }) => vault.seal("form", `admin form of ${id}`),
    isFormToken({ id }, token) {
      if (token === undefined || token.length > 200) return false;
      try {
        return vault.open(token, `admin form of ${id}`) === "form";
      } catch (error) {
        if (error instanceof SealBroken) return false;
        throw error;
      }
    },
  };
}
