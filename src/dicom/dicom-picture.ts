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
  /** A defined term of PS3.3 C.7.3.1.1.1, `other` for any other word; absent where the file has none. */
  readonly modality?: string;
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

/** Whether samples lie in the file as they are. */
export function isPlain(syntax: string): boolean {
  return [IMPLICIT_LITTLE, EXPLICIT_LITTLE, DEFLATED_LITTLE, EXPLICIT_BIG].includes(syntax);
}
