import type { Uncertainty } from "../../networks/manifest.ts";
import { asksAgain } from "../../vision/doubt.ts";
import { distanceIn, type FeatureSpace, leftOver } from "../../vision/feature-space.ts";
import { quantile } from "../metrics/bootstrap.ts";

/** Of the validation films, as they are and photographed alike, this share counts as unlike those learnt from. */
export const UNLIKE_SHARE = 0.05;
/** Of the validation films as they are, at most this share's changed answer counts. */
export const UNSTEADY_SHARE = 0.05;
/** At most this share of the validation films is looked at again: each costs three more runs. */
export const LOOKED_AGAIN_SHARE = 0.4;
/** Margins tried, in units of the logit. */
const MARGINS = [1, 0.75, 0.5, 0.4, 0.3, 0.2, 0.15, 0.1, 0.05];
/** Lower than any average over looks of a changed answer: each then counts. */
export const EVERY_CHANGE = -1e3;

export type DistanceLimit = Pick<Uncertainty, "leftOver" | "distance">;

/**
 * @param films features of the validation films as they are, which count as 1 away
 * @param seen features of validation films as people may send them, from which the limit is read
 */
export function fitDistance(
  space: FeatureSpace,
  films: readonly Float32Array[],
  seen: readonly Float32Array[],
): DistanceLimit {
  const left = films.reduce((sum, film) => sum + leftOver(space, film), 0) / films.length;
  const distances = seen.map((film) => distanceIn(space, film, left));
  return { leftOver: left, distance: quantile(distances, 1 - UNLIKE_SHARE) };
}

/** The widest margin at which no more than the allowed share of films is looked at again; 0 where even that is more. */
export function fitMargin(heights: readonly Float64Array[]): number {
  const most = LOOKED_AGAIN_SHARE * heights.length;
  return MARGINS.find((margin) => heights.filter((film) => asksAgain(film, margin)).length <= most) ?? 0;
}

/**
 * The limit that at most the allowed share of films lies above.
 *
 * @param disagreements of every validation film, -Infinity where its answer does not change
 */
export function fitDisagreement(disagreements: readonly number[]): number {
  const allowed = Math.floor(UNSTEADY_SHARE * disagreements.length);
  const next = disagreements.toSorted((a, b) => b - a)[allowed] ?? Number.NEGATIVE_INFINITY;
  return Number.isFinite(next) ? next : EVERY_CHANGE;
}
