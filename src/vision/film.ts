/** A photo decoded for reading: one grey plane, upright, 8 bits, less the even margins around the film. */
export type Film = {
  readonly width: number;
  readonly height: number;
  /** Row-major, `width * height` values, 0 = black (air on a radiograph), 255 = white. */
  readonly gray: Uint8Array;
  /** What arrived: `format` by content (`jpeg`, `png`, ...), size in pixels before any shrinking or trimming. */
  readonly source: { readonly format: string; readonly width: number; readonly height: number };
  /** Mean colour saturation in [0, 1] of the photo before it became grey; 0 for a grey file. */
  readonly saturation: number;
  /** How much the hue varies over the photo, from 0 (grey, or tinted all over); absent counts as 0. */
  readonly colourSpread?: number;
  /** Which part of the upright photo this film is, where margins were cut off; absent is the whole of it. */
  readonly part?: Part;
};

/** A rectangle in shares of a picture's sides, from its upper left corner. */
export type Part = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};
