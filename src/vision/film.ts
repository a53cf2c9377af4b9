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
  /**
   * Which part of the upright photo this film is, where margins were cut off; absent is the whole of it. Of a film that was
   * straightened the smallest upright rectangle around it.
   */
  readonly part?: Part;
  /** The waves of a photographed screen, in levels of its colours (`wavesOf`); absent counts as 0. */
  readonly waves?: number;
  /** Grey levels between the 2nd and 98th percentile as it came, where few greys were spread over more; absent where they were not. */
  readonly contrast?: number;
  /** What was set right before reading; absent where nothing was. */
  readonly corrections?: readonly Correction[];
};

/**
 * `cut-out`: the film was found in the photo by its outline; `perspective`: it stood much askew; `lighting`: a panel's
 * uneven light was evened out; `turned`: by one or two quarters; `inverted`: a negative was made the usual positive;
 * `sides-unusual`: nothing was done, but the heart lies on the other side than in most people.
 */
export type Correction = "cut-out" | "perspective" | "lighting" | "turned" | "inverted" | "sides-unusual";

/** A rectangle in shares of a picture's sides, from its upper left corner. */
export type Part = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};
