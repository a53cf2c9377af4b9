import sharp from "sharp";
import { PHOTO_LIMITS } from "../core/budgets.ts";
import { dicomToTiff } from "./dicom/dicom-to-tiff.ts";
import { sniffFormat } from "./format.ts";

/**
 * A photo as a plain JPEG: its pixels, upright, and nothing else: no place, time, device, thumbnail or comment. What is
 * written on the film itself stays.
 *
 * @throws {Error} for what the image library cannot decode; {@link PhotoRefused} for such a DICOM file
 */
export async function withoutMetadata(photo: Uint8Array): Promise<Buffer> {
  const picture = sniffFormat(photo) === "dicom" ? await dicomToTiff(photo) : photo;
  return sharp(picture, {
    failOn: "error",
    pages: 1,
    autoOrient: true,
    ignoreIcc: true,
    limitInputPixels: PHOTO_LIMITS.pixels,
  })
    .flatten({ background: "black" })
    .toColourspace("srgb")
    .jpeg({ quality: 95, chromaSubsampling: "4:4:4" })
    .toBuffer();
}
