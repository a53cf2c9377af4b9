import { PhotoRefused } from "../../core/refusal.ts";
import { compressionOf, type DicomHeader, type DicomPicture, isPlain } from "../../dicom/dicom-picture.ts";
import { jpeg2000Size, jpegSize } from "../../dicom/stream-size.ts";
import { type Codec, decodeStream, type StreamKind } from "./codec.ts";
import { decodeRuns } from "./decode-runs.ts";

/** A picture's samples as numbers: stored values, their sign and unused bits resolved. */
export type Samples = { readonly values: StoredValues; readonly planar: boolean };
/** Sixteen bits hold any of them, and a large film has many. */
export type StoredValues = Int16Array | Uint16Array;

/**
 * The stream must be whole, and of the size that the file claims: the file's was judged, and the stream's is decoded.
 *
 * @throws {PhotoRefused} `unreadable`
 */
export function requireWhole(stream: Uint8Array, compression: StreamKind, header: DicomHeader): void {
  const size = compression === "jpeg-2000" ? jpeg2000Size(stream) : jpegSize(stream);
  const { rows, columns, samples } = header;
  if (size?.rows !== rows || size.columns !== columns || size.samples !== samples) {
    throw new PhotoRefused("unreadable");
  }
  if (!endsAsItShould(stream)) throw new PhotoRefused("unreadable");
}

/** Whether a stream has its last marker, the same in all three: decoders take what ends early for whole. Zeros may pad it. */
function endsAsItShould(stream: Uint8Array): boolean {
  const last = stream.findLastIndex((byte) => byte !== 0);
  return stream[last] === 0xd9 && stream[last - 1] === 0xff;
}

/** Compressions that lose: their samples may come out a little beyond the bits that are stored. */
const LOSSY = /^1\.2\.840\.10008\.1\.2\.4\.(50|51|81|91)$/;

/** Cuts the stored bits out of a sample: above and below them older equipment keeps overlays. */
function cutOut({ bitsStored, highBit, signed }: DicomHeader): (stored: number) => number {
  const [down, mask] = [highBit + 1 - bitsStored, 2 ** bitsStored - 1];
  const [sign, range] = [2 ** (bitsStored - 1), 2 ** bitsStored];
  return (stored) => {
    const value = (stored >> down) & mask;
    return signed && value >= sign ? value - range : value;
  };
}

/** Brings a sample back among the values that can be stored. */
function clamped({ bitsStored, signed }: DicomHeader, bitsAllocated: number): (stored: number) => number {
  const lowest = signed ? -(2 ** (bitsStored - 1)) : 0;
  const highest = lowest + 2 ** bitsStored - 1;
  const [sign, range] = [2 ** (bitsAllocated - 1), 2 ** bitsAllocated];
  return (stored) => Math.max(lowest, Math.min(highest, signed && stored >= sign ? stored - range : stored));
}

function valuesOf(bytes: Uint8Array, bitsAllocated: number, { header, syntax }: DicomPicture): StoredValues {
  const count = header.rows * header.columns * header.samples;
  if (bytes.byteLength < count * (bitsAllocated / 8)) throw new PhotoRefused("unreadable");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = header.signed ? new Int16Array(count) : new Uint16Array(count);
  const toValue = LOSSY.test(syntax) ? clamped(header, bitsAllocated) : cutOut(header);
  for (let at = 0; at < count; at += 1) {
    values[at] = toValue(bitsAllocated === 8 ? bytes[at]! : view.getUint16(at * 2, true));
  }
  return values;
}

function decoded(codec: Codec, stream: Uint8Array, header: DicomHeader, compression: StreamKind) {
  try {
    return decodeStream(codec, stream, compression, header);
  } catch (cause) {
    throw new PhotoRefused("unreadable", { cause });
  }
}

/**
 * @param codec for what is compressed
 * @throws {PhotoRefused} `unreadable`
 */
export function readSamples(picture: DicomPicture, codec: Codec | undefined): Samples {
  const { header, syntax, pixels } = picture;
  if (isPlain(syntax)) {
    return { values: valuesOf(pixels, header.bitsAllocated, picture), planar: header.planar };
  }
  const compression = compressionOf(syntax);
  if (!compression) throw new PhotoRefused("unreadable");
  if (compression === "rle") {
    return { values: valuesOf(decodeRuns(pixels, header), header.bitsAllocated, picture), planar: true };
  }
  requireWhole(pixels, compression, header);
  if (!codec) throw new Error("a compressed picture came without its codec");
  const { samples, bitsAllocated } = decoded(codec, pixels, header, compression);
  if (bitsAllocated !== 8 && bitsAllocated !== 16) throw new PhotoRefused("unreadable");
  return { values: valuesOf(samples, bitsAllocated, picture), planar: false };
}
