import { isDicom } from "../dicom/is-dicom.ts";

/** What a photo's bytes are, by their first bytes; never by name or by what a messenger claims. */
const PHOTO_FORMATS = [
  "jpeg",
  "png",
  "webp",
  "tiff",
  "gif",
  "bmp",
  "heic",
  "dicom",
  "pdf",
  "svg",
  "other",
] as const;
export type PhotoFormat = (typeof PHOTO_FORMATS)[number];

/** ISO base media brands of HEIF and AVIF stills and bursts (ISO/IEC 23008-12, AV1 Image File Format). */
const HEIF_BRANDS = /^(hei[cxms]|hev[cxms]|mif[12]|msf1|avi[fs])$/;

/** How far into a file its kind may show: PDF allows 1,024 bytes of foreign matter in front. */
const LOOK_AHEAD = 1024;

/**
 * Tells a photo's format from its content. Nothing is parsed beyond fixed signatures, so any bytes are safe here;
 * whether the rest of the file keeps the promise is for the decoder to find out.
 */
export function sniffFormat(bytes: Uint8Array): PhotoFormat {
  // First: what stands before a DICOM file's mark may make it pose as another.
  if (isDicom(bytes)) return "dicom";
  const head = latin1(bytes.subarray(0, LOOK_AHEAD));
  if (head.startsWith("\xff\xd8\xff")) return "jpeg";
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) return "webp";
  // Classic and BigTIFF, in both byte orders.
  if (/^(II[*+]\0|MM\0[*+])/.test(head)) return "tiff";
  if (/^GIF8[79]a/.test(head)) return "gif";
  if (head.startsWith("BM")) return "bmp";
  if (head.startsWith("ftyp", 4) && brandsOf(head).some((brand) => HEIF_BRANDS.test(brand))) return "heic";
  if (head.includes("%PDF-")) return "pdf";
  if (/<svg[\s>:]|<!DOCTYPE\s+svg/i.test(head.replaceAll("\0", ""))) return "svg";
  return "other";
}

/** Major and compatible brands of an ISO base media file, the minor version between them skipped. */
function brandsOf(head: string): string[] {
  const size = (head.charCodeAt(2) << 8) | head.charCodeAt(3);
  const brands = [head.slice(8, 12)];
  for (let at = 16; at + 4 <= Math.min(size, head.length); at += 4) brands.push(head.slice(at, at + 4));
  return brands;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}
