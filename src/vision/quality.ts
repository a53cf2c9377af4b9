import type { Quality } from "../core/reading.ts";
import type { Film } from "./film.ts";

/** Notes of `Quality`; the sentence for each is `quality-note-<note>`. */
export const QUALITY_NOTES = ["low-resolution", "low-contrast", "dark", "bright", "colour-cast"] as const;
type QualityNote = (typeof QUALITY_NOTES)[number];

/**
 * Where a film stops being good and becomes poor. The grey limits lie outside what 99 of 100 NIH films show (spread
 * from 2nd to 98th percentile 133 to 242, median 67 to 204, on 800 films at 256 px).
 */
const LIMITS = {
  /** Shorter side in pixels: under 320 a small nodule is gone, under 256 film detail is. */
  side: { fair: 320, poor: 256 },
  spread: { fair: 110, poor: 70 },
  dark: { fair: 50, poor: 30 },
  bright: { fair: 215, poor: 235 },
  /** Mean chroma: a film on a bluish or yellowish light box has up to 0.3. */
  chroma: { fair: 0.15, poor: 0.4 },
} as const;

/** Grades how far a photo can be trusted: `poor` with any poor trait, `fair` with any doubtful one, else `good`. */
export function gradeQuality(film: Film): Quality {
  const [darkest, median, brightest] = percentiles(film.gray, [0.02, 0.5, 0.98]);
  const traits: [QualityNote, fair: boolean, poor: boolean][] = [
    ["low-resolution", ...below(Math.min(film.source.width, film.source.height), LIMITS.side)],
    ["low-contrast", ...below(brightest! - darkest!, LIMITS.spread)],
    ["dark", ...below(median!, LIMITS.dark)],
    ["bright", ...above(median!, LIMITS.bright)],
    ["colour-cast", ...above(film.saturation, LIMITS.chroma)],
  ];
  const notes = traits.filter(([, fair]) => fair).map(([note]) => note);
  if (notes.length === 0) return { grade: "good", notes };
  return { grade: traits.some(([, , poor]) => poor) ? "poor" : "fair", notes };
}

type Limits = { readonly fair: number; readonly poor: number };
const below = (value: number, { fair, poor }: Limits): [boolean, boolean] => [value < fair, value < poor];
const above = (value: number, { fair, poor }: Limits): [boolean, boolean] => [value > fair, value > poor];

/** Grey levels under which the given shares of all pixels lie. */
function percentiles(gray: Uint8Array, shares: readonly number[]): number[] {
  const counts = new Uint32Array(256);
  for (const level of gray) counts[level] = counts[level]! + 1;
  return shares.map((share) => {
    let seen = 0;
    return counts.findIndex((count) => {
      seen += count;
      return seen >= share * gray.length;
    });
  });
}
