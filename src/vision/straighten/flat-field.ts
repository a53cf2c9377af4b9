import { solve } from "../../core/solve.ts";
import type { Plane } from "../resize-plane.ts";
import type { Corners } from "./corners.ts";

/** Light at a place of a photo, of the panel's brightest, in (0, 1]. */
export type Light = (x: number, y: number) => number;

/** Every so many pixels of the small copy, each way, are looked at; so many must lie beside the film. */
const EVERY = 3;
const LEAST_SEEN = 40;
/** A lit panel is brighter than this, and than so many of the film's pixels. */
const LIT = { level: 150, films: 0.75 } as const;
/** Rms of what the surface leaves unexplained, of the light: more is no panel, but a room. */
const LEAST_EVEN = 0.06;
/** Keeps the surface flat where little of the panel is seen: a share of the pixels seen, per squared share of the sides. */
const RIDGE = 1e-4;
/** Light that falls off by less is left as it is. */
const UNEVEN = 0.08;

/** Tells which pixels lie outside an outline by two pixels and more. */
function outsideOf(corners: Corners): (x: number, y: number) => boolean {
  const sides = corners.map((from, at) => {
    const to = corners[(at + 1) % 4]!;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    const [across, down] = [-(to.y - from.y) / length, (to.x - from.x) / length];
    return { across, down, offset: -across * from.x - down * from.y };
  });
  return (x, y) => {
    for (const { across, down, offset } of sides) if (across * x + down * y + offset < -2) return true;
    return false;
  };
}

/**
 * Measures the light of the panel around a film: a surface of second order through the levels beside it, as a camera's
 * flat field is taken. A window or a room is no panel, and tells nothing.
 *
 * @param plane a small copy of the photo
 * @returns undefined where there is no evenly lit panel or its light is as good as even
 */
export function measureLight(plane: Plane, corners: Corners): Light | undefined {
  const { width, height, gray } = plane;
  const inside = new Uint32Array(256);
  const outside: { x: number; y: number; level: number }[] = [];
  const isOutside = outsideOf(corners);
  let count = 0;
  for (let y = 0; y < height; y += EVERY) {
    for (let x = 0; x < width; x += EVERY) {
      const level = gray[y * width + x]!;
      if (isOutside(x, y)) outside.push({ x: x / width - 0.5, y: y / height - 0.5, level });
      else {
        inside[level]! += 1;
        count += 1;
      }
    }
  }
  if (outside.length < LEAST_SEEN) return undefined;
  const levels = outside.map(({ level }) => level).toSorted((a, b) => a - b);
  const median = levels[levels.length >> 1]!;
  let below = 0;
  for (let level = 0; level < median; level += 1) below += inside[level]!;
  if (median < LIT.level || below < LIT.films * count) return undefined;
  const terms = ({ x, y }: { x: number; y: number }) => [1, x, y, x * x, x * y, y * y];
  const squares = new Float64Array(36);
  const products = new Float64Array(6);
  for (const place of outside) {
    const row = terms(place);
    for (let i = 0; i < 6; i += 1) {
      products[i]! += row[i]! * place.level;
      for (let j = 0; j < 6; j += 1) squares[i * 6 + j]! += row[i]! * row[j]!;
    }
  }
  // Enough that a panel seen on one side alone is not carried on into the void.
  for (let i = 1; i < 6; i += 1) squares[i * 7]! += RIDGE * outside.length;
  const weights = solve(squares, products);
  const lightAt = (x: number, y: number) =>
    terms({ x, y }).reduce((sum, term, at) => sum + term * weights[at]!, 0);
  const rest = Math.sqrt(
    outside.reduce((sum, { x, y, level }) => sum + (level - lightAt(x, y)) ** 2, 0) / outside.length,
  );
  const surface = corners.map(({ x, y }) => lightAt(x / width - 0.5, y / height - 0.5));
  surface.push(lightAt(0, 0));
  const [least, most] = [Math.min(...surface), Math.max(...surface)];
  if (rest > LEAST_EVEN * median || least <= 0.3 * most || most - least < UNEVEN * most) return undefined;
  return (x, y) => lightAt(x / width - 0.5, y / height - 0.5) / most;
}
