import { setTimeout as sleep } from "node:timers/promises";
import { QueueUnavailable } from "../../../queue/queue-unavailable.ts";
import type { Logger } from "../../../runtime/logger.ts";
import type { Metrics } from "../../../runtime/metrics.ts";
import { Outage } from "../../messenger.ts";
import type { WhatsappArrival } from "../arrival.ts";
import { toError } from "../failures.ts";
import type { TakeOnce } from "../take-once.ts";
import { readCloudMessage } from "./arrival.ts";
import { CloudFailure, kindOf } from "./failures.ts";
import type { Outbox } from "./outbox.ts";
import { type CloudStatus, readNotification } from "./payload.ts";

/** Meta delivers for up to seven days; what is older has been recorded by somebody and sent again. */
export const OLDEST_MS = 8 * 86_400_000;
/** A moment before a failed message is sent again. */
const AGAIN_MS = 3_000;
/** Statuses of which nothing has to be done. */
const FINE = ["sent", "delivered", "read", "played", "deleted"];

/** Takes one notification in. @returns `again` when Meta has to deliver it once more */
type TakeNotification = (notification: unknown) => Promise<"stored" | "again">;

/** @param phoneId what is meant for another number is passed over */
export function createTakeNotification({
  phoneId,
  once,
  outbox,
  onEvent,
  log,
  againMilliseconds = AGAIN_MS,
  now = Date.now,
}: {
  phoneId: string;
  once: Pick<TakeOnce, "take">;
  outbox: Pick<Outbox, "failed">;
  onEvent: Metrics["event"];
  log: Logger;
  againMilliseconds?: number;
  now?: () => number;
}): TakeNotification {
  /** @returns false when it has to come again */
  async function takeFailed(status: CloudStatus, code: number): Promise<boolean> {
    const chat = status.recipient_id ?? status.recipient_user_id;
    if (chat === undefined) return true;
    const kind = kindOf(code);
    try {
      if (kind !== "vanished") await sleep(againMilliseconds);
      const aftermath = await outbox.failed(chat, status.id, code);
      onEvent(kind === "vanished" ? "blocked" : `status-failed-${aftermath}`);
      const lost = aftermath === "given-up" || aftermath === "unknown";
      log[lost && kind !== "vanished" ? "error" : "warn"](
        { code, aftermath },
        "whatsapp failed a message that it had accepted",
      );
      return true;
    } catch (error) {
      const passing = [QueueUnavailable, CloudFailure, Outage].some((kind) => error instanceof kind);
      log[passing ? "debug" : "error"]({ err: toError(error), code }, "failed message not handled yet");
      return false;
    }
  }

  async function takeStatus(status: CloudStatus): Promise<boolean> {
    if (status.status === "failed") return takeFailed(status, status.errors[0]?.code ?? 131000);
    onEvent(FINE.includes(status.status) ? `status-${status.status}` : "status-unknown");
    return true;
  }

  async function takeMessage(arrival: WhatsappArrival): Promise<boolean> {
    if (now() - arrival.receivedAt <= OLDEST_MS) return once.take(arrival);
    onEvent("webhook-outdated");
    log.warn("message older than a week passed over");
    return true;
  }

  return async (notification) => {
    const { messages, statuses, ignored, errors } = readNotification(notification, phoneId);
    for (const why of ignored) {
      onEvent("webhook-ignored");
      log.info({ why }, "part of a notification passed over");
    }
    for (const code of errors) {
      onEvent("account-error");
      log.error({ code }, "whatsapp reports a trouble of the account; see Meta's WhatsApp Manager");
    }
    const arrivals = messages.flatMap((message) => {
      const arrival = readCloudMessage(message);
      if (!arrival) log.info({ type: message.type.slice(0, 40) }, "message that needs no answer");
      return arrival ? [arrival] : [];
    });
    // Side by side: those of one chat keep their order, for they are begun in it.
    const results = await Promise.all([...arrivals.map(takeMessage), ...statuses.map(takeStatus)]);
    return results.includes(false) ? "again" : "stored";
  };
}
