/** Lets work pass side by side, or one piece wholly alone; first come, first served. */
export type Turnstile = {
  /** Runs beside whatever else runs together. */
  together<T>(work: () => Promise<T>): Promise<T>;
  /** Waits until everything before it is done, and keeps everything after it waiting. */
  alone<T>(work: () => Promise<T>): Promise<T>;
};

type Waiting = { readonly alone: boolean; readonly enter: () => void };

export function createTurnstile(): Turnstile {
  const waiting: Waiting[] = [];
  let inside = 0;
  let occupiedAlone = false;

  function admit(): void {
    for (let next = waiting[0]; next; next = waiting[0]) {
      if (occupiedAlone || (next.alone && inside > 0)) return;
      waiting.shift();
      inside += 1;
      occupiedAlone = next.alone;
      next.enter();
    }
  }

  async function pass<T>(alone: boolean, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((enter) => {
      waiting.push({ alone, enter });
      admit();
    });
    try {
      return await work();
    } finally {
      inside -= 1;
      occupiedAlone = false;
      admit();
    }
  }

  return { together: (work) => pass(false, work), alone: (work) => pass(true, work) };
}
