import { PHOTO_LIMITS } from "../core/budgets.ts";
import { PhotoRefused, type RefusalDetail } from "../core/refusal.ts";
import { dicomToTiff } from "./dicom/dicom-to-tiff.ts";
import type { Film } from "./film.ts";
import { type PhotoFormat, sniffFormat } from "./format.ts";
import { type DecodeOptions, decodeRaster } from "./raster.ts";

/**
 * Decodes a photo to one upright grey plane of 8 bits, less its even margins (`findFilm`). Any bytes may come: size is bounded before, pixels from the
 * header before a single one is decoded, time while decoding. The longest side of the film is at most
 * `WORKING_SIDE`; `source` keeps the size that arrived.
 *
 * @throws {PhotoRefused} `unreadable` (empty, damaged, cut short), `unsupported-format`, `too-small`, `too-large`,
 *   `not-a-chest-xray` (a strip); of DICOM files `not-an-x-ray`, `not-frontal`
 */
export async function decodePhoto(bytes: Uint8Array, options: DecodeOptions = {}): Promise<Film> {
  if (bytes.byteLength === 0) throw new PhotoRefused("unreadable");
  if (bytes.byteLength > PHOTO_LIMITS.bytes) throw new PhotoRefused("too-large");
  const format = sniffFormat(bytes);
  switch (format) {
    case "jpeg":
    case "png":
    case "webp":
    case "tiff":
    case "gif":
      return decodeRaster(bytes, format, options);
    case "dicom":
      return decodeDicom(bytes, options);
    case "bmp":
    case "heic":
    case "pdf":
    case "svg":
    case "other":
      throw new PhotoRefused("unsupported-format", { detail: detailOf(format) });
  }
}

/** A DICOM file is made a plain picture, and then goes the way of every photo. */
async function decodeDicom(bytes: Uint8Array, options: DecodeOptions): Promise<Film> {
  const tiff = await dicomToTiff(bytes);
  const film = await decodeRaster(tiff, "tiff", options);
  return { ...film, source: { ...film.source, format: "dicom" } };
}

function detailOf(
  format: Exclude<PhotoFormat, "jpeg" | "png" | "webp" | "tiff" | "gif" | "dicom">,
): RefusalDetail {
  return { format };
}
