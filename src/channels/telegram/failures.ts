import { GrammyError, HttpError } from "grammy";
import { Outage, Rejected, RetryAfter } from "../messenger.ts";

/** The connection never came about, so nothing can have been accepted. */
const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "EADDRNOTAVAIL",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);
const VANISHED =
  /chat not found|user is deactivated|peer_id_invalid|user not found|chat_id is empty|bot was kicked|not enough rights|no rights to send|chat_write_forbidden|chat_restricted/i;

/** A system error's code (`ECONNRESET`), or what kind of failure it was. */
export function codeOf(error: unknown): string {
  for (let inner = error, depth = 0; inner instanceof Error && depth < 4; inner = inner.cause, depth += 1) {
    if ("code" in inner && typeof inner.code === "string") return inner.code;
    if ("type" in inner && inner.type === "invalid-json") return "no JSON in the answer";
    if (inner.name === "AbortError" || inner.name === "TimeoutError") return "timeout";
    if (/timed out/.test(inner.message)) return "timeout";
  }
  return "connection failed";
}

/**
 * Telegram's and grammY's failures in the words of the messenger port. The original is left behind on purpose: its
 * message or its URL holds the bot's token.
 */
export function toMessengerError(error: unknown): Error {
  if (error instanceof GrammyError) {
    const { error_code: status, description, parameters } = error;
    if (status === 429) return new RetryAfter(Math.max(1, parameters.retry_after ?? 1) * 1000);
    if (status === 403) return new Rejected("blocked");
    if (status === 400) {
      return VANISHED.test(description) ? new Rejected("vanished") : new Rejected("refused", description);
    }
    // A gateway in between may give up on a call that was carried out.
    return new Outage(`status ${status}`, { ambiguous: status >= 500 && status !== 503 });
  }
  if (error instanceof HttpError) {
    const code = codeOf(error.error);
    return new Outage(code, { ambiguous: !NEVER_SENT.has(code) });
  }
  return error instanceof Error ? error : new Error(String(error));
}

/** True for a 400 whose description matches. */
export function isBadRequest(error: unknown, description: RegExp = /./): error is GrammyError {
  return error instanceof GrammyError && error.error_code === 400 && description.test(error.description);
}
