import sharp from "sharp";
import { createRandom, type Random } from "../../core/random.ts";
import type { Film } from "../film.ts";
import type { Point } from "../homography.ts";
import { placeFilm } from "./photographed-film.ts";

/** Longest side of a photo after a messenger, and of one that was never large: a 256 px film gains nothing by more. */
const SIDE = { largest: 1280, smallest: 640 } as const;

/**
 * A film as photographed by phone on a light box, as a JPEG: hung a little crooked before a bright panel, seen slightly from
 * the side, the light falling off towards the corners, bluish or yellowish, with the camera's blur and noise. The same film and
 * seed give the same photo.
 */
export async function onLightBox(film: Film, seed: number): Promise<Uint8Array> {
  const random = createRandom(seed);
  const long = Math.min(Math.max(Math.max(film.width, film.height) * 1.25, SIDE.smallest), SIDE.largest);
  const scale = long / Math.max(film.width, film.height);
  const width = Math.round(film.width * scale);
  const height = Math.round(film.height * scale);
  const placed = placeFilm(film, hang(width, height, random));
  const light = lightOf(width, height, random);
  const exposure = 0.82 + 0.2 * random.next();
  const veil = 0.02 + 0.07 * random.next();
  const grain = 1.5 + 2.5 * random.next();
  const tint = [random.normal() * 0.02, 0, random.normal() * 0.035] as const;
  const pixels = new Uint8Array(width * height * 3);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 3) {
      const seen = veil + (1 - veil) * (placed(x, y) ?? 1);
      const level = 255 * exposure * light(x, y) * seen;
      const noise = grain * random.normal();
      for (let colour = 0; colour < 3; colour += 1) {
        pixels[at + colour] = Math.min(Math.max(level * (1 + tint[colour]!) + noise, 0), 255);
      }
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .blur(0.5 + 0.5 * random.next())
    .jpeg({ quality: 78 + random.integer(14) })
    .toBuffer();
}

/** A film as a messenger re-encodes it: a JPEG, longest side at most `side` (1280) pixels, at `quality` (80). */
export async function reencode(
  film: Film,
  options: { side?: number; quality?: number } = {},
): Promise<Uint8Array> {
  const { side = SIDE.largest, quality = 80 } = options;
  return sharp(film.gray, { raw: { width: film.width, height: film.height, channels: 1 } })
    .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
    .jpeg({ quality })
    .toBuffer();
}

/** The film's corners on the photo: most of the picture, a little turned, a little out of square. */
function hang(width: number, height: number, random: Random): [Point, Point, Point, Point] {
  const turn = random.normal() * 0.018;
  const margin = 0.02 + 0.05 * random.next();
  const corner = (x: number, y: number): Point => {
    const right = (x - 0.5) * (1 - 2 * margin) * width + random.normal() * 0.008 * width;
    const down = (y - 0.5) * (1 - 2 * margin) * height + random.normal() * 0.008 * height;
    return {
      x: width / 2 + right * Math.cos(turn) - down * Math.sin(turn),
      y: height / 2 + right * Math.sin(turn) + down * Math.cos(turn),
    };
  };
  return [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)];
}

/** Share of the panel's light at a place of the photo, in (0, 1]. */
function lightOf(width: number, height: number, random: Random): (x: number, y: number) => number {
  const centre = { x: 0.5 + 0.12 * random.normal(), y: 0.5 + 0.12 * random.normal() };
  const fall = 0.2 + 0.35 * random.next();
  const slant = { x: 0.1 * random.normal(), y: 0.1 * random.normal() };
  return (x, y) => {
    const u = x / width - centre.x;
    const v = y / height - centre.y;
    return Math.min(1 / (1 + fall * (u * u + v * v) * 2), 1) * (1 + slant.x * u + slant.y * v);
  };
}
