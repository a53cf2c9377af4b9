import type { HandledMessages } from "../../queue/handled-messages.ts";
import { QueueUnavailable } from "../../queue/queue-unavailable.ts";
import type { Logger } from "../../runtime/logger.ts";
import { createSequence } from "../sequence.ts";
import type { WhatsappArrival } from "./arrival.ts";
import { toError } from "./failures.ts";

/** A message whose handling fails in an unexpected way is tried this often. */
const TRIES = 3;

/** Takes messages in, each once, in the order of their chat. */
export type TakeOnce = {
  /** @returns false when it has to come again */
  take(arrival: WhatsappArrival): Promise<boolean>;
  /** Waits for what is in hand. */
  settled(): Promise<void>;
};

/**
 * @param receive must have stored whatever must not be lost when it resolves
 * @param giveUp told of a message that cannot be handled
 */
export function createTakeOnce({
  handled,
  receive,
  giveUp,
  log,
}: {
  handled: Pick<HandledMessages, "among" | "add">;
  receive: (arrival: WhatsappArrival, heardAt: number) => Promise<void>;
  giveUp: (arrival: WhatsappArrival) => void;
  log: Logger;
}): TakeOnce {
  const inSequence = createSequence();
  const failures = new Map<string, number>();
  const underWay = new Map<string, Promise<boolean>>();

  async function handle(arrival: WhatsappArrival, heardAt: number): Promise<boolean> {
    const { message, receivedAt } = arrival;
    try {
      if ((await handled.among([message])).has(message)) return true;
      await receive(arrival, heardAt);
      await handled.add(message, receivedAt);
      return true;
    } catch (error) {
      if (error instanceof QueueUnavailable) return false;
      const count = (failures.get(message) ?? 0) + 1;
      failures.set(message, count);
      log.error({ err: toError(error), attempt: count }, "message not handled");
      if (count < TRIES) return false;
      failures.delete(message);
      giveUp(arrival);
      await handled.add(message, receivedAt).catch((late: unknown) => {
        log.warn({ err: late }, "message given up may come again");
      });
      return true;
    }
  }

  return {
    async take(arrival) {
      const heardAt = Date.now();
      const known = underWay.get(arrival.message);
      if (known) return known;
      const work = inSequence(arrival.chat, () => handle(arrival, heardAt));
      underWay.set(arrival.message, work);
      try {
        return await work;
      } finally {
        underWay.delete(arrival.message);
      }
    },
    async settled() {
      await Promise.all(underWay.values());
    },
  };
}
