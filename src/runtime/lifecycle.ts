import type { Logger } from "./logger.ts";

/** What a process holds open, and how each thing is released. */
export type Lifecycle = {
  /**
   * Hands a resource over; it is released when the process ends.
   *
   * @returns the resource itself
   */
  own<T>(name: string, resource: T, release: (resource: T) => void | Promise<void>): T;
  /** Names of what is open, newest first. */
  open(): string[];
  /** Aborts when closing begins. */
  readonly closing: AbortSignal;
  /**
   * Releases everything, newest first; a failure is logged and passed over. May be called again.
   *
   * @returns true when all was released within the deadline
   */
  close(): Promise<boolean>;
};

/** @param deadlineMilliseconds after which {@link Lifecycle.close} stops waiting for what is left */
export function createLifecycle({
  log,
  deadlineMilliseconds,
}: {
  log: Logger;
  deadlineMilliseconds: number;
}): Lifecycle {
  const owned: { name: string; release: () => void | Promise<void> }[] = [];
  const closing = new AbortController();
  let closed: Promise<boolean> | undefined;

  const open = () => owned.map(({ name }) => name).toReversed();

  async function releaseAll(): Promise<void> {
    for (let next = owned.at(-1); next; next = owned.at(-1)) {
      try {
        await next.release();
      } catch (error) {
        log.error({ resource: next.name, err: error }, "release failed");
      }
      owned.pop();
    }
  }

  async function close(): Promise<boolean> {
    closing.abort();
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), deadlineMilliseconds);
    });
    const inTime = await Promise.race([releaseAll().then(() => true as const), deadline]);
    clearTimeout(timer);
    if (!inTime) log.error({ open: open() }, "deadline passed before all was released");
    return inTime;
  }

  return {
    own(name, resource, release) {
      owned.push({ name, release: () => release(resource) });
      return resource;
    },
    open,
    closing: closing.signal,
    close() {
      closed ??= close();
      return closed;
    },
  };
}
