import { setTimeout as sleep } from "node:timers/promises";
import { type Bot, BotError, GrammyError } from "grammy";
import type { Update } from "grammy/types";
import { QueueUnavailable } from "../../queue/queue-unavailable.ts";
import type { Logger } from "../../runtime/logger.ts";
import { byChat, createProgress } from "./batch.ts";
import { UPDATES } from "./bot.ts";
import { createFailureCount } from "./failure-count.ts";
import { toMessengerError } from "./failures.ts";
import { hopeless } from "./poll-failure.ts";

/** Telegram holds a request open this long when there is nothing new. */
const LONG_POLL_SECONDS = 25;
const BATCH = 100;
const FIRST_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 10_000;
/** Answers get this long before the batch is confirmed; a slow chat does not hold up the others. */
const SAY_MS = 500;
const CONFIRM_MS = 3_000;

type Signal = Parameters<Bot["api"]["getUpdates"]>[1];

export type Polling = {
  /** Settles when polling has ended: in order after {@link Polling.stop}, with a UserError when it is hopeless. */
  readonly ended: Promise<void>;
  /** True while Telegram answers. */
  healthy(): boolean;
  /** Fetches nothing more, finishes what is in hand, and confirms it. */
  stop(): Promise<void>;
};

/**
 * Fetches updates and hands them to the bot. Telegram is told to forget an update only when it was accepted durably:
 * with Redis away the same updates come again until they are. Chats are handled side by side, each in its order.
 *
 * @param settle waits a while for what is being said
 * @param giveUp told of an update whose handling keeps failing, before it is confirmed
 */
export function startPolling({
  bot,
  settle,
  giveUp,
  log,
}: {
  bot: Bot;
  settle: (milliseconds: number) => Promise<void>;
  giveUp: (update: Update) => void;
  log: Logger;
}): Polling {
  const ending = new AbortController();
  const progress = createProgress();
  const failures = createFailureCount();
  let offset = 0;
  // Somebody has just answered: the long poll itself may say nothing for a while.
  let healthy = true;
  let conflictSince: number | undefined;

  const getUpdates = (seconds: number, limit: number, signal: AbortSignal) =>
    bot.api.getUpdates({ offset, limit, timeout: seconds, allowed_updates: UPDATES }, signal as Signal);

  /** @returns false when the update has to come again */
  async function handle(update: Update): Promise<boolean> {
    try {
      await bot.handleUpdate(update);
    } catch (thrown) {
      const error = thrown instanceof BotError ? thrown.error : thrown;
      if (error instanceof QueueUnavailable) return false;
      log.error({ err: error, number: update.update_id }, "update not handled");
      if (!failures.failed(update.update_id)) return false;
      giveUp(update);
    }
    failures.succeeded(update.update_id);
    progress.done(update);
    return true;
  }

  /** Stops at the first update that has to come again, so that a chat's order is kept. */
  async function handleChat(updates: readonly Update[]): Promise<void> {
    for (const update of updates) {
      if (!progress.isDone(update) && !(await handle(update))) return;
    }
  }

  async function handleBatch(updates: readonly Update[]): Promise<boolean> {
    await Promise.all(byChat(updates).map(handleChat));
    await settle(SAY_MS);
    offset = progress.offsetAfter(updates);
    return updates.every((update) => update.update_id < offset);
  }

  /** @throws {UserError} when it is hopeless */
  function assess(error: unknown): number {
    const conflict = error instanceof GrammyError && error.error_code === 409;
    conflictSince = conflict ? (conflictSince ?? Date.now()) : undefined;
    const end = hopeless(error, Date.now() - (conflictSince ?? Date.now()));
    if (end) throw end;
    const known = toMessengerError(error);
    log.warn({ err: known, conflict }, "no updates from telegram");
    return "milliseconds" in known && typeof known.milliseconds === "number" ? known.milliseconds : 0;
  }

  async function poll(): Promise<void> {
    let pause = 0;
    while (!ending.signal.aborted) {
      try {
        const updates = await getUpdates(LONG_POLL_SECONDS, BATCH, ending.signal);
        healthy = true;
        conflictSince = undefined;
        if (updates.length === 0 || (await handleBatch(updates))) {
          pause = 0;
          continue;
        }
        pause = Math.min(pause * 2 || FIRST_PAUSE_MS, LONGEST_PAUSE_MS);
        log.warn({ updates: updates.length, pause }, "updates left unconfirmed");
      } catch (error) {
        if (ending.signal.aborted) break;
        healthy = false;
        pause = Math.max(assess(error), Math.min(pause * 2 || FIRST_PAUSE_MS, LONGEST_PAUSE_MS));
      }
      await sleep(pause, undefined, { signal: ending.signal }).catch(() => {});
    }
    healthy = false;
  }

  /** Without this the last batch would come once more at the next start. */
  async function confirm(): Promise<void> {
    if (offset === 0) return;
    await getUpdates(0, 1, AbortSignal.timeout(CONFIRM_MS)).catch((error: unknown) => {
      log.warn({ err: toMessengerError(error) }, "last updates not confirmed; they may come again");
    });
  }

  const ended = poll();
  ended.catch(() => {}); // whoever waits for it hears of it
  return {
    ended,
    healthy: () => healthy,
    async stop() {
      ending.abort();
      const failed = await ended.then(
        () => false,
        () => true,
      );
      if (!failed) await confirm();
    },
  };
}
