/** A lookup table: `first` is the stored value of its first entry; values outside take the nearest end. */
export type Lut = {
  readonly first: number;
  readonly entries: Uint16Array;
};

/** How a window maps values to greys (PS3.3 C.11.2.1.2 and C.11.2.1.3). */
export const WINDOW_SHAPES = ["LINEAR", "LINEAR_EXACT", "SIGMOID"] as const;
export type Window = {
  readonly centre: number;
  /** At least 1 for `LINEAR`, else above 0. */
  readonly width: number;
  readonly shape: (typeof WINDOW_SHAPES)[number];
};

/**
 * Radiography, and what a film's picture is filed under when it was scanned, photographed or exported; the screen looks at
 * those like at any photo.
 */
export const FILM_MODALITIES = ["CR", "DX", "DR", "RG", "SC", "OT"] as const;
type FilmModality = (typeof FILM_MODALITIES)[number];

/** All that is ever taken from a DICOM file beside its pixels. Nothing here can say who the patient is. */
export type DicomHeader = {
  readonly rows: number;
  readonly columns: number;
  readonly samples: number;
  /** A defined term, or empty. */
  readonly photometric: string;
  /** Whether colours lie plane after plane. */
  readonly planar: boolean;
  readonly frames: number;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly signed: boolean;
  /** Stored value of what is no picture, such as what lies outside the collimator. */
  readonly padding?: number;
  /** `other` for any that is not among those that may be a film; absent where the file has none. */
  readonly modality?: FilmModality | "other";
  /** `other-view` for any that is not frontal. */
  readonly view?: "frontal" | "other-view";
  readonly modalityLut?: Lut;
  readonly rescale?: { readonly slope: number; readonly intercept: number };
  readonly voiLut?: Lut;
  readonly window?: Window;
};

/** A DICOM file as far as it is read here. */
export type DicomPicture = {
  readonly header: DicomHeader;
  /** Transfer syntax UID. */
  readonly syntax: string;
  /** Little-endian samples as they lie in the file, or the code stream of the first frame where `syntax` is a compressed one. */
  readonly pixels: Uint8Array;
};

export const IMPLICIT_LITTLE = "1.2.840.10008.1.2";
export const EXPLICIT_LITTLE = "1.2.840.10008.1.2.1";
export const DEFLATED_LITTLE = "1.2.840.10008.1.2.1.99";
export const EXPLICIT_BIG = "1.2.840.10008.1.2.2";

/** How the pixels of a compressed transfer syntax are packed: run lengths, and the JPEG family. */
export type Compression = "rle" | "jpeg" | "jpeg-ls" | "jpeg-2000";

/** Compressed transfer syntaxes that are read. */
const COMPRESSIONS: ReadonlyMap<string, Compression> = new Map([
  ["1.2.840.10008.1.2.5", "rle"],
  ["1.2.840.10008.1.2.4.50", "jpeg"],
  ["1.2.840.10008.1.2.4.51", "jpeg"],
  ["1.2.840.10008.1.2.4.57", "jpeg"],
  ["1.2.840.10008.1.2.4.70", "jpeg"],
  ["1.2.840.10008.1.2.4.80", "jpeg-ls"],
  ["1.2.840.10008.1.2.4.81", "jpeg-ls"],
  ["1.2.840.10008.1.2.4.90", "jpeg-2000"],
  ["1.2.840.10008.1.2.4.91", "jpeg-2000"],
]);

/** @returns undefined for plain transfer syntaxes, and for those that are not read */
export const compressionOf = (syntax: string): Compression | undefined => COMPRESSIONS.get(syntax);

/** What stands for every transfer syntax that is not read: a UID is a word of the file's own. MPEG-2, which is no film. */
export const UNKNOWN_SYNTAX = "1.2.840.10008.1.2.4.100";

/** Whether samples lie in the file as they are. */
export function isPlain(syntax: string): boolean {
  return [IMPLICIT_LITTLE, EXPLICIT_LITTLE, DEFLATED_LITTLE, EXPLICIT_BIG].includes(syntax);
}
