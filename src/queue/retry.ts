const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/** How long a failed job waits before its next attempt: 0.5 s doubling to 30 s, spread by a fifth either way. */
export function pauseBefore(attempt: number, random: () => number = Math.random): number {
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, Math.min(attempt - 1, 10)));
  return Math.round(pause * (0.8 + 0.4 * random()));
}

/**
 * Thrown by a handler that was told to slow down: the whole queue rests for `milliseconds`, for every consumer of
 * it, and the job comes again without an attempt being counted.
 */
export class RetryLater extends Error {
  override name = "RetryLater";
  readonly milliseconds: number;

  constructor(milliseconds: number) {
    super(`the queue rests for ${milliseconds} ms`);
    this.milliseconds = milliseconds;
  }
}

/** Thrown by a handler to have this one job again after `milliseconds`, without an attempt being counted. */
export class Postpone extends Error {
  override name = "Postpone";
  readonly milliseconds: number;

  constructor(milliseconds: number) {
    super(`the job rests for ${milliseconds} ms`);
    this.milliseconds = milliseconds;
  }
}
