import { Outage, Rejected, RetryAfter } from "../../messenger.ts";

/** The connection never came about, so nothing can have been accepted. */
const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);
const FLOOD_MS = 5_000;
const LONG_FLOOD_MS = 60_000;

/** More than a day has passed since the person wrote: nothing but a paid template may be sent. */
export const WINDOW_CLOSED = 131047;

/** What kind of trouble a code of Meta's stands for. */
type Kind = "token" | "account" | "flood" | "pair" | "vanished" | "refused" | "server";

const KINDS: Readonly<Record<number, Kind>> = {
  0: "token",
  3: "token",
  10: "token",
  190: "token",
  131005: "token",
  368: "account",
  131031: "account",
  131042: "account",
  131045: "account",
  133010: "account",
  4: "flood",
  80007: "flood",
  130429: "flood",
  131048: "flood",
  131056: "pair",
  131021: "vanished",
  131026: "vanished",
  131030: "vanished",
  1: "server",
  2: "server",
  131000: "server",
  131016: "server",
  131057: "server",
  133004: "server",
};

/** An answer of the Cloud API that is no success. Holds codes alone: its texts may name people. */
export class CloudFailure extends Error {
  override name = "CloudFailure";
  readonly status: number;
  /** Meta's code; undefined where the answer was none of Meta's. */
  readonly code: number | undefined;
  readonly subcode: number | undefined;
  /** From the `retry-after` header. */
  readonly waitMilliseconds: number | undefined;

  constructor(
    status: number,
    {
      code,
      subcode,
      waitMilliseconds,
    }: {
      code?: number | undefined;
      subcode?: number | undefined;
      waitMilliseconds?: number | undefined;
    } = {},
  ) {
    super(`whatsapp's cloud api answered status ${status}${code === undefined ? "" : `, code ${code}`}`);
    this.status = status;
    this.code = code;
    this.subcode = subcode;
    this.waitMilliseconds = waitMilliseconds;
  }
}

/** What a code, or without one an HTTP status, is about. */
export function kindOf(code: number | undefined, status = 400): Kind {
  const known = code === undefined ? undefined : KINDS[code];
  if (known) return known;
  if (code !== undefined && code >= 200 && code <= 299) return "token";
  if (status === 401 || status === 403) return "token";
  if (status === 429) return "flood";
  return status >= 500 ? "server" : "refused";
}

/** True for a failure of a message already accepted that may pass when it is sent once more. */
export function mayPass(code: number): boolean {
  return ["flood", "pair", "server"].includes(kindOf(code));
}

/** A system error's code (`ECONNRESET`), or what kind of failure it was. */
export function reasonOf(error: unknown): string {
  for (let inner = error, depth = 0; inner instanceof Error && depth < 4; inner = inner.cause, depth += 1) {
    if ("code" in inner && typeof inner.code === "string") return inner.code;
    if (inner.name === "AbortError" || inner.name === "TimeoutError") return "timeout";
  }
  return "connection failed";
}

/** A call that brought no answer. */
export function noAnswer(error: unknown): Outage {
  const reason = reasonOf(error);
  return new Outage(reason, { ambiguous: !NEVER_SENT.has(reason) });
}

/** What an administrator has to mend, in a few words; undefined for everything that passes or is one message's. */
export function adminTrouble(failure: CloudFailure): string | undefined {
  const kind = kindOf(failure.code, failure.status);
  const code = failure.code === undefined ? `status ${failure.status}` : `code ${failure.code}`;
  if (kind === "token") {
    return `the access token is refused (${code}): make a new one in Meta's business settings, and set WHATSAPP_CLOUD_TOKEN`;
  }
  if (kind === "account") {
    return `the WhatsApp account cannot send (${code}): see its state in Meta's WhatsApp Manager`;
  }
  return undefined;
}

/** The Cloud API's failures in the words of the messenger port. */
export function toMessengerError(error: unknown): Error {
  if (!(error instanceof CloudFailure)) return error instanceof Error ? error : new Error(String(error));
  const { code, status, waitMilliseconds } = error;
  const detail = code === undefined ? `status ${status}` : `code ${code}`;
  switch (kindOf(code, status)) {
    case "token":
    case "account":
      return new Outage(adminTrouble(error) ?? detail, { ambiguous: false });
    case "flood":
      return new RetryAfter(waitMilliseconds ?? (code === 130429 ? FLOOD_MS : LONG_FLOOD_MS));
    // One person gets too much at once; the others' messages go on.
    case "pair":
      return new Outage(detail, { ambiguous: false });
    case "vanished":
      return new Rejected("vanished", detail);
    case "refused":
      return new Rejected("refused", detail);
    case "server":
      // A gateway in between may give up on a call that was carried out; Meta's own code says that it was not.
      return new Outage(detail, { ambiguous: code === undefined && status !== 503 });
  }
}
