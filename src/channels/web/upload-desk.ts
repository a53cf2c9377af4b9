import type { IncomingMessage } from "node:http";
import { BodyRefused } from "./body-refused.ts";

/** A place to read one upload at, with its share of the memory that uploads may take together. */
export type Share = {
  /** @returns false when there is no room for so much more: the upload must be given up */
  grow(bytes: number): boolean;
  /** Gives everything back. May be repeated. */
  release(): void;
};

export type UploadDesk = {
  /**
   * Waits until this upload may be read. Until then nothing is taken from its socket: the sender's own line holds it back.
   *
   * @throws {BodyRefused} `busy` when it would wait, or has waited, too long
   */
  enter(request: IncomingMessage, address: string): Promise<Share>;
};

type Waiting = { readonly bytes: number; readonly address: string; enter(): void; refuse(): void };

/**
 * Bounds what all uploads together hold in memory, before a byte of theirs is parsed. Each reserves what it says it
 * will send, so that none is given up half-way for want of room; one that does not say grows as it comes, and is.
 *
 * @param most.bytes what all may hold together
 * @param most.reading how many are read at a time
 * @param most.fromOne how many of them from one address: a stranger who sends drop by drop leaves room for others
 * @param most.waiting how many wait; each may hold one read of its socket, 64 KiB
 */
export function createUploadDesk({
  most,
  patienceMilliseconds,
  closing,
}: {
  most: {
    readonly bytes: number;
    readonly reading: number;
    readonly fromOne: number;
    readonly waiting: number;
  };
  patienceMilliseconds: number;
  closing: AbortSignal;
}): UploadDesk {
  const waiting = new Set<Waiting>();
  const reading = new Map<string, number>();
  let held = 0;
  let inside = 0;

  function fits({ bytes, address }: Pick<Waiting, "bytes" | "address">): boolean {
    const room = held + bytes <= most.bytes && inside < most.reading;
    return room && (reading.get(address) ?? 0) < most.fromOne;
  }
  /** In the order they came; a small one may pass a large one that does not fit yet. */
  function callNext(): void {
    for (const next of waiting) {
      if (inside >= most.reading) return;
      if (fits(next)) next.enter();
    }
  }
  function open(address: string, reserved: number): Share {
    let own = reserved;
    let used = 0;
    let over = false;
    held += own;
    inside += 1;
    reading.set(address, (reading.get(address) ?? 0) + 1);
    return {
      grow(bytes) {
        const more = Math.max(0, used + bytes - own);
        if (over || held + more > most.bytes) return false;
        used += bytes;
        own += more;
        held += more;
        return true;
      },
      release() {
        if (over) return;
        over = true;
        held -= own;
        inside -= 1;
        const left = (reading.get(address) ?? 1) - 1;
        if (left === 0) reading.delete(address);
        else reading.set(address, left);
        callNext();
      },
    };
  }
  closing.addEventListener("abort", () => {
    for (const it of waiting) it.refuse();
  });

  return {
    async enter(request, address) {
      const declared = Number(request.headers["content-length"] ?? 0);
      // What is larger than all there is will be refused for its size as soon as somebody looks at it.
      const bytes = declared > most.bytes ? 0 : declared;
      if (fits({ bytes, address })) return open(address, bytes);
      if (waiting.size >= most.waiting || closing.aborted) throw new BodyRefused("busy");
      request.socket.pause();
      return new Promise<Share>((resolve, reject) => {
        const leave = () => {
          waiting.delete(place);
          clearTimeout(timer);
          request.off("close", place.refuse);
          request.socket.resume();
        };
        const place: Waiting = {
          bytes,
          address,
          enter() {
            leave();
            resolve(open(address, bytes));
          },
          refuse() {
            leave();
            reject(new BodyRefused("busy"));
          },
        };
        const timer = setTimeout(place.refuse, patienceMilliseconds);
        request.once("close", place.refuse);
        waiting.add(place);
      });
    },
  };
}
