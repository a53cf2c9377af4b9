import { placeFilm } from "../phantom/photographed-film.ts";
import type { Plane } from "../resize-plane.ts";
import type { Corners } from "./hang-film.ts";

/** A film with its corners at four points of a black picture. */
export function onBlack(film: Plane, corners: Corners, width: number, height: number): Plane {
  const placed = placeFilm(film, corners);
  const gray = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 1) gray[at] = Math.round(255 * (placed(x, y) ?? 0));
  }
  return { width, height, gray };
}
