import { PhotoRefused } from "../core/refusal.ts";
import type { DicomHeader } from "./dicom-picture.ts";
import { EXPLICIT_LITTLE, isPlain } from "./dicom-picture.ts";
import { isDicom } from "./is-dicom.ts";
import { readDicom } from "./read-dicom.ts";
import { writeDicom } from "./write-dicom.ts";

/** What stands for a file that could not be read: it too is stored, read and answered, but nothing of it is kept. */
const NOTHING = {
  samples: 1,
  photometric: "",
  planar: false,
  frames: 1,
  bitsAllocated: 8,
  bitsStored: 8,
  highBit: 7,
  signed: false,
} as const;

/** A file that is refused, when it is read, as `unreadable` for want of rows, or as `too-large` for the rows it claims. */
function remnant(refusal: PhotoRefused["refusal"]): Promise<Uint8Array> {
  const side = refusal === "too-large" ? 0xffff : 0;
  const header: DicomHeader = { ...NOTHING, rows: side, columns: side };
  return writeDicom({ header, syntax: EXPLICIT_LITTLE, pixels: Buffer.alloc(0) });
}

/** Nothing may hide behind the last row. */
function trimmed(pixels: Uint8Array, { rows, columns, samples, bitsAllocated }: DicomHeader): Uint8Array {
  return pixels.subarray(0, rows * columns * samples * Math.ceil(bitsAllocated / 8));
}

/**
 * A photo as it may be stored. A DICOM file is written anew with its pixels and the few numbers that explain them: no
 * name, number, date, place, device, private element, thumbnail or preamble. Other photos come back as they are. Pixels are
 * not decoded, so that a channel can afford this; what is written on the film itself stays.
 *
 * Never refuses: a file that cannot be read becomes an empty one, which is answered as every photo is.
 */
export async function withoutPatient(photo: Uint8Array): Promise<Uint8Array> {
  if (!isDicom(photo)) return photo;
  try {
    const picture = await readDicom(photo);
    const { header, syntax } = picture;
    return await writeDicom(
      isPlain(syntax) ? { ...picture, pixels: trimmed(picture.pixels, header) } : picture,
    );
  } catch (error) {
    if (!(error instanceof PhotoRefused)) throw error;
    return remnant(error.refusal);
  }
}
