import { unreachable } from "../core/unreachable.ts";
import type { ChannelState } from "../queue/house-state.ts";
import type { Trouble } from "../queue/troubles.ts";

/** A time span in words of one unit. */
export function lasting(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3_600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}

/** How a channel stands, and since when nobody has heard of it where it does not run. */
export function standingOf({ process, silentSeconds }: ChannelState): string {
  if (!process) return `does not run; last seen ${lasting(silentSeconds)} ago`;
  switch (process.state) {
    case "ready":
      return "connected";
    case "starting":
      return "starting";
    case "link-wanted":
      return "waits for its code to be scanned";
    case "trouble":
      return process.trouble ?? "in trouble";
    default:
      return unreachable(process.state);
  }
}

/** What is wrong and what to do. */
export function describeTrouble(trouble: Trouble): string {
  switch (trouble.kind) {
    case "queue":
      return `The oldest job in ${trouble.queue} waits for ${trouble.minutes} min: start more workers, or look at their logs.`;
    case "channel-down":
      return `Channel ${trouble.channel} does not run: start it, and look at its log.`;
    case "channel-trouble":
      return `Channel ${trouble.channel} has lost its connection: look at its log.`;
    case "channel-link":
      return `Channel ${trouble.channel} waits to be linked: scan its code, on the admin page or in its terminal.`;
    case "no-worker":
      return "No worker runs: photos are taken in, but not read. Start a worker, and look at its log.";
    case "disk":
      return `Little disk space left on ${trouble.host}: ${trouble.freeGigabytes} GB. Make room there.`;
    case "memory":
      return `Redis is nearly full: ${trouble.usedMegabytes} of ${trouble.limitMegabytes} MB. Give it more memory, or start more workers.`;
    default:
      return unreachable(trouble);
  }
}
