import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "../runtime/logger.ts";
import { Outage, Rejected, RetryAfter } from "./messenger.ts";

/** Longer floods than this are not waited out: what was to be said is then no longer of use. */
const LONGEST_WAIT_MS = 120_000;
/** About a minute of outage. */
const TRIES = 8;
const FIRST_PAUSE_MS = 500;

/** Something to send; may be called again after a failure. */
type Errand = () => Promise<void>;

/**
 * Sends what the conversation says: in order within a chat, chats side by side, and again after a flood limit or an
 * outage. Results do not travel this way: they have a queue of their own, which survives the process.
 */
export type Courier = {
  send(chat: string, errand: Errand): void;
  /** Resolves when everything so far is sent or given up, or after `milliseconds`. */
  settled(milliseconds: number): Promise<void>;
  /** Sends no more repetitions, and waits up to `milliseconds` for what is under way. */
  close(milliseconds: number): Promise<void>;
};

/** @param onEvent counts `said`, `unsaid`, `blocked` */
export function createCourier({
  log,
  onEvent,
}: {
  log: Logger;
  onEvent: (event: "said" | "unsaid" | "blocked") => void;
}): Courier {
  const lines = new Map<string, Promise<void>>();
  const ending = new AbortController();

  async function pause(error: unknown, attempt: number): Promise<boolean> {
    if (error instanceof Rejected || attempt >= TRIES) return false;
    const flood = error instanceof RetryAfter ? error.milliseconds : 0;
    if (flood > LONGEST_WAIT_MS) return false;
    if (!(error instanceof RetryAfter || error instanceof Outage)) return false;
    const milliseconds = flood || Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), 16_000);
    return sleep(milliseconds, true, { signal: ending.signal }).catch(() => false);
  }

  async function run(errand: Errand): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await errand();
        onEvent("said");
        return;
      } catch (error) {
        if (await pause(error, attempt)) continue;
        const gone = error instanceof Rejected && error.reason !== "refused";
        onEvent(gone ? "blocked" : "unsaid");
        if (!gone) log.warn({ err: error, attempt }, "message not sent");
        return;
      }
    }
  }

  const all = () => Promise.all(lines.values());
  const within = async (milliseconds: number) => {
    const timer = new AbortController();
    const late = sleep(milliseconds, undefined, { signal: timer.signal }).catch(() => {});
    await Promise.race([all(), late]);
    timer.abort();
  };

  return {
    send(chat, errand) {
      const line = (lines.get(chat) ?? Promise.resolve()).then(() => run(errand));
      lines.set(chat, line);
      void line.then(() => {
        if (lines.get(chat) === line) lines.delete(chat);
      });
    },
    settled: within,
    async close(milliseconds) {
      const last = setTimeout(() => ending.abort(), milliseconds);
      await within(milliseconds + 500);
      clearTimeout(last);
      ending.abort();
    },
  };
}
