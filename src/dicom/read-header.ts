import { type DicomHeader, FILM_MODALITIES, type Lut, WINDOW_SHAPES, type Window } from "./dicom-picture.ts";
import { TAG } from "./tags.ts";
import { numberOf, signedWord, textOf, wordOf, wordsOf } from "./values.ts";
import type { Element, Elements } from "./walk-elements.ts";

/** Photometric interpretations of PS3.3 C.7.6.3.1.2. */
const PHOTOMETRIC =
  /^(MONOCHROME[12]|RGB|PALETTE COLOR|YBR_FULL|YBR_FULL_422|YBR_PARTIAL_42[02]|YBR_ICT|YBR_RCT)$/;
const FRONTAL = /^(PA|AP)$/;
/** Lateral, oblique and lying on the side, as PS3.3 C.8.11.5 and older equipment write them. */
const OTHER_VIEW = /^(LL|RL|LLD|RLD|LLO|RLO|LAT|LATERAL|LAO|RAO|LPO|RPO|[LR] ?LAT|OBLIQUE|OBL)$/i;

type Found = ReadonlyMap<number, Element>;

function lutOf(item: Found | undefined, signed: boolean): Lut | undefined {
  const [descriptor, data] = [item?.get(TAG.lutDescriptor), item?.get(TAG.lutData)];
  if (!descriptor || !data || descriptor.value.byteLength < 6) return undefined;
  const [count = 0, first = 0, bits = 0] = wordsOf(descriptor);
  const length = count === 0 ? 0x1_0000 : count;
  // Tables of 8 bits are packed now and then; those are left out rather than guessed at.
  if (bits < 8 || bits > 16 || data.value.byteLength < length * 2) return undefined;
  const words = wordsOf({ ...data, value: data.value.subarray(0, length * 2) });
  const full = 2 ** bits - 1;
  const entries = words.map((word) => (Math.min(word, full) / full) * 0xffff);
  return { first: signedWord(first, signed), entries };
}

function windowOf(top: Found): Window | undefined {
  const [centre, width] = [numberOf(top.get(TAG.windowCentre)), numberOf(top.get(TAG.windowWidth))];
  const shape = textOf(top.get(TAG.windowShape)) ?? "LINEAR";
  const known = WINDOW_SHAPES.find((name) => name === shape) ?? "LINEAR";
  if (centre === undefined || width === undefined || width < (known === "LINEAR" ? 1 : 0)) return undefined;
  return width === 0 ? undefined : { centre, width, shape: known };
}

function viewOf({ top, inside }: Elements): DicomHeader["view"] {
  const position = textOf(top.get(TAG.viewPosition)) ?? "";
  if (OTHER_VIEW.test(position)) return "other-view";
  if (FRONTAL.test(position)) return "frontal";
  const meaning = textOf(inside.get(TAG.viewCode)?.get(TAG.codeMeaning)) ?? "";
  if (/lateral|oblique|decubitus|axial|tangential/i.test(meaning)) return "other-view";
  return /^(postero-?anterior|antero-?posterior|frontal)\b/i.test(meaning) ? "frontal" : undefined;
}

/** Takes the values that reading needs, as numbers and as words of closed lists: free text ends here. */
export function readHeader(elements: Elements): DicomHeader {
  const { top, inside } = elements;
  const word = (tag: number, fallback = 0) => wordOf(top.get(tag)) ?? fallback;
  const signed = word(TAG.representation) === 1;
  const bitsAllocated = word(TAG.bitsAllocated);
  const bitsStored = word(TAG.bitsStored, bitsAllocated);
  const photometric = textOf(top.get(TAG.photometric)) ?? "";
  const modality = textOf(top.get(TAG.modality));
  const padding = wordOf(top.get(TAG.padding));
  const [slope, intercept] = [numberOf(top.get(TAG.slope)), numberOf(top.get(TAG.intercept))];
  // Values of a modality's table count from zero; those of the pixels may be signed.
  const modalityLut = lutOf(inside.get(TAG.modalityLut), signed);
  const voiLut = lutOf(inside.get(TAG.voiLut), modalityLut ? false : signed);
  const window = windowOf(top);
  const view = viewOf(elements);
  return {
    rows: word(TAG.rows),
    columns: word(TAG.columns),
    samples: word(TAG.samples, 1),
    photometric: PHOTOMETRIC.test(photometric) ? photometric : "",
    planar: word(TAG.planar) === 1,
    frames: Math.max(1, Math.min(numberOf(top.get(TAG.frames)) ?? 1, 1_000_000)),
    bitsAllocated,
    bitsStored,
    highBit: word(TAG.highBit, Math.max(bitsStored, 1) - 1),
    signed,
    ...(padding === undefined ? {} : { padding: signedWord(padding, signed) }),
    ...(modality === undefined
      ? {}
      : { modality: FILM_MODALITIES.find((name) => name === modality) ?? "other" }),
    ...(view && { view }),
    ...(modalityLut && { modalityLut }),
    ...(slope === undefined ? {} : { rescale: { slope, intercept: intercept ?? 0 } }),
    ...(voiLut && { voiLut }),
    ...(window && { window }),
  };
}
