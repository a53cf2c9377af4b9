import type { HandledMessages } from "../../queue/handled-messages.ts";
import { QueueUnavailable } from "../../queue/queue-unavailable.ts";
import type { Logger } from "../../runtime/logger.ts";
import { readMessage, type WhatsappArrival } from "./arrival.ts";
import { toError } from "./failures.ts";
import type { Message } from "./library.ts";
import { createTakeOnce } from "./take-once.ts";

/** Clocks differ, and a message may be older than when it comes. */
const OVERLAP_MS = 180_000;
/** What may have been missed is looked for this often, and sooner after a failure. */
const SWEEP_MS = 300_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** Takes messages in, each once, in the order of their chat, and looks for those that were missed. */
export type Inbox = {
  /** A message that has just come. */
  take(message: Message): void;
  /** Looks through what may have come while nobody listened. */
  sweep(): void;
  /** Takes nothing more in, and waits for what is in hand. */
  close(): Promise<void>;
};

/**
 * @param receive must have stored whatever must not be lost when it resolves
 * @param giveUp told of a message that cannot be handled
 * @param readSince what people wrote since a moment, oldest first
 */
export function createInbox({
  handled,
  groups,
  receive,
  giveUp,
  readSince,
  log,
}: {
  handled: HandledMessages;
  groups: readonly string[];
  receive: (arrival: WhatsappArrival, heardAt: number) => Promise<void>;
  giveUp: (arrival: WhatsappArrival) => void;
  readSince: (since: number) => Promise<Message[]>;
  log: Logger;
}): Inbox {
  const once = createTakeOnce({ handled, receive, giveUp, log });
  let closed = false;
  let pause = FIRST_PAUSE_MS;
  let timer: NodeJS.Timeout | undefined;
  let sweeping: Promise<void> | undefined;

  function schedule(milliseconds: number): void {
    clearTimeout(timer);
    if (!closed) timer = setTimeout(() => sweep(), milliseconds);
  }

  async function takeIn(message: Message): Promise<boolean> {
    const arrival = readMessage(message, groups);
    return arrival ? once.take(arrival) : true;
  }

  async function lookThrough(): Promise<void> {
    const begun = Date.now();
    const mark = await handled.mark();
    // The very first start: what was written before is nothing to us.
    if (mark === undefined) {
      await handled.moveMark(begun);
      return;
    }
    const messages = await readSince(mark - OVERLAP_MS);
    const results = await Promise.all(messages.map(takeIn));
    if (results.includes(false)) throw new QueueUnavailable("away");
    await handled.moveMark(begun);
  }

  async function sweepOnce(): Promise<void> {
    try {
      await lookThrough();
      pause = FIRST_PAUSE_MS;
      schedule(SWEEP_MS);
    } catch (error) {
      log.debug({ err: toError(error), pause }, "not all that came could be taken in yet");
      schedule(pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
  }

  function sweep(): void {
    if (closed || sweeping) return;
    clearTimeout(timer);
    sweeping = sweepOnce().finally(() => {
      sweeping = undefined;
    });
  }

  return {
    take(message) {
      if (closed) return;
      void takeIn(message).then((done) => {
        if (!done) schedule(pause);
      });
    },
    sweep,
    async close() {
      closed = true;
      clearTimeout(timer);
      await Promise.all([sweeping, once.settled()]);
    },
  };
}
