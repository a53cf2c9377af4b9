import sharp from "sharp";
import type { DicomHeader } from "../../dicom/dicom-picture.ts";
import { readDicom } from "../../dicom/read-dicom.ts";
import { judgeDicom } from "./judge-dicom.ts";
import { runPixelThread } from "./run-pixel-thread.ts";

/** The last picture that was begun: they are decoded one after the other, so that memory is bounded for all of them. */
let last: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work, work);
  last = turn.catch(() => {});
  return turn;
}

/**
 * Makes a plain picture of a DICOM file: greys of 8 bits as {@link toLevels} makes them, or colours, without any other word
 * of the file; uncompressed, since it is decoded at once.
 *
 * @throws {PhotoRefused} what {@link readDicom}, {@link judgeDicom} and {@link runPixelThread} refuse
 */
export async function dicomToTiff(bytes: Uint8Array): Promise<{ tiff: Buffer; header: DicomHeader }> {
  const picture = await readDicom(bytes);
  judgeDicom(picture);
  const { header } = picture;
  const pixels = await inTurn(() => runPixelThread(picture));
  const channels = header.samples === 1 ? 1 : 3;
  const tiff = await sharp(pixels, { raw: { width: header.columns, height: header.rows, channels } })
    .toColourspace(channels === 1 ? "b-w" : "srgb")
    .tiff({ compression: "none" })
    .toBuffer();
  return { tiff, header };
}
