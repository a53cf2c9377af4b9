import sharp from "sharp";
import { readDicom } from "../../dicom/read-dicom.ts";
import { createTurnstile } from "../../runtime/turnstile.ts";
import { colourJpegToTiff, isColourJpeg } from "./colour-jpeg.ts";
import { judgeDicom } from "./judge-dicom.ts";
import { runPixelThread } from "./run-pixel-thread.ts";

/** Decoded one after the other, so that memory is bounded for all of them. */
const turnstile = createTurnstile();

/**
 * Makes a plain picture of a DICOM file: greys of 8 bits as {@link toLevels} makes them, or colours, without any other word
 * of the file; uncompressed, since it is decoded at once.
 *
 * @throws {PhotoRefused} what {@link readDicom}, {@link judgeDicom}, {@link colourJpegToTiff} and {@link runPixelThread} refuse
 */
export async function dicomToTiff(bytes: Uint8Array): Promise<Buffer> {
  const picture = await readDicom(bytes);
  judgeDicom(picture);
  if (isColourJpeg(picture)) return turnstile.alone(() => colourJpegToTiff(picture));
  const { header } = picture;
  const pixels = await turnstile.alone(() => runPixelThread(picture));
  const channels = header.samples === 1 ? 1 : 3;
  return sharp(pixels, { raw: { width: header.columns, height: header.rows, channels } })
    .toColourspace(channels === 1 ? "b-w" : "srgb")
    .tiff({ compression: "none" })
    .toBuffer();
}
