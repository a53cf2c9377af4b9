import type { Quality } from "../core/reading.ts";
import type { Correction, Film } from "./film.ts";
import { percentilesOf } from "./percentiles.ts";
import { sharpnessOf } from "./sharpness.ts";
import { WAVES } from "./straighten/moire.ts";

/** Notes of `Quality`, what a sender can mend first: a reply says two of them. The sentence for each is `quality-note-<note>`. */
export const QUALITY_NOTES = [
  "low-resolution",
  "blurred",
  "glare",
  "shadow",
  "cropped-maybe",
  "stripes",
  "low-contrast",
  "dark",
  "bright",
  "colour-cast",
] as const;
type QualityNote = (typeof QUALITY_NOTES)[number];

/** What was set right, as a note of `Quality`; the sentence for each is `report-corrected-<note>`. Small mends are not said. */
const CORRECTION_NOTES: Readonly<Partial<Record<Correction, string>>> = {
  perspective: "straightened",
  turned: "turned",
  inverted: "inverted",
  "sides-unusual": "check-sides",
};

/**
 * Where a film stops being good and becomes poor. The grey limits lie outside what 99 of 100 NIH films show (spread
 * from 2nd to 98th percentile 133 to 242, median 67 to 204, on 800 films at 256 px).
 */
const LIMITS = {
  /** Shorter side of the film in pixels, without the margins of the photo: under 320 a small nodule is gone, under 256 film detail is. */
  side: { fair: 320, poor: 256 },
  /** 100 NIH films lie above -0.82, as they are, re-encoded and on a light box; see `sharpnessOf`. */
  sharpness: { fair: -0.84, poor: -0.92 },
  spread: { fair: 110, poor: 70 },
  dark: { fair: 50, poor: 30 },
  bright: { fair: 215, poor: 235 },
  /** Mean chroma: a film on a bluish or yellowish light box has up to 0.3. */
  chroma: { fair: 0.15, poor: 0.4 },
  /** Share of the lung fields under a reflection, see `glareOf`; from 0.1 on a photo is refused. */
  glare: { fair: 0.02, poor: 0.06 },
  /** Of `wavesOf`: from the first on they are blurred away, and with them some of the film. */
  waves: { fair: WAVES.seen, poor: WAVES.strong },
} as const;

/** What was found out about a film elsewhere. */
export type Known = {
  /** Of `glareOf`. */
  readonly glare?: number;
  /** Of the screen: some lung may be cut off. */
  readonly croppedMaybe?: boolean;
  /** Of `barAcross`: what lies under a bar is read wrongly. */
  readonly bar?: number;
};

/**
 * Grades how far a photo can be trusted: `poor` with any poor trait, `fair` with any doubtful one, else `good`.
 *
 * @param sharpness of `sharpnessOf`, where it is known already
 */
export function gradeQuality(
  film: Film,
  sharpness = sharpnessOf(film),
  { glare = 0, croppedMaybe = false, bar = 0 }: Known = {},
): Quality {
  const [darkest, median, brightest] = percentilesOf(film, [0.02, 0.5, 0.98]);
  const traits: [QualityNote, fair: boolean, poor: boolean][] = [
    ["low-resolution", ...below(Math.min(film.width, film.height), LIMITS.side)],
    ["blurred", ...below(sharpness, LIMITS.sharpness)],
    ["glare", ...above(glare, LIMITS.glare)],
    ["shadow", bar > 0, bar > 0],
    ["cropped-maybe", croppedMaybe, false],
    ["stripes", ...above(film.waves ?? 0, LIMITS.waves)],
    ["low-contrast", ...below(film.contrast ?? brightest! - darkest!, LIMITS.spread)],
    ["dark", ...below(median!, LIMITS.dark)],
    ["bright", ...above(median!, LIMITS.bright)],
    ["colour-cast", ...above(film.saturation, LIMITS.chroma)],
  ];
  const corrected = (film.corrections ?? []).flatMap((correction) => CORRECTION_NOTES[correction] ?? []);
  const notes = [...traits.filter(([, fair]) => fair).map(([note]) => note), ...corrected];
  if (notes.length === corrected.length) return { grade: "good", notes };
  return { grade: traits.some(([, , poor]) => poor) ? "poor" : "fair", notes };
}

type Limits = { readonly fair: number; readonly poor: number };
const below = (value: number, { fair, poor }: Limits): [boolean, boolean] => [value < fair, value < poor];
const above = (value: number, { fair, poor }: Limits): [boolean, boolean] => [value > fair, value > poor];
