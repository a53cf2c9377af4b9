import type { DicomHeader, Lut, Window } from "../../dicom/dicom-picture.ts";

/** Stored values span at most 16 bits: every one of them is mapped once, then looked up. */
const SPAN = 0x1_0000;
/** Share of the pixels at either end that may lie beyond the greys where a file has no window: markers, hot pixels, air. */
const BEYOND = 0.005;

type Mapping = (value: number) => number;

function through({ first, entries }: Lut): Mapping {
  return (value) => entries[Math.max(0, Math.min(entries.length - 1, Math.round(value) - first))]!;
}

/** Greys from 0 to 1 by a window (PS3.3 C.11.2.1.2.1 and C.11.2.1.3). */
function windowed({ centre, width, shape }: Window): Mapping {
  switch (shape) {
    case "LINEAR":
      return (value) =>
        width === 1 ? Number(value > centre - 0.5) : (value - (centre - 0.5)) / (width - 1) + 0.5;
    case "LINEAR_EXACT":
      return (value) => (value - centre) / width + 0.5;
    case "SIGMOID":
      return (value) => 1 / (1 + Math.exp((-4 * (value - centre)) / width));
  }
}

/** The modality's own mapping: a table, or slope and intercept. */
function rescaled({ modalityLut, rescale }: DicomHeader): Mapping {
  if (modalityLut) return through(modalityLut);
  if (!rescale || rescale.slope === 0) return (value) => value;
  return (value) => value * rescale.slope + rescale.intercept;
}

/** Between which values all but the outermost pixels lie, those of no picture left out. */
function spreadOf(values: ArrayLike<number>, padding: number | undefined, lowest: number): [number, number] {
  const counts = new Uint32Array(SPAN);
  let total = 0;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at]!;
    if (value === padding) continue;
    counts[value - lowest]! += 1;
    total += 1;
  }
  const rank = (share: number) => {
    let seen = 0;
    for (let at = 0; at < SPAN; at += 1) {
      seen += counts[at]!;
      if (seen > share * (total - 1)) return at + lowest;
    }
    return lowest;
  };
  return [rank(BEYOND), rank(1 - BEYOND)];
}

/** Eight bits as they are, as photos are: whoever exported them has chosen the greys. */
function isReady({ bitsStored, signed, modalityLut, rescale }: DicomHeader): boolean {
  return bitsStored === 8 && !signed && !modalityLut && !rescale;
}

/** Greys from 0 to 1 of a stored value, before polarity. */
function mappingOf(values: ArrayLike<number>, header: DicomHeader, lowest: number): Mapping {
  const { voiLut, window, padding } = header;
  const modality = rescaled(header);
  if (voiLut) {
    const table = through(voiLut);
    return (value) => table(modality(value)) / 0xffff;
  }
  if (window) {
    const greys = windowed(window);
    return (value) => greys(modality(value));
  }
  if (isReady(header)) return (value) => value / 255;
  const [low, high] = spreadOf(values, padding, lowest).map(modality) as [number, number];
  const [from, to] = [Math.min(low, high), Math.max(low, high)];
  return (value) => (to === from ? 0.5 : (modality(value) - from) / (to - from));
}

/**
 * Turns stored values into greys of 8 bits, 0 black: the modality's table or rescaling, then the first VOI table, else the
 * first window, else the values from the 0.5th to the 99.5th percentile (eight bits without a word are greys already); then
 * polarity. Pixels of no picture become black.
 */
export function toLevels(values: ArrayLike<number>, header: DicomHeader): Uint8Array {
  const { padding, photometric, signed, bitsStored } = header;
  const lowest = signed ? -(2 ** (bitsStored - 1)) : 0;
  const mapping = mappingOf(values, header, lowest);
  const inverted = photometric === "MONOCHROME1";
  const levels = new Uint8Array(2 ** bitsStored);
  for (let at = 0; at < levels.length; at += 1) {
    const grey = Math.max(0, Math.min(1, mapping(at + lowest)));
    levels[at] = Math.round(255 * (inverted ? 1 - grey : grey));
  }
  if (padding !== undefined && padding - lowest >= 0 && padding - lowest < levels.length)
    levels[padding - lowest] = 0;
  const gray = new Uint8Array(values.length);
  for (let at = 0; at < gray.length; at += 1) gray[at] = levels[values[at]! - lowest]!;
  return gray;
}
