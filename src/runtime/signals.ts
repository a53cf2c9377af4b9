import type { Lifecycle } from "./lifecycle.ts";
import type { Logger } from "./logger.ts";

/** How long the event loop may take to run dry after everything was released. */
const DRAIN_MS = 2_000;

/**
 * Ends the process in order on SIGTERM, SIGINT, or when the parent that it has an IPC channel to is gone: everything
 * owned is released, then the process leaves with status 0 by itself. A second signal ends it at once (status 1), as
 * does a deadline that passes. "Second" means the same one again: Ctrl-C reaches a whole process group, and a
 * supervisor's SIGTERM may follow it. An error that nobody caught is logged and ends the process with status 1.
 *
 * @param log must write synchronously: its last line is followed by the end of the process
 */
export function installSignalHandlers(lifecycle: Lifecycle, log: Logger): void {
  const reasons = new Set<string>();
  const end = (reason: string) => {
    if (reasons.has(reason)) {
      log.warn({ reason }, "ending at once");
      process.exit(1);
    }
    reasons.add(reason);
    if (reasons.size > 1) return;
    log.info({ reason }, "ending");
    void lifecycle.close().then((inTime) => {
      if (!inTime) process.exit(1);
      process.exitCode ??= 0;
      if (process.connected) process.disconnect();
      setTimeout(() => {
        log.warn({ resources: process.getActiveResourcesInfo() }, "something was left open");
        process.exit();
      }, DRAIN_MS).unref();
    });
  };
  // Also what an unhandled rejection becomes. The state is unknown then: whoever supervises starts afresh.
  process.on("uncaughtException", (err) => {
    log.fatal({ err }, "unexpected error");
    process.exit(1);
  });
  process.on("SIGTERM", () => end("SIGTERM"));
  process.on("SIGINT", () => end("SIGINT"));
  process.on("disconnect", () => end("disconnect"));
}
