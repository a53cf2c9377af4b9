import { setTimeout as sleep } from "node:timers/promises";
import { createRandom } from "../../core/random.ts";
import type { Messenger } from "../messenger.ts";

/**
 * Sends one thing after another, each after a moment, as a person would, and not as fast as a machine could.
 *
 * @param milliseconds the moment on average, spread by half either way; 0 for none
 * @param seed of the spread
 */
export function atHumanPace(
  messenger: Messenger,
  { milliseconds, seed }: { milliseconds: number; seed: number },
): Messenger {
  const random = createRandom(seed);
  let tail: Promise<unknown> = Promise.resolve();
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = tail.then(async () => {
      if (milliseconds > 0) await sleep(milliseconds * (0.5 + random.next()));
      return work();
    });
    tail = turn.catch(() => {});
    return turn;
  }
  return {
    ...messenger,
    sendText: (...what) => inTurn(() => messenger.sendText(...what)),
    sendPicture: (...what) => inTurn(() => messenger.sendPicture(...what)),
  };
}
