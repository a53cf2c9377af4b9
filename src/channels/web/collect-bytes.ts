const FIRST_BYTES = 64 * 1024;

/** Gathers what arrives in pieces into one buffer, so that it is never held twice. */
export type Collected = { add(chunk: Uint8Array): void; bytes(): Buffer };

/** @param expected what is announced; its memory is taken page by page as bytes come, however much was promised */
export function collectBytes(expected: number): Collected {
  let buffer: Buffer = Buffer.alloc(0);
  let length = 0;
  return {
    add(chunk) {
      const needed = length + chunk.byteLength;
      if (needed > buffer.byteLength) {
        const larger = Buffer.allocUnsafeSlow(Math.max(needed, expected, 2 * buffer.byteLength, FIRST_BYTES));
        larger.set(buffer.subarray(0, length));
        buffer = larger;
      }
      buffer.set(chunk, length);
      length = needed;
    },
    bytes: () => buffer.subarray(0, length),
  };
}
