import type { Channel } from "./jobs.ts";

/** Photos in the store, waiting for a worker. */
export const STUDIES = "studies";

/** Photos still at the messenger, fetched by the channel's own process. */
export function fetchesOf(channel: Channel): string {
  return `fetches-${channel}`;
}

/** Readings on their way back to a channel. */
export function repliesOf(channel: Channel): string {
  return `replies-${channel}`;
}
