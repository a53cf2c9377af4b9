import { PhotoRefused } from "../../core/refusal.ts";
import type { DicomHeader } from "../../dicom/dicom-picture.ts";

const HEADER_BYTES = 64;

/** Unpacks one segment; it must give `area` bytes, or a lower lung would be missing. */
function unpack(segment: Uint8Array, area: number): Uint8Array {
  const plane = new Uint8Array(area);
  let [from, at] = [0, 0];
  while (at < area) {
    const code = segment[from];
    if (code === undefined) throw new PhotoRefused("unreadable");
    from += 1;
    if (code === 128) continue;
    const length = code < 128 ? code + 1 : 257 - code;
    const end = Math.min(area, at + length);
    if (code < 128) {
      if (from + (end - at) > segment.byteLength) throw new PhotoRefused("unreadable");
      plane.set(segment.subarray(from, from + (end - at)), at);
      from += length;
    } else {
      const value = segment[from];
      if (value === undefined) throw new PhotoRefused("unreadable");
      plane.fill(value, at, end);
      from += 1;
    }
    at = end;
  }
  return plane;
}

/**
 * Decodes DICOM's run lengths (PS3.5 annex G): one segment for each byte of each sample, the high one first. Ours, for the
 * codec's takes what ends early for whole.
 *
 * @returns little-endian samples, plane after plane
 * @throws {PhotoRefused} `unreadable`
 */
export function decodeRuns(stream: Uint8Array, header: DicomHeader): Uint8Array {
  const { rows, columns, samples, bitsAllocated } = header;
  const [area, bytes] = [rows * columns, bitsAllocated / 8];
  const count = samples * bytes;
  if (stream.byteLength < HEADER_BYTES) throw new PhotoRefused("unreadable");
  const view = new DataView(stream.buffer, stream.byteOffset, HEADER_BYTES);
  if (view.getUint32(0, true) !== count) throw new PhotoRefused("unreadable");
  const all = new Uint8Array(area * count);
  for (let segment = 0; segment < count; segment += 1) {
    const start = view.getUint32(4 + segment * 4, true);
    const end = segment + 1 < count ? view.getUint32(8 + segment * 4, true) : stream.byteLength;
    if (start < HEADER_BYTES || end < start || end > stream.byteLength) throw new PhotoRefused("unreadable");
    const plane = unpack(stream.subarray(start, end), area);
    const sample = Math.floor(segment / bytes);
    const place = bytes - 1 - (segment % bytes);
    const first = sample * area * bytes + place;
    for (let at = 0; at < area; at += 1) all[first + at * bytes] = plane[at]!;
  }
  return all;
}
