import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../../core/user-error.ts";
import type { Logger } from "../../runtime/logger.ts";
import { treeMebibytes } from "../../runtime/process-tree.ts";
import { Outage } from "../messenger.ts";
import { type Connection, type Ending, openConnection } from "./connection.ts";
import type { Client, LibrarySettings, Message } from "./library.ts";
import { forgetLink, tidyProfile } from "./profile-folder.ts";

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** A connection that lasted this long was a good one. */
const GOOD_MS = 60_000;
const MEASURE_MS = 30_000;
/** What is in hand gets this long before the browser is renewed. */
const FINISH_MS = 30_000;

export type SessionSettings = LibrarySettings & {
  /** The browser is renewed at this age or size. */
  readonly restartHours: number;
  readonly restartMebibytes: number;
};

type SessionState = "starting" | "link-wanted" | "ready" | "renewing" | "waiting" | "closed";

/** The link to WhatsApp, over as many browsers as it takes. */
export type Session = {
  /** Begins; called once. */
  start(events: SessionEvents): void;
  /** Rejects with a UserError when no browser can be started at all. */
  readonly ended: Promise<void>;
  state(): SessionState;
  /** The code that links a phone, while one is wanted. */
  linkCode(): string | undefined;
  /** Since when the state is what it is, milliseconds since 1970. */
  since(): number;
  /** @throws {Outage} when no message can be sent now; nothing has happened then */
  use<T>(work: (client: Client) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

type SessionEvents = {
  onLinkCode(code: string): void;
  onReady(): void;
  onMessage(message: Message): void;
};

/**
 * Keeps a client connected: begins again with growing pauses when its browser dies, its page falls silent or its
 * link ends, and renews it in order at a set age or size. The session folder must be held by the caller.
 */
export function createSession(settings: SessionSettings, log: Logger): Session {
  const closing = new AbortController();
  let connection: Connection | undefined;
  let state: SessionState = "starting";
  let since = Date.now();
  let linkCode: string | undefined;
  let inHand = 0;
  let everBorn = false;

  function enter(next: SessionState): void {
    if (next !== "link-wanted") linkCode = undefined;
    if (state === next) return;
    state = next;
    since = Date.now();
    log.info({ state }, "whatsapp session");
  }

  const pause = (milliseconds: number) =>
    sleep(milliseconds, undefined, { signal: closing.signal }).catch(() => {});

  /** Resolves when the browser has become too old or too large, and everything in hand is done. */
  async function worn(live: Connection, begun: number, over: AbortSignal): Promise<void> {
    for (;;) {
      await sleep(Math.min(MEASURE_MS, settings.restartHours * 3_600_000), undefined, { signal: over });
      if (state !== "ready") continue;
      const pid = live.browser();
      const mebibytes = pid === undefined ? undefined : await treeMebibytes(pid);
      const hours = (Date.now() - begun) / 3_600_000;
      if (hours < settings.restartHours && (mebibytes ?? 0) < settings.restartMebibytes) continue;
      log.info({ hours: Math.round(hours * 10) / 10, mebibytes }, "browser is renewed");
      enter("renewing");
      const deadline = Date.now() + FINISH_MS;
      while (inHand > 0 && Date.now() < deadline) await sleep(50);
      return;
    }
  }

  async function live(events: SessionEvents): Promise<Ending | "worn"> {
    await tidyProfile(settings.sessionDir, log);
    enter("starting");
    const opened = openConnection(
      settings,
      {
        onQr(code) {
          enter("link-wanted");
          linkCode = code;
          events.onLinkCode(code);
        },
        onReady() {
          enter("ready");
          events.onReady();
        },
        onMessage: events.onMessage,
      },
      log,
    );
    connection = opened;
    const over = new AbortController();
    const asked = new Promise<Ending>((resolve) => {
      const closed = { why: "closed", detail: "", unborn: false } as const;
      closing.signal.addEventListener("abort", () => resolve(closed), { once: true });
    });
    const wear = worn(opened, Date.now(), over.signal).then(() => "worn" as const);
    wear.catch(() => {}); // ended otherwise
    try {
      return await Promise.race([opened.ended, asked, wear]);
    } finally {
      over.abort();
      everBorn ||= opened.browser() !== undefined;
      await opened.close();
      connection = undefined;
    }
  }

  async function run(events: SessionEvents): Promise<void> {
    let wait = FIRST_PAUSE_MS;
    while (!closing.signal.aborted) {
      const begun = Date.now();
      const ending = await live(events);
      if (closing.signal.aborted) break;
      if (ending === "worn") continue;
      if (ending.unborn && !everBorn) throw noBrowser(settings.chromium, ending.detail);
      if (ending.why === "unlinked") {
        log.warn("the link to the phone has ended; a new code will be shown");
        await forgetLink(settings.sessionDir);
      }
      wait = Date.now() - begun > GOOD_MS ? FIRST_PAUSE_MS : Math.min(wait * 2, LONGEST_PAUSE_MS);
      log.warn({ why: ending.why, detail: ending.detail, pause: wait }, "whatsapp connection ended");
      enter("waiting");
      await pause(wait);
    }
  }

  let running: Promise<void> | undefined;
  let settle: (value: Promise<void>) => void = () => {};
  const ended = new Promise<void>((resolve) => {
    settle = resolve;
  });
  ended.catch(() => {}); // whoever waits for it hears of it
  return {
    start(events) {
      running = run(events);
      settle(running);
    },
    ended,
    state: () => state,
    linkCode: () => linkCode,
    since: () => since,
    async use(work) {
      const client = state === "ready" ? connection?.ready() : undefined;
      if (!client) throw new Outage(`the session is ${state}`, { ambiguous: false });
      inHand += 1;
      try {
        return await work(client);
      } finally {
        inHand -= 1;
      }
    },
    async close() {
      closing.abort();
      await running?.catch(() => {});
      enter("closed");
    },
  };
}

function noBrowser(chromium: string, detail: string): UserError {
  return new UserError(
    `CHROMIUM_PATH: the browser ${chromium} does not start (${detail}). Start it by hand with --headless to see why; in a container, CHROMIUM_SANDBOX=off may be needed.`,
  );
}
