import type { Channel } from "./jobs.ts";

/** Pseudonyms of those shut out. */
export const blockedKey = (channel: Channel) => `blocked:${channel}`;

/** Pseudonyms of those let in by an invitation code. */
export const membersKey = (channel: Channel) => `members:${channel}`;

/** Pseudonyms of those who wrote lately, by the time of their last message. */
export const activeKey = (channel: Channel) => `active:${channel}`;
