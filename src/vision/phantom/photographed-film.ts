import { type Homography, invert, type Point, project, squareToQuad } from "../homography.ts";
import { type Plane, resizePlane } from "../resize-plane.ts";

/** A film somewhere in a photo: its grey level there, in [0, 1], or undefined beside it. */
export type PlacedFilm = (x: number, y: number) => number | undefined;

/** Places a film so that its corners come to lie at four points of a photo, clockwise from the upper left, in pixels. */
export function placeFilm(film: Plane, corners: readonly [Point, Point, Point, Point]): PlacedFilm {
  const [p0, p1, , p3] = corners;
  // Never enlarged here: the projection does that, smoothly.
  const width = Math.min(film.width, Math.round(Math.hypot(p1.x - p0.x, p1.y - p0.y)));
  const height = Math.min(film.height, Math.round(Math.hypot(p3.x - p0.x, p3.y - p0.y)));
  const plane = { width, height, gray: resizePlane(film, width, height) };
  const toFilm = invert(squareToQuad(corners));
  return (x, y) => levelAt(plane, toFilm, x, y);
}

function levelAt(plane: Plane, toFilm: Homography, x: number, y: number): number | undefined {
  const { x: u, y: v } = project(toFilm, x + 0.5, y + 0.5);
  if (u < 0 || v < 0 || u >= 1 || v >= 1) return undefined;
  const column = Math.min(Math.max(u * plane.width - 0.5, 0), plane.width - 1);
  const row = Math.min(Math.max(v * plane.height - 0.5, 0), plane.height - 1);
  const left = Math.floor(column);
  const top = Math.floor(row);
  const right = Math.min(left + 1, plane.width - 1);
  const bottom = Math.min(top + 1, plane.height - 1);
  const at = (across: number, down: number) => plane.gray[down * plane.width + across]!;
  const above = at(left, top) + (at(right, top) - at(left, top)) * (column - left);
  const below = at(left, bottom) + (at(right, bottom) - at(left, bottom)) * (column - left);
  return (above + (below - above) * (row - top)) / 255;
}
