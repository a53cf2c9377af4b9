import { PhotoRefused } from "../../core/refusal.ts";
import { type DicomHeader, type DicomPicture, isPlain } from "../../dicom/dicom-picture.ts";
import { type Codec, type Compression, decodeStream } from "./codec.ts";
import { COMPRESSED } from "./judge-dicom.ts";
import { jpeg2000Size, jpegSize } from "./stream-size.ts";

/** A picture's samples as numbers: stored values, their sign and unused bits resolved. */
export type Samples = { readonly values: Int32Array; readonly planar: boolean };

/** The stream must be of the size that the file claims: the file's was judged, and the stream's is decoded. */
function requireSize(stream: Uint8Array, compression: Compression, header: DicomHeader): void {
  if (compression === "rle") return;
  const size = compression === "jpeg-2000" ? jpeg2000Size(stream) : jpegSize(stream);
  const { rows, columns, samples } = header;
  if (size?.rows !== rows || size.columns !== columns || size.samples !== samples) {
    throw new PhotoRefused("unreadable");
  }
}

/** Cuts the stored bits out of each sample: above and below them older equipment keeps overlays. */
function valuesOf(bytes: Uint8Array, count: number, bitsAllocated: number, header: DicomHeader): Int32Array {
  const { bitsStored, highBit, signed } = header;
  if (bytes.byteLength < count * (bitsAllocated / 8)) throw new PhotoRefused("unreadable");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Int32Array(count);
  const [down, mask] = [highBit + 1 - bitsStored, 2 ** bitsStored - 1];
  const [sign, range] = [2 ** (bitsStored - 1), 2 ** bitsStored];
  for (let at = 0; at < count; at += 1) {
    const stored = bitsAllocated === 8 ? bytes[at]! : view.getUint16(at * 2, true);
    const value = (stored >> down) & mask;
    values[at] = signed && value >= sign ? value - range : value;
  }
  return values;
}

function decoded(codec: Codec, stream: Uint8Array, header: DicomHeader, compression: Compression) {
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
export function readSamples({ header, syntax, pixels }: DicomPicture, codec: Codec | undefined): Samples {
  const count = header.rows * header.columns * header.samples;
  if (isPlain(syntax)) {
    return { values: valuesOf(pixels, count, header.bitsAllocated, header), planar: header.planar };
  }
  const compression = COMPRESSED[syntax]!;
  requireSize(pixels, compression, header);
  if (!codec) throw new Error("a compressed picture came without its codec");
  const { samples, bitsAllocated, planar } = decoded(codec, pixels, header, compression);
  if (bitsAllocated !== 8 && bitsAllocated !== 16) throw new PhotoRefused("unreadable");
  return { values: valuesOf(samples, count, bitsAllocated, header), planar };
}
