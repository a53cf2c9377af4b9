import whatsapp from "whatsapp-web.js";
import type { Logger } from "../../runtime/logger.ts";
import { toError } from "./failures.ts";

const { Client, LocalAuth, MessageMedia } = whatsapp;
export type Client = whatsapp.Client;
export type Message = whatsapp.Message;

/** What the library does by itself behind our back, and no declaration mentions. */
type Inside = {
  inject(): Promise<void>;
  initWebVersionCache(): Promise<void>;
  destroy(): Promise<void>;
};

export type LibrarySettings = {
  readonly sessionDir: string;
  readonly chromium: string;
  readonly sandbox: boolean;
};

const ARGUMENTS = [
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--no-default-browser-check",
];
/** A slow machine on a slow line. */
const AUTH_MS = 120_000;
const LAUNCH_MS = 60_000;
/** One call into the page, a large photo's download included. */
const CALL_MS = 120_000;

/**
 * The library's client, set up so that its failures reach us instead of ending the process.
 *
 * @param onBrowser called as soon as its browser runs
 * @param onFailure told of failures in what the library does unasked
 */
export function createClient(
  { sessionDir, chromium, sandbox }: LibrarySettings,
  { onBrowser, onFailure, log }: { onBrowser: () => void; onFailure: (error: Error) => void; log: Logger },
): Client {
  const link = new LocalAuth({ dataPath: sessionDir });
  link.afterBrowserInitialized = async () => onBrowser();
  // The library would delete the folder under a running browser when the phone ends the link.
  link.logout = async () => {};
  const client = new Client({
    authStrategy: link,
    authTimeoutMs: AUTH_MS,
    deviceName: "Roentgram",
    webVersionCache: { type: "none" },
    puppeteer: {
      executablePath: chromium,
      // A browser on a pipe ends with this process, even when that is killed.
      pipe: true,
      timeout: LAUNCH_MS,
      protocolTimeout: CALL_MS,
      // This process has its own order of ending.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      args: sandbox ? ARGUMENTS : [...ARGUMENTS, "--no-sandbox"],
    },
  });
  const inside = client as unknown as Inside;
  const inject = inside.inject.bind(client);
  const destroy = inside.destroy.bind(client);
  // Called again on every navigation, where nobody waits for it.
  inside.inject = () => inject().catch((error: unknown) => onFailure(toError(error)));
  inside.destroy = () =>
    destroy().catch((error: unknown) => log.debug({ err: toError(error) }, "browser not closed in order"));
  // Reads each answer's body for a cache that is not used.
  inside.initWebVersionCache = async () => {};
  return client;
}

/** A picture as the library sends it. */
export function toMedia(jpeg: Uint8Array): whatsapp.MessageMedia {
  return new MessageMedia("image/jpeg", Buffer.from(jpeg).toString("base64"), "roentgram.jpg");
}
