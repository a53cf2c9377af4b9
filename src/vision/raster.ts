import sharp, { type Metadata, type SharpOptions } from "sharp";
import { PHOTO_LIMITS } from "../core/budgets.ts";
import { PhotoRefused } from "../core/refusal.ts";
import { colourSpread } from "./colour-spread.ts";
import type { Film, Part } from "./film.ts";
import { averageChroma, inksToColour, toGray } from "./gray.ts";
import type { Rectangle } from "./margin-lines.ts";
import { narrow } from "./narrow.ts";
import { cutOut, findFilm } from "./trim-margins.ts";

/** How a photo becomes a film. */
export type DecodeOptions = {
  /** Whether even margins are cut off; `false` only where a picture is to be photographed again for a test. */
  readonly trim?: boolean;
  /** Whether what the photo is crooked by is put right; `false`: margins are trimmed only. Default: true. */
  readonly straighten?: boolean;
};

/** The formats that the image library is trusted with. */
export type RasterFormat = "jpeg" | "png" | "webp" | "tiff" | "gif";

/**
 * Longest side of a film in pixels; larger photos are shrunk while they are decoded, so that memory stays small. Nine
 * times the network's input: nothing it could see is lost.
 */
export const WORKING_SIDE = 2048;

/** Times its width that a film may be long, or the other way round; more is no film, and would shrink to a thread. */
const LONGEST = 10;

/**
 * How a photo is opened. `failOn: "error"`: a file that ends early is refused even when little is missing, since what
 * is missing is a lower lung filled with grey and sending again is cheap; mere warnings pass, as some phones write
 * JPEGs that libjpeg warns of. `ignoreIcc`: the network was trained on plain pixel values, and a hostile profile
 * has no way in. One page: animations and multi-page files give their first.
 */
const OPEN = { failOn: "error", ignoreIcc: true, pages: 1, autoOrient: true } as const satisfies SharpOptions;

/**
 * Decodes what the image library knows to a film, its margins cut off.
 *
 * @param format what the bytes begin as; what they are found to be must be the same
 * @throws {PhotoRefused} `unreadable`, `unsupported-format` (pixels in floating point), `too-small`, `too-large`,
 *   `not-a-chest-xray` (a strip)
 */
export async function decodeRaster(
  bytes: Uint8Array,
  format: RasterFormat,
  { trim = true }: DecodeOptions = {},
): Promise<Film> {
  const header = await readHeader(bytes, format);
  const { width, height } = header.autoOrient;
  if (width * height > PHOTO_LIMITS.pixels) throw new PhotoRefused("too-large");
  if (Math.min(width, height) < PHOTO_LIMITS.minimumSide) throw new PhotoRefused("too-small");
  if (Math.max(width, height) > LONGEST * Math.min(width, height)) throw new PhotoRefused("not-a-chest-xray");
  if (header.depth !== "uchar" && header.depth !== "ushort") {
    throw new PhotoRefused("unsupported-format", { detail: { format: "other" } });
  }
  const started = performance.now();
  const { data, info } = await openPixels(bytes, header).catch((cause: unknown) => {
    const late = performance.now() - started >= PHOTO_LIMITS.decodeMilliseconds;
    throw new PhotoRefused(late ? "too-large" : "unreadable", { cause });
  });
  const levels = header.depth === "ushort" ? narrow(data) : new Uint8Array(data);
  const inks = header.space === "cmyk" && info.channels === 4;
  const samples = inks ? inksToColour(levels) : levels;
  const channels = inks ? 3 : info.channels;
  if (channels !== 1 && channels !== 3) throw new PhotoRefused("unreadable");
  const gray = toGray(samples, channels);
  const whole = { width: info.width, height: info.height, gray };
  const box = trim ? findFilm(whole) : { left: 0, top: 0, right: whole.width, bottom: whole.height };
  const shown = cutOut(samples, info.width, channels, box);
  return {
    width: box.right - box.left,
    height: box.bottom - box.top,
    gray: cutOut(gray, info.width, 1, box),
    source: { format, width, height },
    saturation: averageChroma(shown, channels),
    colourSpread: colourSpread(shown, channels),
    ...(shown === samples ? {} : { part: partOf(box, info) }),
  };
}

function partOf({ left, top, right, bottom }: Rectangle, whole: { width: number; height: number }): Part {
  return {
    left: left / whole.width,
    top: top / whole.height,
    width: (right - left) / whole.width,
    height: (bottom - top) / whole.height,
  };
}

/** Reads the header alone. The pixel limit is lifted here because nothing is decoded and we judge it ourselves. */
async function readHeader(bytes: Uint8Array, format: RasterFormat): Promise<Metadata> {
  const header = await sharp(bytes, { ...OPEN, limitInputPixels: false })
    .metadata()
    .catch((cause: unknown) => {
      throw new PhotoRefused("unreadable", { cause });
    });
  if (header.format !== format) throw new PhotoRefused("unreadable");
  return header;
}

function openPixels(bytes: Uint8Array, header: Metadata) {
  const pipeline = sharp(bytes, { ...OPEN, limitInputPixels: PHOTO_LIMITS.pixels })
    .timeout({ seconds: Math.ceil(PHOTO_LIMITS.decodeMilliseconds / 1000) })
    .flatten({ background: "black" })
    .resize({
      width: WORKING_SIDE,
      height: WORKING_SIDE,
      fit: "inside",
      withoutEnlargement: true,
      kernel: "linear",
    });
  // Printing inks are kept as they are: the library would run them through a press profile.
  if (header.space === "cmyk") pipeline.pipelineColourspace("cmyk");
  return pipeline
    .toColourspace(spaceOf(header))
    .raw({ depth: header.depth === "ushort" ? "ushort" : "uchar" })
    .toBuffer({ resolveWithObject: true });
}

/** The space whose raw samples mean what the file's own do. */
function spaceOf({ space, depth }: Metadata): "b-w" | "grey16" | "srgb" | "rgb16" | "cmyk" {
  if (space === "cmyk") return "cmyk";
  if (space === "b-w" || space === "grey16") return depth === "ushort" ? "grey16" : "b-w";
  return depth === "ushort" ? "rgb16" : "srgb";
}
