import type { Compression } from "./dicom-picture.ts";

/** Markers of ITU-T T.81 (JPEG), T.87 (JPEG-LS) and T.800 (JPEG 2000), second bytes; the first is FF. */
const SCAN = 0xda;
const END = 0xd9;
const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7;
/** Segments that are no part of the picture: application data and comments. */
const isForeign = (marker: number) => (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;
const [TILE, DATA, COMMENT] = [0xff90, 0xff93, 0xff64];

const EOI = Uint8Array.of(0xff, END);

/** Where entropy-coded data end: at the first marker, for what follows FF within them is stuffed. */
function endOfScan(stream: Uint8Array, from: number): number {
  for (let at = stream.indexOf(0xff, from); at >= 0; at = stream.indexOf(0xff, at + 1)) {
    const next = stream[at + 1];
    if (next === undefined) return -1;
    if (next >= 0x80 && next !== 0xff && !isRestart(next)) return at;
  }
  return -1;
}

/** A JPEG or JPEG-LS stream, segment by segment. */
function bareJpeg(stream: Uint8Array): Uint8Array[] | undefined {
  if (stream[0] !== 0xff || stream[1] !== 0xd8) return undefined;
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const parts = [stream.subarray(0, 2)];
  for (let at = 2; at + 2 <= stream.byteLength; ) {
    const marker = stream[at + 1]!;
    if (stream[at] !== 0xff) return undefined;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === END) return [...parts, EOI];
    if (marker < 0xc0 || isRestart(marker) || at + 4 > stream.byteLength) return undefined;
    const after = at + 2 + view.getUint16(at + 2);
    const end = marker === SCAN ? endOfScan(stream, after) : after;
    if (end < 0 || end > stream.byteLength) return undefined;
    if (!isForeign(marker)) parts.push(stream.subarray(at, end));
    at = end;
  }
  return undefined;
}

/** Segments up to one that ends the header; comments are left out. @returns where it stands, or -1 */
function copySegments(stream: Uint8Array, from: number, until: number, parts: Uint8Array[]): number {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  for (let at = from; at + 4 <= stream.byteLength; ) {
    const marker = view.getUint16(at);
    if (marker === until) return at;
    const end = at + 2 + view.getUint16(at + 2);
    if (marker < 0xff00 || end > stream.byteLength) return -1;
    if (marker !== COMMENT) parts.push(stream.subarray(at, end));
    at = end;
  }
  return -1;
}

const sizeOf = (parts: readonly Uint8Array[]) => parts.reduce((sum, { byteLength }) => sum + byteLength, 0);

/** A tile part, which says its own length: that shrinks with the comments in its header. @returns where it ends, or -1 */
function copyTilePart(stream: Uint8Array, at: number, parts: Uint8Array[]): number {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  if (at + 12 > stream.byteLength) return -1;
  const length = view.getUint32(at + 6);
  const head: Uint8Array[] = [];
  const data = copySegments(stream, at + 12, DATA, head);
  // Without a length it is the last one, and no marker above FF8F but these stands within packets.
  const end =
    length > 0
      ? at + length
      : Buffer.from(stream.buffer, stream.byteOffset, stream.byteLength).indexOf(EOI, data);
  if (data < 0 || end < data || end > stream.byteLength) return -1;
  const start = Uint8Array.from(stream.subarray(at, at + 12));
  const dropped = data - (at + 12) - sizeOf(head);
  if (length > 0) new DataView(start.buffer).setUint32(6, length - dropped);
  parts.push(start, ...head, stream.subarray(data, end));
  return end;
}

function bareJpeg2000(file: Uint8Array): Uint8Array[] | undefined {
  const window = Buffer.from(file.buffer, file.byteOffset, Math.min(file.byteLength, 4096));
  const begin = window.indexOf("ff4fff51", "hex");
  if (begin < 0) return undefined;
  const stream = file.subarray(begin);
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const parts = [stream.subarray(0, 2)];
  let at = copySegments(stream, 2, TILE, parts);
  while (at >= 0 && at + 2 <= stream.byteLength) {
    const marker = view.getUint16(at);
    if (marker === (0xff00 | END)) return [...parts, EOI];
    if (marker !== TILE) return undefined;
    at = copyTilePart(stream, at, parts);
  }
  return undefined;
}

/**
 * A code stream with the picture alone: no comment, no application data, nothing before its first marker or behind its last.
 *
 * @returns undefined for what is no whole stream of its kind. Run lengths come back as they are: their rows are counted
 *   when they are decoded, and nothing in them is text by design.
 */
export function bareStream(stream: Uint8Array, compression: Compression): Uint8Array | undefined {
  if (compression === "rle") return stream;
  const parts = compression === "jpeg-2000" ? bareJpeg2000(stream) : bareJpeg(stream);
  return parts && Buffer.concat(parts);
}
