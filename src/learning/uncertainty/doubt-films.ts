import type { Calibration, Uncertainty } from "../../networks/manifest.ts";
import { asksAgain, disagreementOf, proveHeights } from "../../vision/doubt.ts";
import { distanceIn, type FeatureSpace } from "../../vision/feature-space.ts";
import type { SeenFilms } from "../predict-splits.ts";

/** What is held against one film's answer. */
export type FilmDoubt = {
  readonly distance: number;
  /** By how much the first look's findings lie above their thresholds, in units of the logit; proven ones alone. */
  readonly heights: Float64Array;
  readonly lookedAgain: boolean;
  /** -Infinity where the answer does not change, or the film was not looked at again. */
  readonly disagreement: number;
};

export const featuresOf = (
  { features, dimension }: Pick<SeenFilms, "features" | "dimension">,
  film: number,
) => features.subarray(film * dimension, (film + 1) * dimension);

export const logitsAt = ({ logits, labels }: Pick<SeenFilms, "logits" | "labels">, film: number) =>
  logits.subarray(film * labels.length, (film + 1) * labels.length);

/** How far each film stands above the thresholds. */
export function heightsOf(films: Omit<SeenFilms, "paths">, calibration: Pick<Calibration, "findings">) {
  const heights = proveHeights(films.labels, calibration);
  return films.rows.map((_, film) => heights(logitsAt(films, film)));
}

export type Measures = {
  readonly space: FeatureSpace;
  readonly calibration: Pick<Calibration, "findings">;
  readonly limits: Pick<Uncertainty, "leftOver" | "margin">;
  /** Looks at some films again: the logits of each one's other views. */
  readonly lookAgain: (films: readonly number[]) => Promise<Float32Array[][]>;
};

/** Looks at films as serving does: once, and again where that could change what is said. */
export async function doubtFilms(
  films: SeenFilms,
  { space, calibration, limits, lookAgain }: Measures,
): Promise<FilmDoubt[]> {
  const first = heightsOf(films, calibration);
  const heights = proveHeights(films.labels, calibration);
  const again = first.flatMap((film, place) => (asksAgain(film, limits.margin) ? [place] : []));
  const looks = await lookAgain(again);
  const disagreements = new Map(
    again.map((film, at) => [film, disagreementOf([first[film]!, ...looks[at]!.map(heights)])]),
  );
  return first.map((film, place) => ({
    distance: distanceIn(space, featuresOf(films, place), limits.leftOver),
    heights: film,
    lookedAgain: disagreements.has(place),
    disagreement: disagreements.get(place) ?? Number.NEGATIVE_INFINITY,
  }));
}

type Limits = Pick<Uncertainty, "distance" | "disagreement">;
export const isUnlike = ({ distance }: FilmDoubt, limits: Limits) => distance > limits.distance;
export const isUnsteady = (film: FilmDoubt, limits: Limits) =>
  !isUnlike(film, limits) && film.disagreement > limits.disagreement;
