import { PhotoRefused } from "../core/refusal.ts";
import { createTurnstile } from "../runtime/turnstile.ts";
import { bareStream } from "./bare-stream.ts";
import {
  compressionOf,
  type DicomHeader,
  type DicomPicture,
  EXPLICIT_LITTLE,
  isPlain,
  UNKNOWN_SYNTAX,
} from "./dicom-picture.ts";
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

const EMPTY = new Uint8Array(0);

/** The picture without a byte that is not of it. */
function bare(picture: DicomPicture): DicomPicture {
  const { header, syntax, pixels } = picture;
  if (isPlain(syntax)) return { ...picture, pixels: trimmed(pixels, header) };
  const compression = compressionOf(syntax);
  // Refused when it is read, as a syntax that is not read, or as a stream that is none.
  if (!compression) return { header, syntax: UNKNOWN_SYNTAX, pixels: EMPTY };
  return { ...picture, pixels: bareStream(pixels, compression) ?? EMPTY };
}

async function strip(photo: Uint8Array): Promise<Uint8Array> {
  try {
    return await writeDicom(bare(await readDicom(photo)));
  } catch (error) {
    if (!(error instanceof PhotoRefused)) throw error;
    return remnant(error.refusal);
  }
}

/** One after the other: each may take three times its size for a moment, and channels have little memory. */
const turnstile = createTurnstile();

/**
 * A photo as it may be stored. A DICOM file is written anew with its pixels and the few numbers that explain them: no
 * name, number, date, place, device, private element, thumbnail, comment or preamble. Other photos come back as they are.
 * Pixels are not decoded, so that a channel can afford this; what is written on the film itself stays.
 *
 * Never refuses: a file that cannot be read becomes an empty one, which is answered as every photo is.
 */
export async function withoutPatient(photo: Uint8Array): Promise<Uint8Array> {
  return isDicom(photo) ? turnstile.alone(() => strip(photo)) : photo;
}
