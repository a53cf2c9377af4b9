import type { Random } from "../../core/random.ts";
import type { Plane } from "../resize-plane.ts";
import { whiten } from "./glare-matte.ts";
import type { Level } from "./level.ts";

/** Where the patch lies along a side: at its beginning, in its middle part, or at its end. */
const PLACES = ["begin", "middle", "end"] as const;
type Place = (typeof PLACES)[number];

/**
 * A lamp or window mirrored by a glossy film: a white rectangle of 0.1 a level (and up to 0.05 more) of each side, at one of
 * nine places, of opacity 150 + 20 a level (and up to 20 more) of 255 (stanfordmlgroup/cheXphoto, transforms/glare_glossy.py).
 */
export function glareGlossy(film: Plane, level: Level, random: Random): Plane {
  const { width, height, gray } = film;
  const wide = (0.1 * level + 0.05 * random.next()) * width;
  const tall = (0.1 * level + 0.05 * random.next()) * height;
  const [across, down] = [PLACES[random.integer(3)]!, PLACES[random.integer(3)]!];
  const [left, right] = span(across, width, wide, random);
  const [top, bottom] = span(down, height, tall, random);
  const opacity = 150 + 20 * level + 20 * random.next();
  const out = gray.slice();
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      out[y * width + x] = whiten(gray[y * width + x]!, opacity);
    }
  }
  return { width, height, gray: out };
}

function span(place: Place, side: number, length: number, random: Random): readonly [number, number] {
  const centre = (0.3 + 0.4 * random.next()) * side;
  const long = Math.round(length);
  if (place === "begin") return [0, long];
  if (place === "end") return [side - long, side];
  const from = Math.max(0, Math.round(centre - length / 2));
  return [from, Math.min(side, from + long)];
}
