/** What becomes of each of the 256 grey levels. */
export type Levels = Uint8Array;

export function applyLevels(gray: Uint8Array, levels: Levels): Uint8Array {
  const out = new Uint8Array(gray.length);
  for (let at = 0; at < gray.length; at += 1) out[at] = levels[gray[at]!]!;
  return out;
}

/**
 * Brightness and contrast as the paper's library (fastai 1) changes them: on the logit of the grey value, so that black and
 * white stay what they are. Brightness .5 and contrast 1 change nothing.
 *
 * @param brightness in (0, 1): what a medium grey becomes
 * @param contrast factor, above 0
 */
export function lightingLevels(brightness: number, contrast: number): Levels {
  const shift = Math.log(brightness / (1 - brightness));
  return Uint8Array.from({ length: 256 }, (_, level) => {
    if (level === 0 || level === 255) return level;
    const share = level / 255;
    const logit = (Math.log(share / (1 - share)) + shift) * contrast;
    return Math.round(255 / (1 + Math.exp(-logit)));
  });
}

/** Levels that make every grey equally often, as far as whole levels can (histogram equalisation). */
export function equalisingLevels(gray: Uint8Array): Levels {
  const counts = new Uint32Array(256);
  for (const level of gray) counts[level]! += 1;
  const darkest = counts[counts.findIndex((count) => count > 0)] ?? 0;
  const span = gray.length - darkest;
  const levels = new Uint8Array(256);
  let below = 0;
  for (let level = 0; level < 256; level += 1) {
    below += counts[level]!;
    // A film of one grey keeps it.
    levels[level] = span === 0 ? level : Math.round((Math.max(0, below - darkest) / span) * 255);
  }
  return levels;
}
