import { setTimeout as sleep } from "node:timers/promises";
import { createRandom } from "../../core/random.ts";

/** Sends one thing after another, as a person would, and not as fast as a machine could. */
export type Pace = {
  /** Waits for its turn and a moment more. */
  send<T>(work: () => Promise<T>): Promise<T>;
};

/**
 * @param milliseconds the moment on average, spread by half either way; 0 for none
 * @param seed of the spread
 */
export function createPace(milliseconds: number, seed: number): Pace {
  const random = createRandom(seed);
  let tail: Promise<unknown> = Promise.resolve();
  return {
    send(work) {
      const turn = tail.then(async () => {
        if (milliseconds > 0) await sleep(milliseconds * (0.5 + random.next()));
        return work();
      });
      tail = turn.catch(() => {});
      return turn;
    },
  };
}
