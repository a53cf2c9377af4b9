import type { Logger } from "../../runtime/logger.ts";
import { toError } from "./failures.ts";

/** The library, and what it drives the browser with. */
const LIBRARY = /node_modules\/(?:whatsapp-web\.js|puppeteer(?:-core)?)\//;

function isTheLibrarys(reason: unknown): boolean {
  return typeof reason === "string" || (reason instanceof Error && LIBRARY.test(reason.stack ?? ""));
}

/**
 * Keeps failures in what the library does unasked from ending the process; whether the connection still works is for the
 * watchdog to see. Every other unhandled rejection ends the process as before.
 *
 * @returns what takes the guard away
 */
export function guardRejections(log: Logger): () => void {
  const guard = (reason: unknown) => {
    if (!isTheLibrarys(reason)) throw reason;
    log.warn({ err: toError(reason) }, "the whatsapp library failed behind our back");
  };
  process.on("unhandledRejection", guard);
  return () => void process.off("unhandledRejection", guard);
}
