import sharp from "sharp";
import { createRandom } from "../../../src/core/random.ts";
import type { Point } from "../../../src/vision/homography.ts";
import { placeFilm } from "../../../src/vision/phantom/photographed-film.ts";
import type { Plane } from "../../../src/vision/resize-plane.ts";

export type Corners = readonly [Point, Point, Point, Point];

/** What lies around a film, as grey levels of 255 at shares of the photo's sides. */
export const SURROUNDS: Readonly<Record<string, (x: number, y: number) => number>> = {
  "light panel": () => 245,
  "dark room": () => 12,
  "grey wall": () => 120,
  // Bright and dark in turn, with hard edges, as a room with furniture.
  room: (x, y) =>
    (Math.sin(9 * x + 2 * y) + Math.cos(11 * y - 3 * x) > 0 ? 190 : 60) + 25 * Math.sin(60 * x * y),
};

/** A photo of a film whose corners lie at known places, as a JPEG: veiled, unevenly lit, blurred and noisy. */
export async function photograph(
  film: Plane,
  corners: Corners,
  surround: (x: number, y: number) => number,
  { width = 900, height = 1200, fall = 0.2, seed = 1 } = {},
): Promise<Buffer> {
  const placed = placeFilm(film, corners);
  const random = createRandom(seed);
  const gray = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 1) {
      const away = (x / width - 0.5) ** 2 + (y / height - 0.5) ** 2;
      const seen = placed(x, y);
      const level = seen === undefined ? surround(x / width, y / height) : 18 + 200 * seen;
      gray[at] = Math.min(Math.max(level / (1 + 2 * fall * away) + 2 * random.normal(), 0), 255);
    }
  }
  return sharp(gray, { raw: { width, height, channels: 1 } })
    .blur(0.7)
    .jpeg({ quality: 85 })
    .toBuffer();
}
