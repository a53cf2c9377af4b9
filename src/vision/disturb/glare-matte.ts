import type { Random } from "../../core/random.ts";
import type { Plane } from "../resize-plane.ts";
import { type Level, pixelScale } from "./level.ts";

/**
 * A soft patch of white light somewhere on the film: a Gaussian of 50 pixels of CheXphoto a level, its opacity 100 of 255 a
 * level at the centre and never over 150 + 20 a level (stanfordmlgroup/cheXphoto, glare_matte.py).
 */
export function glareMatte(film: Plane, level: Level, random: Random): Plane {
  const { width, height, gray } = film;
  const centre = { x: random.next() * width, y: random.next() * height };
  const sigma = 50 * level * pixelScale(film);
  const most = 150 + 20 * level;
  const across = Float64Array.from({ length: width }, (_, x) =>
    Math.exp(-(((x - centre.x) / sigma) ** 2) / 2),
  );
  const out = new Uint8Array(gray.length);
  for (let y = 0, at = 0; y < height; y += 1) {
    const down = Math.exp(-(((y - centre.y) / sigma) ** 2) / 2) * 100 * level;
    for (let x = 0; x < width; x += 1, at += 1) {
      out[at] = whiten(gray[at]!, Math.min(down * across[x]!, most));
    }
  }
  return { width, height, gray: out };
}

/** A grey level under white of an opacity in [0, 255]. */
export const whiten = (level: number, opacity: number): number =>
  Math.round(level + (255 - level) * (opacity / 255));
