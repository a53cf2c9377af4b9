/** A place in a batch, taken before the photo is decoded, so that the batch knows whom to wait for. */
type Seat<Film, Reading> = {
  /** Hands the film over and waits for its reading. */
  read(film: Film): Promise<Reading>;
  /** Gives the place back when there is nothing to read; does nothing after `read`. */
  leave(): void;
};

export type MicroBatch<Film, Reading> = { take(): Seat<Film, Reading> };

type Waiting<Film, Reading> = {
  readonly film: Film;
  readonly resolve: (reading: Reading) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Gathers films for one run of the network. A run starts when `size` films are there, or when nobody who has taken a
 * seat is still to come, or `waitMilliseconds` after the first film; and never beside another run, so that films
 * gather, and photos are decoded, while the network computes.
 *
 * @param read reads a batch; one reading per film, in order. When it throws, every film of the batch fails.
 */
export function createMicroBatch<Film, Reading>({
  read,
  size,
  waitMilliseconds,
  onBatch = () => {},
}: {
  read: (films: readonly Film[]) => Promise<readonly Reading[]>;
  size: number;
  waitMilliseconds: number;
  onBatch?: (size: number) => void;
}): MicroBatch<Film, Reading> {
  const waiting: Waiting<Film, Reading>[] = [];
  let seated = 0;
  let running = false;
  let timer: NodeJS.Timeout | undefined;

  async function run(): Promise<void> {
    running = true;
    const batch = waiting.splice(0, size);
    try {
      onBatch(batch.length);
      const readings = await read(batch.map(({ film }) => film));
      for (const [place, { resolve, reject }] of batch.entries()) {
        const reading = readings[place];
        if (reading === undefined) reject(new Error(`no reading for film ${place} of ${batch.length}`));
        else resolve(reading);
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      running = false;
      consider();
    }
  }

  function consider(timeIsUp = false): void {
    if (running || waiting.length === 0) return;
    const full = waiting.length >= size;
    const nobodyToCome = seated === 0;
    if (full || nobodyToCome || timeIsUp) {
      clearTimeout(timer);
      timer = undefined;
      void run();
    } else {
      timer ??= setTimeout(() => {
        timer = undefined;
        consider(true);
      }, waitMilliseconds);
    }
  }

  return {
    take() {
      seated += 1;
      let left = false;
      const leave = () => {
        if (left) return;
        left = true;
        seated -= 1;
      };
      return {
        read: (film) =>
          new Promise((resolve, reject) => {
            leave();
            waiting.push({ film, resolve, reject });
            consider();
          }),
        leave() {
          leave();
          consider();
        },
      };
    },
  };
}
