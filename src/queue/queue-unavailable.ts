/** Why the queue cannot take anything now: no answer, no memory (or nearly none), or no writing (replica, full disk). */
export type UnavailableReason = "away" | "full" | "read-only";

/** Redis cannot take this now; what was to be stored must stay unconfirmed and be tried again later. */
export class QueueUnavailable extends Error {
  override name = "QueueUnavailable";
  readonly reason: UnavailableReason;

  constructor(reason: UnavailableReason, options: { cause?: unknown } = {}) {
    super(`queue unavailable: ${reason}`, options.cause === undefined ? {} : { cause: options.cause });
    this.reason = reason;
  }
}

const AWAY =
  /Stream isn't writeable|Connection is closed|max retries per request|Command timed out|connect |ECONN|ENOENT|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|socket|LOADING|MASTERDOWN|CLUSTERDOWN|Connection in subscriber/i;

/** Names the trouble behind a failed Redis command; undefined when Redis is well and the command is at fault. */
export function unavailableReason(error: unknown): UnavailableReason | undefined {
  if (error instanceof QueueUnavailable) return error.reason;
  if (!(error instanceof Error)) return undefined;
  const text = `${error.message} ${"code" in error ? String(error.code) : ""}`;
  // A script reports the error reply of its own command, such as "ERR ... -OOM command not allowed".
  if (/\bOOM\b/.test(text)) return "full";
  if (/\b(READONLY|MISCONF|NOREPLICAS)\b/.test(text)) return "read-only";
  return AWAY.test(text) || error.name === "MaxRetriesPerRequestError" ? "away" : undefined;
}

/**
 * Runs a Redis operation and gives up on it after `milliseconds`.
 *
 * @throws {QueueUnavailable} when Redis is away, full or refuses writing, or did not answer in time; an operation
 *   given up on may still take effect later, so it must be safe to repeat
 */
export async function failFast<T>(milliseconds: number, operation: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  try {
    const work = operation();
    if (milliseconds === Number.POSITIVE_INFINITY) return await work;
    work.catch(() => {}); // its failure after the timeout has nobody left to tell
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new QueueUnavailable("away")), milliseconds);
    });
    return await Promise.race([work, timeout]);
  } catch (error) {
    const reason = unavailableReason(error);
    if (reason === undefined || error instanceof QueueUnavailable) throw error;
    throw new QueueUnavailable(reason, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
