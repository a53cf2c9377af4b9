import { promisify } from "node:util";
import { deflateRaw } from "node:zlib";
import {
  DEFLATED_LITTLE,
  type DicomHeader,
  type DicomPicture,
  EXPLICIT_LITTLE,
  isPlain,
  type Lut,
} from "./dicom-picture.ts";
import { TAG } from "./tags.ts";

const deflate = promisify(deflateRaw) as (bytes: Uint8Array, options: { level: number }) => Promise<Buffer>;

const PREAMBLE = Buffer.concat([Buffer.alloc(128), Buffer.from("DICM", "latin1")]);
/** What pads values of odd length. */
const PADDING: Readonly<Record<string, string>> = { UI: "\0", OB: "\0" };
const LONG = ["OB", "OW", "SQ"];

const element = (...about: Parameters<typeof elementParts>): Buffer => Buffer.concat(elementParts(...about));

/** The value itself is not copied. */
function elementParts(tag: number, vr: string, value: Uint8Array | string, declared?: number): Uint8Array[] {
  const content = typeof value === "string" ? Buffer.from(value, "latin1") : value;
  const pad = Buffer.from(content.byteLength % 2 === 1 ? (PADDING[vr] ?? " ") : "", "latin1");
  const length = declared ?? content.byteLength + pad.byteLength;
  const head = Buffer.alloc(LONG.includes(vr) ? 12 : 8);
  head.writeUInt16LE(tag >>> 16, 0);
  head.writeUInt16LE(tag & 0xffff, 2);
  head.write(vr, 4, "latin1");
  if (LONG.includes(vr)) head.writeUInt32LE(length, 8);
  else head.writeUInt16LE(length, 6);
  return [head, content, pad];
}

/** An item's head; its content follows. */
function item(tag: number, length = 0): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16LE(tag >>> 16, 0);
  head.writeUInt16LE(tag & 0xffff, 2);
  head.writeUInt32LE(length, 4);
  return head;
}

function words(values: ArrayLike<number>): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (let at = 0; at < values.length; at += 1) bytes.writeUInt16LE(values[at]! & 0xffff, at * 2);
  return bytes;
}

/** At most 16 characters, as numbers in text may have (PS3.5 6.2). */
const decimal = (number: number) => {
  const text = String(number);
  return text.length <= 16 ? text : number.toPrecision(9);
};

function lutSequence(tag: number, lut: Lut | undefined): Buffer[] {
  if (!lut) return [];
  const count = lut.entries.length === 0x1_0000 ? 0 : lut.entries.length;
  const content = Buffer.concat([
    element(TAG.lutDescriptor, "US", words([count, lut.first, 16])),
    element(TAG.lutData, "OW", words(lut.entries)),
  ]);
  return [element(tag, "SQ", Buffer.concat([item(TAG.item, content.byteLength), content]))];
}

function headerElements(header: DicomHeader): Buffer[] {
  const { modality, view, padding, rescale, window } = header;
  const word = (tag: number, value: number) => element(tag, "US", words([value]));
  return [
    ...(modality === undefined ? [] : [element(TAG.modality, "CS", modality.toUpperCase())]),
    ...(view === undefined ? [] : [element(TAG.viewPosition, "CS", view === "frontal" ? "PA" : "LATERAL")]),
    word(TAG.samples, header.samples),
    element(TAG.photometric, "CS", header.photometric),
    ...(header.samples > 1 ? [word(TAG.planar, Number(header.planar))] : []),
    element(TAG.frames, "IS", String(header.frames)),
    word(TAG.rows, header.rows),
    word(TAG.columns, header.columns),
    word(TAG.bitsAllocated, header.bitsAllocated),
    word(TAG.bitsStored, header.bitsStored),
    word(TAG.highBit, header.highBit),
    word(TAG.representation, Number(header.signed)),
    ...(padding === undefined ? [] : [word(TAG.padding, padding)]),
    ...(window
      ? [
          element(TAG.windowCentre, "DS", decimal(window.centre)),
          element(TAG.windowWidth, "DS", decimal(window.width)),
        ]
      : []),
    ...(rescale
      ? [
          element(TAG.intercept, "DS", decimal(rescale.intercept)),
          element(TAG.slope, "DS", decimal(rescale.slope)),
        ]
      : []),
    ...(window ? [element(TAG.windowShape, "CS", window.shape)] : []),
    ...lutSequence(TAG.modalityLut, header.modalityLut),
    ...lutSequence(TAG.voiLut, header.voiLut),
  ];
}

function pixelElements({ header, syntax, pixels }: DicomPicture): Uint8Array[] {
  if (isPlain(syntax)) return elementParts(TAG.pixels, header.bitsAllocated > 8 ? "OW" : "OB", pixels);
  const odd = pixels.byteLength % 2;
  return [
    element(TAG.pixels, "OB", "", 0xffff_ffff),
    item(TAG.item),
    item(TAG.item, pixels.byteLength + odd),
    pixels,
    Buffer.alloc(odd),
    item(TAG.sequenceEnd),
  ];
}

/** Writes a picture as a DICOM file of its own that holds nothing else. Deflated ones stay so, other plain ones become explicit. */
export async function writeDicom(picture: DicomPicture): Promise<Uint8Array> {
  const plain = isPlain(picture.syntax);
  const syntax = plain && picture.syntax !== DEFLATED_LITTLE ? EXPLICIT_LITTLE : picture.syntax;
  const meta = element(TAG.transferSyntax, "UI", syntax);
  const content = [...headerElements(picture.header), ...pixelElements(picture)];
  const body = syntax === DEFLATED_LITTLE ? [await deflate(Buffer.concat(content), { level: 1 })] : content;
  return Buffer.concat([PREAMBLE, meta, ...body]);
}
