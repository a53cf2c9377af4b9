import type { Logger } from "../../runtime/logger.ts";
import { toError, within } from "./failures.ts";
import { type Client, createClient, type LibrarySettings, type Message } from "./library.ts";

/** How often the page is asked how it is, and how long it may say something other than CONNECTED. */
const LOOK_MS = 5_000;
const LOOK_PATIENCE_MS = 10_000;
const SILENT_MS = 90_000;
/** From the browser's start to the first sign of life, and from there to where messages can be sent. */
const START_MS = 180_000;
const READY_MS = 120_000;
const CLOSE_MS = 8_000;

/** Why a connection ended. `unlinked`: the phone (or WhatsApp) ended the link. */
export type Ending = {
  readonly why: "browser-gone" | "silent" | "unlinked" | "failed" | "closed";
  readonly detail: string;
  /** The browser never came up. */
  readonly unborn: boolean;
};

/** One browser with one client, from its start to its end. */
export type Connection = {
  /** Settles when nothing more can come of it; it has still to be closed. */
  readonly ended: Promise<Ending>;
  /** The client while it can send and receive. */
  ready(): Client | undefined;
  /** The browser's process, once it runs. */
  browser(): number | undefined;
  /** Ends the browser, by force if need be. */
  close(): Promise<void>;
};

export type ConnectionEvents = {
  /** A code to link a phone with; a new one comes every twenty seconds or so. */
  onQr(code: string): void;
  /** Messages can be sent; comes again after every reload of the page. */
  onReady(client: Client): void;
  onMessage(message: Message): void;
};

/** Starts a browser and the client in it. */
export function openConnection(
  settings: LibrarySettings,
  { onQr, onReady, onMessage }: ConnectionEvents,
  log: Logger,
): Connection {
  let end: (ending: Ending) => void = () => {};
  const ended = new Promise<Ending>((resolve) => {
    end = resolve;
  });
  let isReady = false;
  let over = false;
  const finish = (why: Ending["why"], detail: string) => {
    isReady = false;
    over = true;
    clearInterval(watch);
    clearTimeout(patience);
    end({ why, detail, unborn: client.pupBrowser == null });
  };
  let patience: NodeJS.Timeout | undefined;
  const expect = (milliseconds: number, otherwise: string) => {
    clearTimeout(patience);
    patience = setTimeout(() => finish("silent", otherwise), milliseconds);
  };
  expect(START_MS, "no sign of life from the page");
  const client = createClient(settings, {
    log,
    onFailure: (error) => finish("failed", error.message),
    onBrowser: () => {
      // A killed browser makes the library emit nothing.
      client.pupBrowser?.on("disconnected", () => finish("browser-gone", "the browser ended"));
      client.pupPage?.on("framenavigated", (frame) => {
        if (frame.parentFrame() !== null || !isReady) return;
        // A reload: ready comes again, or something is wrong.
        isReady = false;
        expect(READY_MS, "reloaded, and never ready again");
      });
      client.pupPage?.on("error", () => finish("failed", "the page crashed"));
    },
  });

  let healthyAt = Date.now();
  async function look(): Promise<void> {
    if (!isReady) return;
    const state = await within(LOOK_PATIENCE_MS, "state", client.getState()).catch((error: unknown) => {
      log.debug({ err: toError(error) }, "page does not say its state");
      return undefined;
    });
    if (String(state) === "CONNECTED") healthyAt = Date.now();
    else if (Date.now() - healthyAt > SILENT_MS) finish("silent", `state ${String(state)}`);
  }
  const watch = setInterval(() => void look(), LOOK_MS);

  client.on("qr", (code) => {
    if (over) return;
    clearTimeout(patience);
    isReady = false;
    onQr(code);
  });
  client.on("authenticated", () => {
    if (!over && !isReady) expect(READY_MS, "linked, but never ready");
  });
  client.on("ready", () => {
    if (over) return;
    clearTimeout(patience);
    healthyAt = Date.now();
    isReady = true;
    onReady(client);
  });
  client.on("auth_failure", (detail) => finish("unlinked", toError(detail).message));
  client.on("disconnected", (reason) => {
    const unlinked = ["LOGOUT", "UNPAIRED", "UNPAIRED_IDLE"].includes(String(reason));
    finish(unlinked ? "unlinked" : "failed", `disconnected: ${String(reason)}`);
  });
  client.on("message", (message) => {
    if (!over) onMessage(message);
  });

  client.initialize().catch((error: unknown) => finish("failed", toError(error).message));
  return {
    ended,
    ready: () => (isReady ? client : undefined),
    browser: () => client.pupBrowser?.process()?.pid ?? undefined,
    async close() {
      const browser = client.pupBrowser?.process();
      finish("closed", "closed");
      await within(CLOSE_MS, "close", client.destroy()).catch(() => browser?.kill("SIGKILL"));
    },
  };
}
