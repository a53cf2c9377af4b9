import { CheckpointError } from "./checkpoint-error.ts";

/** Reads little-endian values from bytes in order; throws `CheckpointError` instead of reading past the end. */
export type ByteReader = {
  readonly offset: number;
  byte(): number;
  uint16(): number;
  int32(): number;
  uint32(): number;
  /** Up to 2^53; more is refused, as no file is that large. */
  uint64(): number;
  /** Big-endian, as pickle writes it. */
  float64(): number;
  /** A view, not a copy. */
  take(length: number): Uint8Array;
  /** Text up to the next line feed, which is consumed and left out. */
  line(): string;
};

export function createByteReader(bytes: Uint8Array, start = 0): ByteReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = start;

  function advance(length: number): number {
    const at = offset;
    if (length > bytes.length - at) throw new CheckpointError("the file is cut short");
    offset += length;
    return at;
  }

  return {
    get offset() {
      return offset;
    },
    byte: () => view.getUint8(advance(1)),
    uint16: () => view.getUint16(advance(2), true),
    int32: () => view.getInt32(advance(4), true),
    uint32: () => view.getUint32(advance(4), true),
    uint64() {
      const value = view.getBigUint64(advance(8), true);
      if (value > BigInt(Number.MAX_SAFE_INTEGER)) {
        throw new CheckpointError(`the file claims a part of ${value} bytes`);
      }
      return Number(value);
    },
    float64: () => view.getFloat64(advance(8)),
    take(length) {
      const at = advance(length);
      return bytes.subarray(at, at + length);
    },
    line() {
      const end = bytes.indexOf(0x0a, offset);
      if (end < 0) throw new CheckpointError("the file is cut short");
      const start = offset;
      offset = end + 1;
      return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("utf8");
    },
  };
}
