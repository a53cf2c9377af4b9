import sharp from "sharp";
import { PHOTO_LIMITS } from "../../core/budgets.ts";
import { PhotoRefused } from "../../core/refusal.ts";
import type { DicomPicture } from "../../dicom/dicom-picture.ts";
import { requireWhole } from "./read-samples.ts";

/** Process 1 of JPEG, eight bits: the one that cameras, screens and `img2dcm` write, and the image library reads. */
const BASELINE = "1.2.840.10008.1.2.4.50";
const COLOURS = /^(RGB|YBR_FULL|YBR_FULL_422)$/;

/** Whether a picture is a camera's JPEG in a DICOM file. */
export function isColourJpeg({ header, syntax }: DicomPicture): boolean {
  const { samples, photometric, bitsAllocated, bitsStored } = header;
  return (
    syntax === BASELINE &&
    samples === 3 &&
    bitsAllocated === 8 &&
    bitsStored === 8 &&
    COLOURS.test(photometric)
  );
}

/**
 * Adobe's marker APP14 (its Technical Note 5116): says whether the three components are red, green and blue (0) or
 * luminance and two of colour (1). A stream's own is gone by the time it is stored, and the file's header decides.
 */
const adobe = (transform: 0 | 1) =>
  Uint8Array.of(0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, transform);

/** Application data segments right behind the start. @returns where they end */
function afterApplicationData(stream: Uint8Array): number {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  let at = 2;
  while (at + 4 <= stream.byteLength && view.getUint16(at) >= 0xffe0 && view.getUint16(at) <= 0xffef) {
    at += 2 + view.getUint16(at + 2);
  }
  return Math.min(at, stream.byteLength);
}

/**
 * Decodes a camera's JPEG in a DICOM file with the library that reads photos.
 *
 * @returns an uncompressed TIFF
 * @throws {PhotoRefused} `unreadable`; `too-large` for what does not end in time
 */
export async function colourJpegToTiff({ header, pixels }: DicomPicture): Promise<Buffer> {
  requireWhole(pixels, "jpeg", header);
  const rest = pixels.subarray(afterApplicationData(pixels));
  const jpeg = Buffer.concat([pixels.subarray(0, 2), adobe(header.photometric === "RGB" ? 0 : 1), rest]);
  const started = performance.now();
  return sharp(jpeg, { failOn: "error", ignoreIcc: true, limitInputPixels: PHOTO_LIMITS.pixels })
    .timeout({ seconds: Math.ceil(PHOTO_LIMITS.decodeMilliseconds / 1000) })
    .toColourspace("srgb")
    .tiff({ compression: "none" })
    .toBuffer()
    .catch((cause: unknown) => {
      const late = performance.now() - started >= PHOTO_LIMITS.decodeMilliseconds;
      throw new PhotoRefused(late ? "too-large" : "unreadable", { cause });
    });
}
