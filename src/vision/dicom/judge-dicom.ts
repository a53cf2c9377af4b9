import { PHOTO_LIMITS } from "../../core/budgets.ts";
import { PhotoRefused } from "../../core/refusal.ts";
import { compressionOf, type DicomHeader, type DicomPicture, isPlain } from "../../dicom/dicom-picture.ts";
import { isColourJpeg } from "./colour-jpeg.ts";

/** Pixels of the largest film that is decoded: 4,900 x 4,900, more than any chest detector has. */
const MOST_PIXELS = 24_000_000;

const unsupported = () => new PhotoRefused("unsupported-format", { detail: { format: "dicom" } });

function judgeSize({ rows, columns }: DicomHeader): void {
  if (rows === 0 || columns === 0) throw new PhotoRefused("unreadable");
  if (rows * columns > MOST_PIXELS) throw new PhotoRefused("too-large");
  if (Math.min(rows, columns) < PHOTO_LIMITS.minimumSide) throw new PhotoRefused("too-small");
}

function isGray({ samples, photometric, bitsAllocated }: DicomHeader): boolean {
  return samples === 1 && /^MONOCHROME[12]$/.test(photometric) && [8, 16].includes(bitsAllocated);
}

/** Screens and scanners write eight bits of red, green and blue, or a JPEG; palettes and colours packed otherwise are left out. */
function isColour({ samples, photometric, bitsAllocated, bitsStored }: DicomHeader): boolean {
  return samples === 3 && photometric === "RGB" && bitsAllocated === 8 && bitsStored === 8;
}

function judgeSamples(picture: DicomPicture): void {
  const { header } = picture;
  const { bitsAllocated, bitsStored, highBit } = header;
  if (!isGray(header) && !isColour(header) && !isColourJpeg(picture)) throw unsupported();
  if (bitsStored < 1 || bitsStored > bitsAllocated) throw new PhotoRefused("unreadable");
  if (highBit < bitsStored - 1 || highBit >= bitsAllocated) throw new PhotoRefused("unreadable");
}

/**
 * Judges a DICOM file by what it says of itself, before a pixel is touched: what kind of picture and view it is, and
 * whether its size and samples are such as are read. One frame alone: of a film there is one.
 *
 * @throws {PhotoRefused} `not-an-x-ray`, `not-frontal`, `unreadable`, `too-small`, `too-large`, `unsupported-format`
 */
export function judgeDicom(picture: DicomPicture): void {
  const { header, syntax, pixels } = picture;
  const { modality, view, frames, rows, columns, samples, bitsAllocated } = header;
  if (modality === "other") throw new PhotoRefused("not-an-x-ray");
  if (view === "other-view") throw new PhotoRefused("not-frontal");
  judgeSize(header);
  judgeSamples(picture);
  if (frames !== 1) throw unsupported();
  if (!isPlain(syntax)) {
    const compression = compressionOf(syntax);
    if (compression === undefined) throw unsupported();
    if (isColour(header) && compression !== "rle" && !isColourJpeg(picture)) throw unsupported();
    return;
  }
  if (pixels.byteLength < rows * columns * samples * (bitsAllocated / 8))
    throw new PhotoRefused("unreadable");
}
