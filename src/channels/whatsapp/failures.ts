import { Outage, Rejected, RetryAfter } from "../messenger.ts";

/** How long to wait when WhatsApp says that too much is sent. */
const FLOOD_MS = 60_000;
/** The call went out and the browser or the page went away under it. */
const CUT_SHORT =
  /Target closed|Session closed|Connection closed|context was destroyed|detached|Protocol error|timed out|timeout|Navigating frame/i;
/** Raised while the picture is prepared or uploaded: no message exists yet. */
const BEFORE_SENDING = /upload|media|filehash|prep/i;
const NOBODY = /No LID for user|invalid wid|wid error|chat not found/i;
const FLOOD = /rate-?overlimit|too many|\b429\b/i;
/** Ids of people and groups. */
const IDS = /[\w.+-]+@(?:c\.us|lid|g\.us|s\.whatsapp\.net|broadcast|newsletter)/g;

/** The library throws strings now and then. Ids of people are taken out; only the first line is kept. */
export function toError(thrown: unknown): Error {
  if (thrown instanceof Outage || thrown instanceof Rejected || thrown instanceof RetryAfter) return thrown;
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  const [line = ""] = text.split("\n");
  const error = new Error(line.replace(IDS, "[id]").slice(0, 200));
  error.name = thrown instanceof Error ? thrown.name : "WhatsappError";
  return error;
}

/** True when the browser or the page went away under a call, so that nothing is known of what it was about. */
export function isCutShort(thrown: unknown): boolean {
  return thrown instanceof Outage || CUT_SHORT.test(toError(thrown).message);
}

/** The library's failures in the words of the messenger port. */
export function toMessengerError(thrown: unknown): Error {
  const error = toError(thrown);
  if (error instanceof Outage || error instanceof Rejected || error instanceof RetryAfter) return error;
  const { message } = error;
  if (FLOOD.test(message)) return new RetryAfter(FLOOD_MS);
  if (NOBODY.test(message)) return new Rejected("vanished");
  if (CUT_SHORT.test(message)) return new Outage(message, { ambiguous: true });
  return new Outage(message, { ambiguous: !BEFORE_SENDING.test(message) });
}

/**
 * Waits for work of the library's, which may never come to an end.
 *
 * @throws {Outage} (ambiguous) after `milliseconds`
 */
export async function within<T>(milliseconds: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Outage(`${what}: no answer in ${milliseconds} ms`, { ambiguous: true })),
      milliseconds,
    );
  });
  work.catch(() => {}); // its failure after the timeout has nobody left to tell
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
