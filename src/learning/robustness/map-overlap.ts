import type { RelevanceMap } from "../../vision/relevance-map.ts";
import { resizePlane } from "../../vision/resize-plane.ts";

/** Times the map's own grid that areas are compared in. */
const FINER = 8;

/** Where a map lies at or above half of its greatest value, on a grid eight times as fine. */
function areaOf({ width, height, values }: RelevanceMap): boolean[] {
  const greatest = values.reduce((most, value) => Math.max(most, value), 0);
  if (greatest === 0) return [];
  const gray = Uint8Array.from(values, (value) => Math.round((255 * value) / greatest));
  const fine = resizePlane({ width, height, gray }, width * FINER, height * FINER);
  return Array.from(fine, (level) => level >= 128);
}

/**
 * How far two maps of the same film point to the same place: intersection over union of their areas at or above half of
 * their maximum.
 *
 * @returns in [0, 1]; `null` where a map is zero everywhere
 */
export function mapOverlap(one: RelevanceMap, other: RelevanceMap): number | null {
  const [a, b] = [areaOf(one), areaOf(other)];
  if (a.length === 0 || b.length === 0) return null;
  let [both, either] = [0, 0];
  for (const [place, within] of a.entries()) {
    if (within && b[place]) both += 1;
    if (within || b[place]) either += 1;
  }
  return either === 0 ? null : both / either;
}
