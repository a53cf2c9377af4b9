import { promisify } from "node:util";
import { inflateRaw } from "node:zlib";
import { PHOTO_LIMITS } from "../core/budgets.ts";
import { PhotoRefused } from "../core/refusal.ts";
import {
  DEFLATED_LITTLE,
  type DicomPicture,
  EXPLICIT_BIG,
  EXPLICIT_LITTLE,
  IMPLICIT_LITTLE,
  isPlain,
} from "./dicom-picture.ts";
import { startOfDicom, textAt } from "./is-dicom.ts";
import { readHeader } from "./read-header.ts";
import { TAG } from "./tags.ts";
import { textOf } from "./values.ts";
import { type Elements, type Encoding, walkElements } from "./walk-elements.ts";

const inflate = promisify(inflateRaw) as (
  bytes: Uint8Array,
  options: { maxOutputLength: number },
) => Promise<Buffer>;

/** Inflates to what any photo may have. @throws {PhotoRefused} `too-large`, `unreadable` */
async function inflated(bytes: Uint8Array): Promise<Uint8Array> {
  try {
    return await inflate(bytes, { maxOutputLength: PHOTO_LIMITS.bytes });
  } catch (cause) {
    const bomb = (cause as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    throw new PhotoRefused(bomb ? "too-large" : "unreadable", { cause });
  }
}

function encodingOf(syntax: string): Encoding {
  return { explicit: syntax !== IMPLICIT_LITTLE, little: syntax !== EXPLICIT_BIG };
}

/** Without a word on how it is written, a data set is explicit where it begins like one, else implicit. */
function guessedSyntax(bytes: Uint8Array, at: number): string {
  return /^[A-Z]{2}$/.test(textAt(bytes, at + 4, 2)) ? EXPLICIT_LITTLE : IMPLICIT_LITTLE;
}

/** Reads the file meta information, if there is any, and finds where and how the data set begins. */
function readMeta(bytes: Uint8Array, start: number): { syntax: string; at: number } {
  const hasMeta = bytes[start] === 2 && bytes[start + 1] === 0;
  if (!hasMeta) return { syntax: guessedSyntax(bytes, start), at: start };
  const meta = walkElements(bytes, start, { explicit: true, little: true }, 3);
  const syntax = textOf(meta.top.get(TAG.transferSyntax));
  return { syntax: syntax ?? guessedSyntax(bytes, meta.end), at: meta.end };
}

function swapped(bytes: Uint8Array): Uint8Array {
  return Buffer.from(bytes.subarray(0, bytes.byteLength & ~1)).swap16();
}

function pixelsOf({ top, fragments }: Elements, syntax: string): Uint8Array {
  if (!isPlain(syntax)) {
    if (!fragments) throw new PhotoRefused("unreadable");
    const [, first, ...rest] = fragments;
    if (!first) throw new PhotoRefused("unreadable");
    return rest.length === 0 ? first : Buffer.concat([first, ...rest]);
  }
  const element = top.get(TAG.pixels);
  if (!element || fragments) throw new PhotoRefused("unreadable");
  const inWords = !element.encoding.little && element.vr !== "OB";
  return inWords ? swapped(element.value) : element.value;
}

/**
 * Reads a DICOM file: its pixels, still as they were compressed, and what is needed to understand them. All else, the
 * patient's name first, is stepped over by its length. Any bytes may come.
 *
 * @throws {PhotoRefused} `unreadable`, `too-large`; without a word of what stood in the file
 */
export async function readDicom(bytes: Uint8Array): Promise<DicomPicture> {
  const start = startOfDicom(bytes);
  if (start === undefined) throw new PhotoRefused("unreadable");
  const { syntax, at } = readMeta(bytes, start);
  const deflated = syntax === DEFLATED_LITTLE;
  const content = deflated ? await inflated(bytes.subarray(at)) : bytes;
  const elements = walkElements(content, deflated ? 0 : at, encodingOf(syntax));
  const header = readHeader(elements);
  return { header, syntax, pixels: pixelsOf(elements, syntax) };
}
