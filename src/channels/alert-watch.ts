import type { Translator } from "../i18n/translator.ts";
import type { AlertBook, AlertRecord } from "../queue/alert-book.ts";
import type { HouseState } from "../queue/house-state.ts";
import { findTroubles, type Trouble, type TroubleLimits } from "../queue/troubles.ts";
import type { Logger } from "../runtime/logger.ts";
import { createRepeatFilter } from "../runtime/repeat-filter.ts";
import { renderAlert, renderOver } from "./admin-words.ts";
import { type Messenger, Rejected } from "./messenger.ts";

const LOOK_MS = 8_000;
const HOUR_MS = 3_600_000;

export type AlertSettings = TroubleLimits & {
  /** What begins or ends has to last so long: a process that is being replaced is no trouble. */
  readonly afterSeconds: number;
  /** A trouble that lasts is told again after so many hours. */
  readonly repeatHours: number;
};

/** Somebody to be told. */
export type AlertReader = {
  /** Their private chat. */
  readonly chat: string;
  readonly pseudonym: string;
  /** In their own language, asked anew each time. */
  translator(): Promise<Translator>;
};

/** How long each thing has been so, as far as this process has looked. */
function createStopwatch(now: () => number): (ids: readonly string[]) => (id: string) => number {
  const since = new Map<string, number>();
  return (ids) => {
    for (const id of since.keys()) if (!ids.includes(id)) since.delete(id);
    for (const id of ids) if (!since.has(id)) since.set(id, now());
    return (id) => now() - (since.get(id) ?? now());
  };
}

/** A channel that nobody has missed for a day is gone for good: its trouble ends without a word. */
function isForgotten(trouble: Trouble, { channels }: HouseState): boolean {
  return "channel" in trouble && channels.every(({ channel }) => channel !== trouble.channel);
}

/**
 * Looks at the house again and again, and tells admins what begins, what lasts and what is over: each once, whichever process
 * looks and however often it restarts. What could not be sent is sent at the next look. Each also becomes a line in the log.
 */
export function startAlertWatch({
  read,
  book,
  readers,
  messenger,
  settings,
  log,
  lookMilliseconds = LOOK_MS,
  now = Date.now,
}: {
  read: () => Promise<HouseState>;
  book: AlertBook;
  readers: readonly AlertReader[];
  messenger: Pick<Messenger, "sendText">;
  settings: AlertSettings;
  log: Logger;
  lookMilliseconds?: number;
  now?: () => number;
}): { close(): Promise<void> } {
  const lasting = createStopwatch(now);
  const gone = createStopwatch(now);
  const mayReport = createRepeatFilter(60_000);
  let looking: Promise<void> | undefined;
  let closed = false;

  /** @returns whether that reader needs no further attempt */
  async function tell(reader: AlertReader, render: (translator: Translator) => string): Promise<boolean> {
    if (closed || !(await book.hold())) return false;
    try {
      await messenger.sendText(reader.chat, render(await reader.translator()));
      return true;
    } catch (err) {
      if (mayReport(`tell ${reader.pseudonym}`))
        log.warn({ err, person: reader.pseudonym }, "alert not sent");
      // Whoever has blocked the bot, or never started it, is asked again when the trouble is told again.
      return err instanceof Rejected;
    }
  }

  async function begin(trouble: Trouble, known: AlertRecord | undefined): Promise<void> {
    const record: AlertRecord = known ? { ...known, trouble } : { v: 1, since: now(), told: {}, trouble };
    if (!known) {
      log.warn({ alert: trouble.id, trouble }, "alert: begins");
      await book.write(record);
    }
    for (const reader of readers) {
      const last = record.told[reader.pseudonym];
      if (last !== undefined && now() - last < settings.repeatHours * HOUR_MS) continue;
      if (await tell(reader, (translator) => renderAlert(trouble, translator))) {
        record.told[reader.pseudonym] = now();
        await book.write(record);
      }
    }
  }

  async function end(record: AlertRecord, state: HouseState): Promise<void> {
    const trouble = record.trouble as Trouble;
    const quietly = isForgotten(trouble, state);
    for (const reader of quietly ? [] : readers) {
      if (record.told[reader.pseudonym] === undefined) continue;
      if (!(await tell(reader, (translator) => renderOver(trouble, translator)))) continue;
      delete record.told[reader.pseudonym];
      await book.write(record);
    }
    const unaware = readers.every(({ pseudonym }) => record.told[pseudonym] === undefined);
    if (!quietly && !unaware) return;
    await book.strike(trouble.id);
    log.warn({ alert: trouble.id, seconds: Math.round((now() - record.since) / 1_000) }, "alert: over");
  }

  async function look(): Promise<void> {
    if (!(await book.hold())) return;
    const state = await read();
    const troubles = findTroubles(state, settings);
    const records = await book.all();
    const lasted = lasting(troubles.map(({ id }) => id));
    const passed = [...records.values()].filter((it) => troubles.every(({ id }) => id !== it.trouble.id));
    const goneFor = gone(passed.map(({ trouble }) => trouble.id));
    for (const trouble of troubles) {
      const known = records.get(trouble.id);
      if (known || lasted(trouble.id) >= settings.afterSeconds * 1_000) await begin(trouble, known);
    }
    for (const record of passed) {
      if (goneFor(record.trouble.id) >= settings.afterSeconds * 1_000) await end(record, state);
    }
  }

  const timer = setInterval(() => {
    looking ??= look()
      .catch((err: unknown) => {
        if (mayReport("look")) log.warn({ err }, "state of the house not read");
      })
      .finally(() => {
        looking = undefined;
      });
  }, lookMilliseconds);
  return {
    async close() {
      closed = true;
      clearInterval(timer);
      await looking;
      await book.close();
    },
  };
}
